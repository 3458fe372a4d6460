import { beforeAll, describe, expect, test } from "vitest";
import type { Grade, Suite } from "#lib/simulation/suite.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { addHouse, play, sql } from "#lib/testing/run-fixture.ts";
import { regradeEpisodes } from "./regrade-episodes.ts";

testDatabase();

const suite = findSuite("fair-price") as Suite;
const { grade } = suite;
const NEWER = "99.0.0";

beforeAll(async () => {
	await addHouse();
	await play({
		suites: ["fair-price", "kuhn-match"],
		models: ["house-player-00", "house-player-70"],
		seeds: { count: 6 },
	});
});

/** Grades with another version of the checks, and numbers changed by `change`, for as long as `work` takes. */
async function withChecks<T>(
	change: (metrics: Grade["metrics"]) => Grade["metrics"],
	work: () => Promise<T>,
) {
	suite.grade = async (record, code) => {
		const { checks, metrics } = await grade(record, code);
		return {
			checks: checks.map((check) => ({ ...check, version: NEWER, passed: !check.passed })),
			metrics: change(metrics),
		};
	};
	try {
		return await work();
	} finally {
		suite.grade = grade;
	}
}
const results = () =>
	sql<{ version: string; n: number }>(
		`SELECT c.version, count(*) AS n FROM check_results c JOIN episodes e ON e.id = c.episode_id
		 WHERE e.suite = 'fair-price' GROUP BY c.version ORDER BY c.version`,
	);
const judgements = () =>
	sql<{
		battle: string;
		outcome: string;
		version: number;
		current: boolean;
		supersedes: string | null;
		receipt: string;
	}>(
		`SELECT j.battle_id AS battle, j.outcome, j.version, j.is_current AS current, j.supersedes_id AS supersedes, j.receipt
		 FROM judgements j JOIN battles b ON b.id = j.battle_id WHERE b.category = 'fair-price' ORDER BY j.battle_id, j.version`,
	);

