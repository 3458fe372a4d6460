import { beforeEach, expect, test } from "vitest";
import { instanceSecret } from "#lib/auth/instance-secret.ts";
import { overrideConfig } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { actorOf } from "#lib/testing/battle-fixture.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { storeEpisode, storeMessage } from "#lib/testing/suite-fixture.ts";
import { drawPair } from "./draw-pair.ts";
import { findReceipt } from "./find-receipt.ts";
import { castPairVote, readPair } from "./judge-pair.ts";
import { openPair } from "./sealed-pair.ts";
import { withdrawVote } from "./withdraw-vote.ts";

testDatabase();
beforeEach(async () => {
	overrideConfig({ PARLEY_LOG_LEVEL: "silent", PARLEY_BATTLES_PER_NETWORK_MAX: 100_000 });
	await pool().query("TRUNCATE episodes, battles, judgements, outbox, rate_limits CASCADE");
});

/** A battle that a program judged for zebrafinch; returns its id. */
async function storeBattle(seed: number, said = "MOVE a1", metrics: [number, number] = [1, 0]) {
	const ids: string[] = [];
	for (const [i, model] of (["zebrafinch", "goldcrest"] as const).entries()) {
		const id = await storeEpisode({
			model,
			seed,
			metrics: { points: metrics[i] ?? 0, keeping: 1 },
			pairs: true,
		});
		await storeMessage(id, 0, { seat: "player", text: "Your move.", kind: "observation" });
		await storeMessage(id, 1, { seat: "player", text: i === 0 ? said : "MOVE b2" });
		ids.push(id);
	}
	const { rows } = await pool().query<{ id: string }>(
		"SELECT id FROM battles WHERE $1 IN (episode_a_id, episode_b_id)",
		[ids[0]],
	);
	return rows[0]?.id ?? "";
}

async function draw(voterId: string | null = null) {
	const drawn = await drawPair(actorOf(voterId), null);
	return { ...drawn, actor: actorOf(drawn.voterId) };
}

const votesOn = async (battleId: string) =>
	(
		await pool().query(
			"SELECT outcome, version, is_current, exclusions, left_slot, group_id FROM judgements WHERE battle_id = $1 AND kind = 'vote' ORDER BY version",
			[battleId],
		)
	).rows;

test("nothing of a pair names a model or leads to one before the vote", async () => {
	const battleId = await storeBattle(1);
	const { sealed, actor } = await draw();
	const { pair, reveal } = await readPair(actor, sealed);
	expect(reveal).toBeNull();
	expect([...pair.left, ...pair.right].map(({ text }) => text)).toContain("MOVE a1");
	const { rows } = await pool().query<{ slug: string }>(
		"SELECT slug FROM episodes UNION SELECT slug FROM battles",
	);
	const bytes = `${JSON.stringify(pair)} ${sealed} ${Buffer.from(sealed, "base64url").toString("latin1")}`;
	for (const secret of ["zebrafinch", "goldcrest", battleId, ...rows.map(({ slug }) => slug)])
		expect(bytes.toLowerCase()).not.toContain(secret);
});

test("conversations that name a model, are alike, or nobody judged are never drawn", async () => {
	await storeBattle(1, "I am Model Zebrafinch and move a1");
	await storeBattle(2, "ask GOLDCREST");
	await storeBattle(3, "MOVE b2");
	const unjudged = await storeBattle(4);
	await pool().query("DELETE FROM judgements WHERE battle_id = $1", [unjudged]);
	const twin = await storeBattle(5);
	await pool().query("UPDATE episodes SET control = 'restated' WHERE seed = 5");
	await expect(draw()).rejects.toMatchObject({ code: "no-pair", status: 404 });
	await pool().query("UPDATE episodes SET control = 'main' WHERE seed = 5");
	// Whoever chose the pair could vote on it.
	await pool().query("UPDATE battles SET pairing_reason = 'by-hand' WHERE id = $1", [twin]);
	await expect(draw()).rejects.toMatchObject({ code: "no-pair", status: 404 });
	await pool().query("UPDATE battles SET pairing_reason = 'equal-key' WHERE id = $1", [twin]);
	const { sealed } = await draw();
	expect(openPair(sealed, await instanceSecret()).battleId).toBe(twin);
});

