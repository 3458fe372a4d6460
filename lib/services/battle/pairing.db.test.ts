import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { drawPair } from "#lib/arena/pairing.ts";
import { type PairingSettings, pairingRules, plainPairing } from "#lib/arena/pairing-settings.ts";
import { overrideConfig } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { systemClock } from "#lib/kernel/clock.ts";
import { randomInt, seededRandom } from "#lib/kernel/random.ts";
import { boardKey, wholeBoard } from "#lib/ranking/board-filter.ts";
import { previewPairing } from "#lib/services/admin/preview-pairing.ts";
import { refreshBoard, registerBoard } from "#lib/services/ranking/refresh-board.ts";
import { overrideRuntime } from "#lib/services/runtime.ts";
import { adminActor } from "#lib/testing/actors.ts";
import { actorOf, says, useModels } from "#lib/testing/battle-fixture.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { newVote, newVoter } from "#lib/testing/vote-factory.ts";
import { loadCandidates } from "./load-candidates.ts";
import { startBattle } from "./start-battle.ts";

testDatabase();

const key = boardKey(wholeBoard("human"));
const models = { alpha: says("x"), beta: says("x"), gamma: says("x"), delta: says("x") };
let voterId = "";

/** Decisive votes of two models on each other. */
async function votes(a: string, b: string, winsA: number, winsB: number): Promise<void> {
	for (let i = 0; i < winsA + winsB; i++)
		await newVote({ a, b, outcome: i < winsA ? "a" : "b", voterId });
}

async function publish(): Promise<void> {
	await registerBoard(wholeBoard("human"), 10);
	await pool().query("UPDATE leaderboards SET stale_at = now()");
	await refreshBoard(key);
}

/** Straight into the database, as another process would. */
const choose = (settings: Partial<PairingSettings> | unknown) =>
	pool().query(
		`INSERT INTO settings (key, value) VALUES ('pairing', $1)
		 ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`,
		[JSON.stringify(settings)],
	);

interface Drawn {
	pair: string;
	propensity: number;
	reason: string;
}

async function draw(among?: readonly string[]): Promise<Drawn> {
	const { battleId } = await startBattle(actorOf(voterId), {
		mode: "blind",
		scriptedBy: "test",
		among,
	});
	const { rows } = await pool().query<{ a: string; b: string } & Omit<Drawn, "pair">>(
		`SELECT a.slug AS a, b.slug AS b, propensity, pairing_reason AS reason FROM battles
		 JOIN models a ON a.id = model_a_id JOIN models b ON b.id = model_b_id WHERE battles.id = $1`,
		[battleId],
	);
	const { a = "", b = "", propensity = Number.NaN, reason = "" } = rows[0] ?? {};
	return { pair: [a, b].sort().join(" "), propensity, reason };
}

/** The probabilities that an admin sees, which are then also drawn from. */
async function listed(): Promise<Map<string, number>> {
	const { pairs } = await previewPairing(adminActor);
	return new Map(pairs.map(({ a, b, probability }) => [[a, b].sort().join(" "), probability]));
}

beforeAll(async () => {
	overrideConfig({ PARLEY_LOG_LEVEL: "silent" });
	await useModels(models);
	voterId = await newVoter();
});

beforeEach(async () => {
	await useModels(models);
	await pool().query("DELETE FROM settings WHERE key = 'pairing'");
	await pool().query("UPDATE models SET weight = NULL, alias_of = NULL");
	overrideRuntime({ random: seededRandom(20260101), clock: systemClock });
});

test("by default pairs are drawn by weight as they always were, digit by digit", async () => {
	await pool().query("UPDATE models SET weight = 3 WHERE slug = 'alpha'");
	const candidates = await loadCandidates();
	overrideRuntime({ random: seededRandom(5) });
	const random = seededRandom(5);
	for (let i = 0; i < 20; i++) {
		const expected = drawPair(candidates, random);
		if ("error" in expected) throw new Error("no pair");
		// The seed of the two replies comes from the same generator.
		randomInt(random, 2 ** 31);
		expect(await draw()).toEqual({
			pair: [expected.a.slug, expected.b.slug].sort().join(" "),
			propensity: expected.propensity,
			reason: "weights",
		});
	}
});

