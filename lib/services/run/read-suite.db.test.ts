import { beforeEach, expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { pairingKey } from "#lib/simulation/episode/pairing-key.ts";
import { boards } from "#lib/simulation/suites/boards/suite.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { storeCheck, storeEpisode } from "#lib/testing/suite-fixture.ts";
import { listModelSuites } from "./list-model-suites.ts";
import { listSuites } from "./list-suites.ts";
import { readSuite } from "./read-suite.ts";

testDatabase();
beforeEach(async () => {
	await pool().query("TRUNCATE episodes CASCADE");
});

/** Results are remembered for a while; every reading here is a new while. */
let nowMs = 1;
function later(): number {
	nowMs += 60_000;
	return nowMs;
}
const read = (query: Parameters<typeof readSuite>[1] = {}, name = "boards") =>
	readSuite(name, query, later());
const rival = "seat:opponent=model:rival";

test("who sat in the other seats is read from keys as episodes have them", async () => {
	const scenario = boards.scenario(1);
	const [other] = boards.others;
	const [program] = other?.programs ?? [];
	if (other === undefined || program === undefined) throw new Error("Boards has an opponent");
	const drivers = {
		[boards.contested]: { kind: "model", model: "wren", tools: "text" },
		[other.seat]: { kind: "program", program, model: null },
	} as const;
	const id = await storeEpisode({ model: "wren", metrics: { points: 1 } });
	const key = pairingKey({
		scenario,
		drivers,
		replicate: 0,
		environment: "local",
	} as unknown as Parameters<typeof pairingKey>[0]);
	await pool().query("UPDATE episodes SET pairing_key = $2 WHERE id = $1", [id, key]);
	expect((await read()).others).toBe(`seat:${other.seat}=${program.name}@${program.version}`);
	expect((await read()).models).toHaveLength(1);
});

test("a suite nobody played has no results, and one that is none does not exist", async () => {
	expect(await read({}, "S10")).toMatchObject({
		suite: { slug: "fair-price" },
		users: [],
		others: null,
		models: [],
		pair: null,
	});
	await expect(read({}, "chess")).rejects.toMatchObject({ code: "suite-not-found", status: 404 });
});

test("results of different opponents are never mixed, and void attempts are counted beside them", async () => {
	for (const seed of [1, 2, 3]) {
		await storeEpisode({ model: "wren", seed, metrics: { points: 1, illegal: 0 } });
		await storeEpisode({ model: "lark", seed, metrics: { points: 0.5, illegal: 0.2 } });
	}
	for (const seed of [1, 2])
		await storeEpisode({ model: "lark", seed, others: rival, metrics: { points: 0.25 } });
	await storeEpisode({ model: "lark", state: "void", voidReason: "endpoint-failed" });
	await storeEpisode({ model: "lark", state: "void", voidReason: "user-left" });
	await storeEpisode({ model: "lark", state: "void", others: rival, voidReason: "other" });
	await storeEpisode({ model: "wren", state: "running" });

	const found = await read();
	expect(found.users).toEqual([
		{ drivers: "seat:opponent=solver@1.0.0", episodes: 6 },
		{ drivers: rival, episodes: 2 },
	]);
	expect(found.others).toBe("seat:opponent=solver@1.0.0");
	expect(found.models.map(({ model }) => model)).toEqual(["wren", "lark"]);
	expect(found.models[1]).toMatchObject({
		name: "Model lark",
		attempts: { finished: 3, void: 2, reasons: { "endpoint-failed": 1, "user-left": 1 } },
		metrics: { points: { mean: 0.5, values: 3, clusters: 3 } },
	});

	const other = await read({ others: rival });
	expect(other.models).toHaveLength(1);
	expect(other.models[0]).toMatchObject({
		model: "lark",
		attempts: { finished: 2, void: 1 },
		metrics: { points: { mean: 0.25 } },
	});
	await expect(read({ others: "seat:opponent=nobody" })).rejects.toMatchObject({
		code: "suite-users-not-found",
	});
});

test("of conversations that met the same the newest counts; other versions and forks do not", async () => {
	await storeEpisode({ model: "wren", metrics: { points: 0 }, endedAt: "2026-01-02T00:00:00Z" });
	await storeEpisode({ model: "wren", metrics: { points: 1 }, endedAt: "2026-01-03T00:00:00Z" });
	await storeEpisode({ model: "wren", metrics: { points: 0 }, endedAt: "2026-01-01T00:00:00Z" });
	await storeEpisode({ model: "wren", version: "0.9.0", seed: 5, metrics: { points: 0 } });
	const fork = await storeEpisode({ model: "wren", seed: 6, metrics: { points: 0 } });
	await pool().query("UPDATE episodes SET parent_id = id WHERE id = $1", [fork]);
	const [wren] = (await read()).models;
	expect(wren?.metrics["points"]).toMatchObject({ mean: 1, values: 1 });
	const boards = (await listSuites()).find(({ suite }) => suite.slug === "boards");
	expect(boards).toMatchObject({ conversations: 3, models: 1, otherVersions: 1 });
	expect(await listModelSuites("wren")).toMatchObject([
		{ suite: { slug: "boards" }, conversations: 1, estimate: { mean: 1 } },
	]);
});

test("one seed in two languages is two scenarios, shown together and apart", async () => {
	for (const [language, points] of [
		["en", 1],
		["de", 0.5],
	] as const)
		for (const model of ["wren", "lark"])
			for (const control of ["main", "restated"])
				await storeEpisode({ model, language, control, metrics: { points } });
	const found = await read({ first: "wren", second: "lark" });
	expect(found.languages).toEqual(["de", "en"]);
	expect(found.models[0]?.languages).toMatchObject([
		{ language: "de", estimate: { mean: 0.5 } },
		{ language: "en", estimate: { mean: 1 } },
	]);
	expect(found.models[0]?.controls["restated"]).toMatchObject({
		pairs: 2,
		difference: { mean: 0 },
	});
	expect(found.pair?.differences["points"]).toMatchObject({ pairs: 2, sign: { even: 2 } });
	const german = await read({ language: "de" });
	expect(german.models[0]).toMatchObject({ languages: [], metrics: { points: { mean: 0.5 } } });
	expect(german.languages).toEqual(["de", "en"]);
});

test("a pair needs two different models with results", async () => {
	for (const seed of [1, 2, 3])
		await storeEpisode({ model: "wren", seed, metrics: { points: 1, keeping: seed / 10 } });
	for (const seed of [2, 3])
		await storeEpisode({ model: "lark", seed, metrics: { points: 0, keeping: 0.2 } });
	const found = await read({ first: "wren", second: "lark" });
	expect(found.pair).toMatchObject({
		first: "wren",
		differences: {
			points: { pairs: 2, unpaired: 1, difference: { mean: 1 }, sign: { positive: 2 } },
			keeping: { pairs: 2, sign: { positive: 1, negative: 0, even: 1 } },
		},
	});
	expect(found.pair?.differences["keeping"]?.difference.mean).toBeCloseTo(0.05, 12);
	expect((await read({ first: "wren", second: "wren" })).pair).toBeNull();
	expect((await read({ first: "wren", second: "nobody" })).pair).toBeNull();
	expect((await read({ first: "wren" })).pair).toBeNull();
});

test("the curve is made of checks of turns, and of several versions of one the last stored counts", async () => {
	const first = await storeEpisode({ model: "wren", seed: 1, metrics: { points: 1 } });
	const second = await storeEpisode({ model: "wren", seed: 2, metrics: { points: 1 } });
	for (const id of [first, second]) {
		await storeCheck(id, { turn: 0, passed: false });
		await storeCheck(id, { turn: 1, passed: true });
		await storeCheck(id, { turn: 2, passed: true });
	}
	// A new version of the check looks again, and fails the second turn of one.
	await storeCheck(first, { turn: 1, passed: true, version: "2.0.0", at: "2026-02-01T00:00:00Z" });
	await storeCheck(first, { turn: 2, passed: false, version: "2.0.0", at: "2026-02-01T00:00:00Z" });
	const [wren] = (await read()).models;
	expect(wren?.curve).toMatchObject([
		{ turn: 1, estimate: { mean: 1, values: 2 } },
		{ turn: 2, estimate: { mean: 0.5, values: 2 } },
	]);
	expect(wren?.slope).toMatchObject({ mean: -0.5, clusters: 2 });
});

test("answers are remembered for a while, by what was asked", async () => {
	await storeEpisode({ model: "wren", metrics: { points: 1 } });
	const at = later();
	const first = await readSuite("boards", {}, at);
	await storeEpisode({ model: "lark", metrics: { points: 1 } });
	expect(await readSuite("S09", {}, at + 14_000)).toBe(first);
	expect((await readSuite("boards", { language: "en" }, at)).models).toHaveLength(2);
	expect((await readSuite("boards", {}, at + 16_000)).models).toHaveLength(2);
});