test("a vote is kept once, reveals, and stands on the side that was seen", async () => {
	const battleId = await storeBattle(1);
	const { sealed, actor, voterId } = await draw();
	const { left } = openPair(sealed, await instanceSecret());
	const { pair } = await readPair(actor, sealed);
	const zebraIsLeft = pair.left.some(({ text }) => text === "MOVE a1");
	const cast = await castPairVote(actor, sealed, { choice: "left" });
	expect(cast.result).toBe("recorded");
	const again = await castPairVote(actor, sealed, { choice: "left" });
	expect(again).toEqual({ result: "duplicate", receipt: cast.receipt });
	expect(await votesOn(battleId)).toEqual([
		{
			outcome: left,
			version: 1,
			is_current: true,
			exclusions: [],
			left_slot: left,
			group_id: null,
		},
	]);
	const announced = await pool().query(
		"SELECT payload FROM outbox WHERE payload->>'battleId' = $1",
		[battleId],
	);
	expect(announced.rowCount).toBeGreaterThan(0);

	const { reveal } = await readPair(actor, sealed);
	const [zebra, gold] = zebraIsLeft ? (["left", "right"] as const) : (["right", "left"] as const);
	expect(reveal).toMatchObject({
		[zebra]: { slug: "zebrafinch", name: "Model zebrafinch" },
		[gold]: { slug: "goldcrest" },
		choice: "left",
		counts: true,
		judgements: [{ kind: "check", choice: zebra }],
	});
	const receipt = await findReceipt(actor, cast.receipt);
	expect(receipt).toMatchObject({ counts: true, isOwn: true, vote: { outcome: left } });
	// Not drawn for this voter again; for another it is.
	await expect(draw(voterId)).rejects.toMatchObject({ code: "no-pair" });
	expect(openPair((await draw()).sealed, await instanceSecret()).battleId).toBe(battleId);
});

test("a vote changed after the reveal supersedes and does not count; a withdrawn one is not cast anew", async () => {
	const battleId = await storeBattle(1);
	const { sealed, actor } = await draw();
	const { receipt } = await castPairVote(actor, sealed, { choice: "tie" });
	expect((await castPairVote(actor, sealed, { choice: "both_bad" })).receipt).toBe(receipt);
	expect(await votesOn(battleId)).toMatchObject([
		{ outcome: "tie", version: 1, is_current: false, exclusions: [] },
		{
			outcome: "both_bad",
			version: 2,
			is_current: true,
			exclusions: ["changed-after-reveal"],
		},
	]);
	// A word added to the same outcome leaves it as it was.
	await castPairVote(actor, sealed, { choice: "both_bad", comment: "close" });
	expect((await votesOn(battleId)).at(-1)).toMatchObject({ version: 3 });
	expect((await readPair(actor, sealed)).reveal).toMatchObject({ counts: false });
	await withdrawVote(actor, receipt);
	expect((await readPair(actor, sealed)).reveal).toMatchObject({ withdrawn: true });
	await expect(castPairVote(actor, sealed, { choice: "tie" })).rejects.toMatchObject({
		code: "revealed",
		status: 409,
	});
});

test("two votes at the same moment are one", async () => {
	const battleId = await storeBattle(1);
	const { sealed, actor } = await draw();
	const results = await Promise.all(
		["left", "left", "left"].map(() => castPairVote(actor, sealed, { choice: "left" })),
	);
	expect(results.map(({ result }) => result).sort()).toEqual([
		"duplicate",
		"duplicate",
		"recorded",
	]);
	expect(await votesOn(battleId)).toHaveLength(1);
});

test("a pair is for the voter it was drawn for, and cannot be made up", async () => {
	await storeBattle(1);
	const { sealed } = await draw();
	const other = actorOf("0199d000-0000-7000-8000-000000000009");
	await expect(readPair(other, sealed)).rejects.toMatchObject({ code: "pair-not-found" });
	await expect(castPairVote(other, sealed, { choice: "tie" })).rejects.toMatchObject({
		status: 404,
	});
	const changed = `${sealed.slice(0, -2)}${sealed.endsWith("AA") ? "BB" : "AA"}`;
	for (const forged of [changed, "", "x", `${sealed}AAAA`])
		expect(() => openPair(forged, "another secret"), forged).toThrow("no such pair");
	await expect(readPair(actorOf(), changed)).rejects.toMatchObject({ status: 404 });
});

test("sides are drawn for each voter", async () => {
	await storeBattle(1);
	const secret = await instanceSecret();
	const sides = new Set<string>();
	for (let i = 0; i < 24; i++) sides.add(openPair((await draw()).sealed, secret).left);
	expect([...sides].sort()).toEqual(["a", "b"]);
});