describe("before there is a leaderboard", () => {
	test("the weights stand in for every rule, with the chosen shares", async () => {
		await pool().query("UPDATE models SET weight = 5 WHERE slug = 'alpha'");
		const byWeight = await listed();
		await choose({ ...plainPairing, rule: "planner", uniformShare: 0.4 });
		const preview = await previewPairing(adminActor);
		expect(preview).toMatchObject({ fallback: "no-snapshot", isCurrent: true });
		expect(preview.pairs[0]?.separation).toBeNull();
		const drawn = await draw();
		expect(drawn.reason).toBe("weights-fallback");
		expect(drawn.propensity).toBeCloseTo(0.4 / 6 + 0.6 * (byWeight.get(drawn.pair) ?? 0), 12);
	});

	test("settings that nobody can read are the default", async () => {
		await choose({ rule: "astrology" });
		expect(await draw()).toMatchObject({ reason: "uniform", propensity: expect.closeTo(1 / 6) });
	});

	test("fewer than two models are still refused by name", async () => {
		await choose({ ...plainPairing, rule: "uncertainty", uniformShare: 0.1 });
		await expect(draw(["alpha"])).rejects.toMatchObject({ code: "too-few-models", status: 503 });
	});
});

describe("with a leaderboard", () => {
	beforeAll(async () => {
		await votes("alpha", "beta", 12, 9);
		await votes("beta", "gamma", 14, 6);
		await votes("alpha", "gamma", 20, 3);
		await votes("gamma", "delta", 4, 4);
		await publish();
	});

	test.each(pairingRules)(
		"%s: pairs come as often as listed, which is what is stored",
		async (rule) => {
			await pool().query("UPDATE models SET weight = 2 WHERE slug = 'beta'");
			await choose({ rule, uniformShare: 0.1, newShare: 0.2, newVotesMax: 20 });
			const preview = await previewPairing(adminActor);
			expect(preview).toMatchObject({ fallback: null, newModels: ["delta"] });
			const probabilities = await listed();
			expect(probabilities.size).toBe(6);
			expect([...probabilities.values()].reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
			const counts = new Map<string, number>();
			const draws = 400;
			for (let i = 0; i < draws; i++) {
				const { pair, propensity, reason } = await draw();
				expect(reason).toBe(rule);
				expect(propensity).toBe(probabilities.get(pair));
				counts.set(pair, (counts.get(pair) ?? 0) + 1);
			}
			for (const [pair, p] of probabilities)
				expect(Math.abs((counts.get(pair) ?? 0) - draws * p)).toBeLessThan(
					4 * Math.sqrt(draws * p * (1 - p)),
				);
		},
		60_000,
	);

	test("rules differ, and each prefers what it is for", async () => {
		const likeliest = async (rule: string) => {
			await choose({ rule, uniformShare: 0, newShare: 0, newVotesMax: 0 });
			const all = await listed();
			return { all, first: [...all.keys()][0] };
		};
		// Pairs that never met come first by the arena's rule.
		const arena = await likeliest("arena");
		expect([...arena.all.keys()].slice(0, 2).sort()).toEqual(["alpha delta", "beta delta"]);
		// Delta's rating is the least certain of all.
		expect((await likeliest("uncertainty")).first).toContain("delta");
		// The planner lets go of what is told apart.
		const planner = await likeliest("planner");
		expect(planner.all.get("alpha gamma")).toBe(0);
		const { pairs } = await previewPairing(adminActor);
		expect(pairs.find(({ a, b }) => `${a} ${b}` === "alpha gamma")?.separation?.isSeparated).toBe(
			true,
		);
		expect((await likeliest("overlap")).all.get("alpha beta")).toBeGreaterThan(
			(await likeliest("overlap")).all.get("alpha gamma") ?? 1,
		);
	});

	test("a new model keeps its floor, until it has the judgements", async () => {
		await useModels({ ...models, epsilon: says("x") });
		await pool().query("UPDATE models SET weight = 1000 WHERE slug NOT IN ('delta', 'epsilon')");
		const floor = { ...plainPairing, newShare: 0.6 };
		await choose({ ...floor, newVotesMax: 1 });
		const { shares, newModels } = await previewPairing(adminActor);
		expect(newModels).toEqual(["epsilon"]);
		expect(shares.get("epsilon")).toBeCloseTo(0.6, 2);
		expect(shares.get("delta")).toBeLessThan(0.2);
		// Delta has eight.
		await choose({ ...floor, newVotesMax: 9 });
		const both = await previewPairing(adminActor);
		expect(both.newModels).toEqual(["delta", "epsilon"]);
		let drawn = 0;
		for (let i = 0; i < 100; i++) drawn += Number((await draw()).pair.includes("epsilon"));
		const share = both.shares.get("epsilon") ?? Number.NaN;
		expect(share).toBeGreaterThanOrEqual(0.3);
		expect(share).toBeLessThan(0.5);
		expect(Math.abs(drawn - 100 * share)).toBeLessThan(4 * Math.sqrt(100 * share * (1 - share)));
	});

	test("whoever is paused is out at once, and the others' propensities follow", async () => {
		await choose({ ...plainPairing, rule: "uncertainty", uniformShare: 0.1 });
		const before = await listed();
		await pool().query("UPDATE models SET state = 'paused' WHERE slug = 'delta'");
		const seen = new Map<string, number>();
		for (let i = 0; i < 60; i++) {
			const { pair, propensity } = await draw();
			seen.set(pair, propensity);
		}
		expect([...seen.keys()].sort()).toEqual(["alpha beta", "alpha gamma", "beta gamma"]);
		expect([...seen.values()].reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
		for (const [pair, propensity] of seen)
			expect(propensity).toBeGreaterThan(before.get(pair) ?? 1);
	});

	test("drawing follows the leaderboard after some seconds, without a draw that waits for it", async () => {
		let nowMs = Date.now();
		overrideRuntime({ clock: { nowMs: () => nowMs } });
		await choose({ ...plainPairing, rule: "arena" });
		const before = await listed();
		await votes("alpha", "delta", 3, 3);
		await publish();
		const old = await draw();
		expect(old.propensity).toBe(before.get(old.pair));
		nowMs += 11_000;
		const last = await draw();
		expect(last.propensity).toBe(before.get(last.pair));
		await expect
			.poll(async () => {
				const { pair, propensity } = await draw();
				return propensity === before.get(pair);
			})
			.toBe(false);
		const after = await listed();
		const next = await draw();
		expect(next.propensity).toBe(after.get(next.pair));
	});

	test("models that nothing joins, or that have no rating, leave the draw to the weights", async () => {
		await useModels({ alpha: says("x"), beta: says("x"), zeta: says("x"), eta: says("x") });
		await votes("zeta", "eta", 2, 1);
		await publish();
		await choose({ ...plainPairing, rule: "overlap" });
		expect((await previewPairing(adminActor)).fallback).toBe("not-joined");
		expect(await draw()).toMatchObject({ reason: "weights-fallback" });
		// What cannot be drawn joins nothing and parts nothing.
		await pool().query("UPDATE models SET state = 'paused' WHERE slug = 'eta' OR slug = 'zeta'");
		expect((await previewPairing(adminActor)).fallback).toBeNull();
		await useModels({ alpha: says("x"), theta: says("x") });
		expect((await previewPairing(adminActor)).fallback).toBe("not-rated");
		expect(await draw()).toEqual({
			pair: "alpha theta",
			propensity: 1,
			reason: "weights-fallback",
		});
	});

	test("a snapshot that nobody can read stops no battle", async () => {
		await votes("alpha", "beta", 1, 0);
		await publish();
		await choose({ ...plainPairing, rule: "planner", uniformShare: 0.1 });
		// A new set of candidates, so that no plan is kept.
		await useModels({ ...models, iota: says("x") });
		const { rows } = await pool().query<{ id: string; pairs: unknown }>(
			"SELECT id, pairs FROM rating_snapshots WHERE id = (SELECT snapshot_id FROM leaderboards WHERE key = $1)",
			[key],
		);
		await pool().query("ALTER TABLE rating_snapshots DISABLE TRIGGER USER");
		await pool().query("UPDATE rating_snapshots SET pairs = '{}' WHERE id = $1", [rows[0]?.id]);
		expect(await draw()).toMatchObject({ reason: "weights-fallback" });
		expect((await previewPairing(adminActor)).fallback).toBe("failed");
		await pool().query("UPDATE rating_snapshots SET pairs = $2 WHERE id = $1", [
			rows[0]?.id,
			JSON.stringify(rows[0]?.pairs),
		]);
		await pool().query("ALTER TABLE rating_snapshots ENABLE TRIGGER USER");
		expect((await previewPairing(adminActor)).fallback).toBeNull();
	});
});
