import { beforeAll, describe, expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { addHouse, play } from "#lib/testing/run-fixture.ts";
import { compareRuns } from "./compare-runs.ts";

testDatabase();

const run = (models: string[], count = 6) => ({ suites: ["kuhn-match"], models, seeds: { count } });

beforeAll(addHouse);

async function chips(runId: string, model: string): Promise<number[]> {
	const { rows } = await pool().query<{ chips: number }>(
		`SELECT (e.metrics->>'chips')::float AS chips FROM episodes e JOIN models m ON m.id = e.model_id
		 WHERE e.run_id = $1 AND m.slug = $2 ORDER BY e.position`,
		[runId, model],
	);
	return rows.map((row) => row.chips);
}

const mean = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

describe("two runs", () => {
	test("of the same are the same: every pair differs by nothing", async () => {
		const [a, b] = [
			await play(run(["house-player-30", "house-player-60"])),
			await play(run(["house-player-30", "house-player-60"])),
		];
		const compared = await compareRuns(a.slug, b.runId);
		expect(compared.isAcross).toBe(false);
		expect(compared.cells.map(({ models }) => models)).toEqual([
			["house-player-30", "house-player-30"],
			["house-player-60", "house-player-60"],
		]);
		for (const { paired, metric } of compared.cells) {
			expect(metric?.name).toBe("chips");
			expect(paired).toMatchObject({ pairs: 6, unpaired: 0, sign: { even: 6, p: null } });
			expect(paired.difference).toMatchObject({ mean: 0, lower: 0, upper: 0, clusters: 6 });
		}
	});

	test("without a model in common are held across, pair by pair on equal deals", async () => {
		const strong = await play(run(["house-player-00"], 8));
		const weak = await play(run(["house-player-70"], 6));
		const { cells, isAcross } = await compareRuns(strong.slug, weak.slug);
		expect(isAcross).toBe(true);
		const [cell] = cells;
		expect(cells).toHaveLength(1);
		expect(cell?.models).toEqual(["house-player-00", "house-player-70"]);
		expect(cell?.paired).toMatchObject({ pairs: 6, unpaired: 2 });
		const [mine, theirs] = [
			await chips(strong.runId, "house-player-00"),
			await chips(weak.runId, "house-player-70"),
		];
		const differences = theirs.map((value, i) => (mine[i] ?? Number.NaN) - value);
		expect(cell?.paired.difference.mean).toBeCloseTo(mean(differences), 12);
		// The means are of all that was played, paired or not.
		expect(cell?.means[0].mean).toBeCloseTo(mean(mine), 12);
	});

	test("swapped, the difference changes its sign", async () => {
		const [a, b] = [await play(run(["house-player-10"])), await play(run(["house-player-50"]))];
		const [there] = (await compareRuns(a.slug, b.slug)).cells;
		const [back] = (await compareRuns(b.slug, a.slug)).cells;
		expect(back?.paired.difference.mean).toBeCloseTo(-(there?.paired.difference.mean ?? 0), 12);
		expect(back?.paired.sign.positive).toBe(there?.paired.sign.negative);
	});

	test("against other opponents have no equal scenario, and say so", async () => {
		const [first, other] = opponents();
		const against = (name: string) => ({
			suites: [{ suite: "kuhn-match", seats: { opponent: [name] } }],
			models: ["house-player-30"],
			seeds: { count: 3 },
		});
		const [a, b] = [await play(against(first)), await play(against(other))];
		const [cell] = (await compareRuns(a.slug, b.slug)).cells;
		expect(cell?.paired).toMatchObject({ pairs: 0, unpaired: 6, difference: { mean: null } });
	});

	test("one of which is not there: 404", async () => {
		const { slug } = await play(run(["house-player-30"], 1));
		await expect(compareRuns(slug, "nothing")).rejects.toMatchObject({
			code: "run-not-found",
			status: 404,
		});
	});
});

function opponents(): [string, string] {
	const programs = findSuite("kuhn-match")?.others[0]?.programs ?? [];
	const [first, second] = programs.map(({ name }) => name);
	if (first === undefined || second === undefined) throw new Error("Kuhn match has two opponents");
	return [first, second];
}
