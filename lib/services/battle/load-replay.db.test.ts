import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { loadReplay } from "./load-replay.ts";
import { shareBattle } from "./share-battle.ts";

testDatabase();

const actor = (voterId: string | null): Actor => ({
	voterId,
	userId: null,
	role: "voter",
	scopes: [],
	via: voterId === null ? "none" : "cookie",
	networkHash: "test",
});

const id = () => uuidV7(Date.now());
const models = { a: id(), b: id() };
const owner = id();

/** A finished battle of one turn: slot a answered at its second try, slot b at its first. */
async function insertBattle(isRevealed: boolean): Promise<{ battleId: string; slug: string }> {
	const battleId = id();
	const slug = randomSlug();
	await pool().query(
		`INSERT INTO battles (id, slug, owner_voter_id, origin, mode, state, categories, model_a_id, model_b_id, side_of_a,
		                      pairing_reason, propensity, display_policy, consent_version, turns_count, revealed_at)
		 VALUES ($1, $2, $3, 'human', 'blind', $4, '{code}', $5, $6, 'right', 'drawn', 0.1, 'gated-start', 'test', 1, $7)`,
		[
			battleId,
			slug,
			owner,
			isRevealed ? "decided" : "open",
			models.a,
			models.b,
			isRevealed ? new Date() : null,
		],
	);
	await pool().query("INSERT INTO turns (battle_id, index, ended_at) VALUES ($1, 1, now())", [
		battleId,
	]);
	for (const slot of ["a", "b"] as const) {
		const conversationId = id();
		const replyId = id();
		await pool().query(
			"INSERT INTO conversations (id, battle_id, slot, model_id, seed) VALUES ($1, $2, $3, $4, 7)",
			[conversationId, battleId, slot, models[slot]],
		);
		await pool().query(
			"INSERT INTO messages (id, conversation_id, turn, seat, text) VALUES ($1, $3, 1, 'user', 'why?'), ($2, $3, 1, 'assistant', $4)",
			[id(), id(), conversationId, `because ${slot}`],
		);
		await pool().query(
			"INSERT INTO replies (id, battle_id, turn, slot, conversation_id, model_id, state, words) VALUES ($1, $2, 1, $3, $4, $5, 'done', 2)",
			[replyId, battleId, slot, conversationId, models[slot]],
		);
		for (const [tryNumber, state] of slot === "a"
			? [[1, "failed"] as const, [2, "ok"] as const]
			: [[1, "ok"] as const])
			await pool().query(
				`INSERT INTO calls (id, purpose, battle_id, conversation_id, reply_id, turn, try_number, model_id, provider, requested_model,
				                    parameters, state, started_at, duration_ms, error_code)
				 VALUES ($1, 'reply', $2, $3, $4, 1, $5, $6, 'house', 'x', '{"seed":7}', $7, now(), 12.5, $8)`,
				[
					id(),
					battleId,
					conversationId,
					replyId,
					tryNumber,
					models[slot],
					state,
					state === "ok" ? null : "server-error",
				],
			);
		await pool().query(
			"INSERT INTO events (conversation_id, seq, kind, data) VALUES ($1, 1, 'message', '{}')",
			[conversationId],
		);
	}
	return { battleId, slug };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
	return work.then(
		() => "none",
		(error: unknown) => (isAppError(error) ? `${error.status} ${error.code}` : String(error)),
	);
}

describe("loadReplay", () => {
	beforeAll(async () => {
		await pool().query("INSERT INTO voters (id) VALUES ($1)", [owner]);
		for (const slot of ["a", "b"] as const)
			await pool().query(
				"INSERT INTO models (id, slug, name, maker, kind, source) VALUES ($1, $2, $3, 'Maker', 'program', 'house')",
				[models[slot], `model-${slot}`, `Model ${slot}`],
			);
	});

	it("shows nothing of a battle before its reveal, not even to its owner", async () => {
		const { slug } = await insertBattle(false);
		expect(await codeOf(loadReplay(slug, actor(owner)))).toBe("404 replay-not-found");
	});

	it("gives the owner every call, also those that failed", async () => {
		const { battleId, slug } = await insertBattle(true);
		const replay = await loadReplay(slug, actor(owner));
		expect(replay).toMatchObject({
			battleId,
			isOwner: true,
			isShared: false,
			sides: { a: "right", b: "left" },
		});
		expect(replay.contenders.a.name).toBe("Model a");
		expect(replay.turns).toHaveLength(1);
		expect(replay.turns[0]?.text).toBe("why?");
		expect(replay.turns[0]?.replies.b.text).toBe("because b");
		expect(
			replay.turns[0]?.replies.a.calls.map((call) => [call.tryNumber, call.state, call.errorCode]),
		).toEqual([
			[1, "failed", "server-error"],
			[2, "ok", null],
		]);
		expect(replay.events).toHaveLength(2);
	});

	it("is there for others only while it is shared, and never tells them the battle's id", async () => {
		const { battleId, slug } = await insertBattle(true);
		for (const other of [actor(null), actor(id())])
			expect(await codeOf(loadReplay(slug, other))).toBe("404 replay-not-found");
		expect(await shareBattle(actor(owner), battleId, true)).toEqual({
			shared: true,
			path: `/r/${slug}`,
		});
		const replay = await loadReplay(slug, actor(null));
		expect(replay).toMatchObject({ battleId: null, isOwner: false });
		expect(JSON.stringify(replay)).not.toContain(owner);
		await shareBattle(actor(owner), battleId, false);
		expect(await codeOf(loadReplay(slug, actor(null)))).toBe("404 replay-not-found");
	});

	it("lets only the owner share, and only after the reveal", async () => {
		const hidden = await insertBattle(false);
		expect(await codeOf(shareBattle(actor(owner), hidden.battleId, true))).toBe("409 not-revealed");
		const open = await insertBattle(true);
		expect(await codeOf(shareBattle(actor(id()), open.battleId, true))).toBe(
			"404 battle-not-found",
		);
	});
});