describe("grading again", () => {
	test("with the same checks changes nothing", async () => {
		expect(await regradeEpisodes()).toEqual({
			episodes: 24,
			regraded: 0,
			changed: 0,
			superseded: 0,
			skipped: {},
		});
	});

	test("with newer checks keeps both results, and judgements that still hold", async () => {
		const [before] = await results();
		const judged = await judgements();
		const regraded = await withChecks(
			(metrics) => metrics,
			() => regradeEpisodes("fair-price"),
		);
		expect(regraded).toMatchObject({ episodes: 12, regraded: 12, changed: 0, superseded: 0 });
		expect(await results()).toEqual([before, { version: NEWER, n: before?.n }]);
		expect(await judgements()).toEqual(judged);
		// A second time there is nothing left to do.
		const again = await withChecks(
			(metrics) => metrics,
			() => regradeEpisodes("fair-price"),
		);
		expect(again).toMatchObject({ episodes: 12, regraded: 0 });
	});

	test("to other numbers supersedes the judgements that they contradict, and rewrites none", async () => {
		const before = await judgements();
		const decided = before.filter(({ outcome }) => outcome !== "tie");
		expect(decided.length).toBeGreaterThan(0);
		const turned = (metrics: Grade["metrics"]) => ({
			...metrics,
			surplus: metrics["surplus"] == null ? null : -metrics["surplus"],
		});
		const regraded = await withChecks(turned, () => regradeEpisodes("fair-price"));
		expect(regraded.superseded).toBeGreaterThanOrEqual(decided.length);
		const after = await judgements();
		for (const old of before) {
			const kept = after.find(({ battle, version }) => battle === old.battle && version === 1);
			expect(kept?.outcome).toBe(old.outcome);
			const current = after.filter(({ battle, current }) => battle === old.battle && current);
			expect(current).toHaveLength(1);
			const opposite = { a: "b", b: "a", tie: "tie" }[old.outcome as "a" | "b" | "tie"];
			expect(current[0]).toMatchObject({ outcome: opposite, receipt: old.receipt });
		}
		// And back again, by today's checks.
		await regradeEpisodes("fair-price");
		const last = (await judgements()).filter(({ current }) => current);
		expect(last.map(({ battle, outcome }) => [battle, outcome])).toEqual(
			before.map(({ battle, outcome }) => [battle, outcome]),
		);
	});

	test("without a number withdraws the judgement: what cannot be compared is no tie", async () => {
		const none = (metrics: Grade["metrics"]) => ({ ...metrics, surplus: null });
		await withChecks(none, () => regradeEpisodes("fair-price"));
		const withdrawn =
			"SELECT 1 FROM judgements j JOIN battles b ON b.id = j.battle_id WHERE b.category = 'fair-price' AND j.is_current AND j.withdrawn_at IS NOT NULL";
		expect(await sql(withdrawn)).toHaveLength(6);
		await regradeEpisodes("fair-price");
		expect(await sql(withdrawn)).toHaveLength(0);
	});

	test("goes on past a conversation that the suite cannot grade", async () => {
		const fails = () => {
			throw new Error("cannot count");
		};
		expect(await withChecks(fails, () => regradeEpisodes("fair-price"))).toMatchObject({
			episodes: 12,
			regraded: 0,
			skipped: { "suite-fault": 12 },
		});
	});

	test("goes on past a conversation with a program of another version", async () => {
		const [one] = await sql<{ id: string }>(
			"SELECT id FROM episodes WHERE suite = 'fair-price' LIMIT 1",
		);
		const drivers = await sql<{ drivers: unknown }>("SELECT drivers FROM episodes WHERE id = $1", [
			one?.id,
		]);
		await sql(
			`UPDATE episodes SET drivers = (SELECT jsonb_object_agg(key, CASE WHEN value->>'kind' = 'program'
				THEN jsonb_set(value, '{version}', '"0.0.1"') ELSE value END) FROM jsonb_each(drivers)) WHERE id = $1`,
			[one?.id],
		);
		const regraded = await regradeEpisodes("fair-price");
		expect(regraded).toMatchObject({ episodes: 12, skipped: { "suite-changed": 1 } });
		await sql("UPDATE episodes SET drivers = $2 WHERE id = $1", [
			one?.id,
			JSON.stringify(drivers[0]?.drivers),
		]);
	});

	test("mends a judgement of older numbers, though those of today are stored", async () => {
		// What an older program would have stored; the database itself lets nobody rewrite a judgement.
		await sql("ALTER TABLE judgements DISABLE TRIGGER USER");
		const stale = await sql<{ id: string }>(
			`UPDATE judgements SET outcome = CASE outcome WHEN 'a' THEN 'b' ELSE 'a' END WHERE id = (SELECT j.id FROM judgements j
				JOIN battles b ON b.id = j.battle_id WHERE j.kind = 'check' AND j.is_current AND j.withdrawn_at IS NULL
				AND b.category = 'fair-price' LIMIT 1) RETURNING id`,
		);
		await sql("ALTER TABLE judgements ENABLE TRIGGER USER");
		expect(stale).toHaveLength(1);
		expect(await regradeEpisodes("fair-price")).toMatchObject({ changed: 0, superseded: 1 });
	});

	test("leaves alone what another version of the suite asked, and names a suite that is not there", async () => {
		await sql("UPDATE episodes SET version = '0.9.0' WHERE suite = 'kuhn-match'");
		expect(await regradeEpisodes("kuhn-match")).toMatchObject({
			episodes: 12,
			regraded: 0,
			skipped: { "suite-changed": 12 },
		});
		await expect(regradeEpisodes("fair-prise")).rejects.toMatchObject({
			code: "unknown-suite",
			message: "There is no suite fair-prise. Did you mean fair-price?",
		});
	});
});
