import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { ensureModel, storeEpisode, storeMessage } from "#lib/testing/suite-fixture.ts";
import { readJudges } from "./read-judges.ts";

testDatabase();
beforeEach(async () => {
	await pool().query("TRUNCATE episodes, battles, judgements, readings, voters CASCADE");
});

let nowMs = 1;
function read(suite: string | null = null) {
	nowMs += 60_000;
	return readJudges(suite, nowMs);
}

/** A battle of two models on a seed; the first said `said` characters more. Returns its id and slot of "wren". */
async function battleOn(seed: number, suite = "boards") {
	const wren = await storeEpisode({ model: "wren", seed, suite, metrics: {}, pairs: true });
	const lark = await storeEpisode({ model: "lark", seed, suite, metrics: {}, pairs: true });
	for (const [id, text] of [
		[wren, "a long move"],
		[lark, "short"],
	] as const) {
		await storeMessage(id, 0, { seat: "player", text: "what it was shown", kind: "observation" });
		await storeMessage(id, 1, { seat: "player", text });
		await storeMessage(id, 2, { seat: "opponent", text: "x".repeat(id === lark ? 900 : 1) });
	}
	const { rows } = await pool().query<{ id: string; slot: "a" | "b" }>(
		`SELECT id, CASE WHEN episode_a_id = $1 THEN 'a' ELSE 'b' END AS slot FROM battles WHERE $1 IN (episode_a_id, episode_b_id)`,
		[wren],
	);
	const [battle] = rows;
	if (battle === undefined) throw new Error("the two were not paired");
	return { id: battle.id, wren: battle.slot, lark: battle.slot === "a" ? "b" : "a" } as const;
}

async function storeReading(
	battleId: string,
	firstSlot: "a" | "b",
	outcome: string | null,
	facts: { juror?: string; lens?: string; status?: string } = {},
) {
	const { juror = "owl", lens = "plain", status = outcome === null ? "unparseable" : "ok" } = facts;
	await pool().query(
		`INSERT INTO readings (id, battle_id, juror, lens, lens_version, first_slot, status, outcome)
		 VALUES ($1, $2, $3, $4, '1.0.0', $5, $6, $7)`,
		[randomUUID(), battleId, juror, lens, firstSlot, status, outcome],
	);
}

async function vote(
	battleId: string,
	outcome: string,
	facts: { excluded?: boolean; scripted?: boolean; withdrawn?: boolean } = {},
) {
	const voter = randomUUID();
	await pool().query("INSERT INTO voters (id, is_scripted, excluded_at) VALUES ($1, $2, $3)", [
		voter,
		facts.scripted === true,
		facts.excluded === true ? new Date() : null,
	]);
	await pool().query(
		`INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, left_slot, exclusions, receipt, turns_count, withdrawn_at)
		 VALUES ($1, $2, 'battle', 0, 'vote', $3, $4, 'a', '{}', $5, 2, $6)`,
		[
			randomUUID(),
			battleId,
			voter,
			outcome,
			randomUUID(),
			facts.withdrawn === true ? new Date() : null,
		],
	);
}

test("without readings there are no judges", async () => {
	expect(await read()).toEqual([]);
});

test("each juror and lens is audited for itself, by suite if asked", async () => {
	await ensureModel("owl", "birds");
	const first = await battleOn(1);
	const second = await battleOn(1, "kuhn-match");
	for (const battle of [first, second]) {
		// Always for what it reads first: a flip on both.
		await storeReading(battle.id, "a", "a");
		await storeReading(battle.id, "b", "b");
	}
	await storeReading(first.id, "a", null, { lens: "rubric" });
	await storeReading(first.id, "b", "b", { lens: "rubric" });
	await storeReading(first.id, "a", "a", { juror: "http://127.0.0.1:9/judge" });

	const judges = await read();
	expect(judges.map(({ juror, lens, kind }) => [juror, lens, kind])).toEqual([
		["http://127.0.0.1:9/judge", "plain", "http"],
		["owl", "plain", "language-model"],
		["owl", "rubric", "language-model"],
	]);
	expect(judges[1]).toMatchObject({
		name: "Model owl",
		audit: {
			readings: 4,
			firstPlace: { count: 4, total: 4 },
			flips: { count: 2, total: 2 },
			reversals: { count: 2 },
			withPeople: { battles: 0 },
		},
	});
	expect(judges[2]?.audit.failures).toMatchObject({
		share: { count: 1, total: 2 },
		byReason: { unparseable: 1 },
	});
	expect(await read("kuhn-match")).toMatchObject([{ lens: "plain", audit: { readings: 2 } }]);
	expect(await read("fair-price")).toEqual([]);
});

test("only what the judged seat said is its length", async () => {
	const battle = await battleOn(1);
	await storeReading(battle.id, "a", battle.wren);
	await storeReading(battle.id, "b", battle.wren);
	const other = await battleOn(2);
	await storeReading(other.id, "a", other.lark);
	await storeReading(other.id, "b", other.lark);
	const [owl] = await read();
	// Once the longer, once the shorter, by the same ratio: no pull. The opponent's words would say otherwise.
	expect(owl?.audit.lengthSlope.choices).toBe(2);
	expect(owl?.audit.lengthSlope.slope.value).toBeCloseTo(0, 9);
	const alone = await battleOn(3);
	await storeReading(alone.id, "a", alone.wren);
	await storeReading(alone.id, "b", alone.wren);
	expect((await read())[0]?.audit.lengthSlope.slope.value).toBeGreaterThan(0);
});

test("agreement is with people's counted votes alone", async () => {
	const battle = await battleOn(1);
	await storeReading(battle.id, "a", "a");
	await storeReading(battle.id, "b", "a");
	expect((await read())[0]?.audit.withPeople.battles).toBe(0);
	await vote(battle.id, "b", { excluded: true });
	await vote(battle.id, "b", { scripted: true });
	await vote(battle.id, "b", { withdrawn: true });
	expect((await read())[0]?.audit.withPeople.battles).toBe(0);
	await vote(battle.id, "a");
	await vote(battle.id, "b");
	expect((await read())[0]?.audit.withPeople).toMatchObject({
		battles: 1,
		pairs: 2,
		agreement: { value: 0.5 },
	});
});
