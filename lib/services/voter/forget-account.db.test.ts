import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { loadReplay } from "#lib/services/battle/load-replay.ts";
import { shareBattle } from "#lib/services/battle/share-battle.ts";
import { startBattle } from "#lib/services/battle/start-battle.ts";
import { castVote } from "#lib/services/vote/cast-vote.ts";
import { actorOf } from "#lib/testing/battle-fixture.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { modelOf, newVote, newVoter } from "#lib/testing/vote-factory.ts";
import { forgetAccount } from "./forget-account.ts";

testDatabase();

/** A signed-in person with a revealed, voted and shared battle. */
async function personWithBattle() {
	const userId = randomUUID();
	const voterId = await newVoter();
	await pool().query("INSERT INTO users (id) VALUES ($1)", [userId]);
	await pool().query("UPDATE voters SET user_id = $1 WHERE id = $2", [userId, voterId]);
	const { battleId } = await newVote({ a: "lark", b: "wren", outcome: "a", voterId });
	for (const slot of ["a", "b"])
		await pool().query(
			"INSERT INTO conversations (id, battle_id, slot, model_id, seed) VALUES ($1, $2, $3, $4, 1)",
			[randomUUID(), battleId, slot, await modelOf(slot === "a" ? "lark" : "wren")],
		);
	const actor: Actor = { ...actorOf(voterId), userId, via: "session" };
	const { path } = await shareBattle(actor, battleId, true);
	return { actor, voterId, battleId, slug: path.slice("/r/".length) };
}

const votesOf = async (voterId: string) => {
	const { rows } = await pool().query(
		`SELECT count(*) AS all, count(*) FILTER (WHERE is_current AND withdrawn_at IS NULL) AS standing
		 FROM judgements WHERE voter_id = $1`,
		[voterId],
	);
	return rows[0];
};

/** Resolves when so many statements wait for somebody's lock. */
const waiting = (count: number) =>
	vi.waitFor(async () => {
		const { rows } = await pool().query(
			`SELECT count(*) AS n FROM pg_stat_activity
			 WHERE wait_event_type = 'Lock' AND datname = current_database()`,
		);
		expect(rows[0].n).toBe(count);
	}, 10_000);

test("nobody reads a shared conversation of a deleted account any more", async () => {
	const { actor, slug } = await personWithBattle();
	expect(await loadReplay(slug, actorOf())).toBeTruthy();
	expect(await forgetAccount(actor)).toEqual({ withdrawn: 1 });
	await expect(loadReplay(slug, actorOf())).rejects.toMatchObject({ status: 404 });
	await expect(loadReplay(slug, actor)).rejects.toMatchObject({ status: 404 });
});

test("a vote that is being stored meanwhile is withdrawn with the others", async () => {
	const { actor, voterId, battleId } = await personWithBattle();
	const inFlight = await pool().connect();
	try {
		await inFlight.query("BEGIN");
		await inFlight.query("SELECT 1 FROM battles WHERE id = $1 FOR UPDATE", [battleId]);
		const forgotten = forgetAccount(actor);
		await waiting(1);
		await inFlight.query(
			`INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, left_slot, receipt, turns_count)
			 VALUES ($1, $2, 'turn', 1, 'vote', $3, 'b', 'a', $1::uuid::text, 1)`,
			[randomUUID(), battleId, voterId],
		);
		await inFlight.query("COMMIT");
		expect(await forgotten).toEqual({ withdrawn: 2 });
	} finally {
		inFlight.release();
	}
	expect(await votesOf(voterId)).toEqual({ all: 2, standing: 0 });
});

test("a vote and a share that come in right behind it are refused or undone", async () => {
	const { actor, voterId, battleId, slug } = await personWithBattle();
	const holder = await pool().connect();
	try {
		await holder.query("BEGIN");
		await holder.query("SELECT 1 FROM battles WHERE id = $1 FOR UPDATE", [battleId]);
		const forgotten = forgetAccount(actor);
		await waiting(1);
		const late = Promise.allSettled([
			castVote(actor, battleId, { scope: "battle", outcome: "b" }),
			shareBattle(actor, battleId, true),
		]);
		await waiting(3);
		await holder.query("COMMIT");
		await Promise.all([forgotten, late]);
	} finally {
		holder.release();
	}
	expect((await votesOf(voterId)).standing).toBe(0);
	await expect(loadReplay(slug, actorOf())).rejects.toMatchObject({ status: 404 });
});

test("a battle that starts too late brings no trace of the network back", async () => {
	const { actor, voterId } = await personWithBattle();
	await forgetAccount(actor);
	await expect(startBattle(actor, { mode: "blind" })).rejects.toMatchObject({
		code: "not-signed-in",
	});
	const { rows } = await pool().query("SELECT network_hash FROM voters WHERE id = $1", [voterId]);
	expect(rows).toEqual([{ network_hash: null }]);
});
