import { describe, expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import type { JudgementColumns } from "./columns/judgement-columns.ts";
import { columnsOf, type Row, simulateRows } from "./criticism/board.fixture.ts";
import { fitPublished, styleFeatures } from "./published-fit.ts";

const votes = (count: number, voters: number) =>
	simulateRows([0.8, 0.1, -0.9], count, seededRandom(3), { tieShare: 0.2, voters });

/** Columns with figures of the replies by feature: of slot a and of slot b. */
function withFacts(
	rows: readonly Row[],
	facts: Record<string, (row: number, slot: 0 | 1) => number>,
): JudgementColumns {
	const covariates = styleFeatures.flatMap((feature) =>
		([0, 1] as const).map((slot) => ({
			name: `${feature}_${slot === 0 ? "a" : "b"}`,
			values: Float64Array.from(rows, (_, row) => facts[feature]?.(row, slot) ?? 0),
		})),
	);
	return { ...columnsOf(3, rows), covariates };
}

describe("errors", () => {
	test("are by voter from five known voters on", () => {
		expect(fitPublished(columnsOf(3, votes(200, 4)), "off").clusters).toBeNull();
		const five = fitPublished(columnsOf(3, votes(200, 5)), "off");
		expect(five.clusters).toBe(5);
		expect(five.method.parameters.cluster).toBe("voter");
	});

	test("of a few busy voters are warned of, and no rating is established", () => {
		const crowd = fitPublished(columnsOf(3, votes(3000, 60)), "off");
		expect(crowd.warnings).toEqual([]);
		expect(crowd.rows.map(({ status }) => status)).toContain("established");
		const busy = votes(3000, 60).map((row, i) => (i % 4 === 0 ? row : { ...row, voter: 0 }));
		const one = fitPublished(columnsOf(3, busy), "off");
		expect(one.clusters).toBe(60);
		expect(one.warnings).toEqual([{ code: "few-clusters", models: [] }]);
		for (const { status } of one.rows) expect(status).toBe("preliminary");
	});
});

describe("style control", () => {
	const rows = votes(400, 40);
	const drawn = (seed: number) => {
		const random = seededRandom(seed);
		const values = rows.map(() => [random.next(), random.next()] as const);
		return (row: number, slot: 0 | 1) => 100 * (values[row]?.[slot] ?? 0);
	};
	const featuresOf = (columns: JudgementColumns) =>
		fitPublished(columns, "on").method.parameters.style?.features ?? [];

	test("controls for every feature that varies", () => {
		const [characters, headers, lists, bold] = [1, 2, 3, 4].map(drawn);
		const all = { characters, headers, lists, bold } as Parameters<typeof withFacts>[1];
		expect(featuresOf(withFacts(rows, all))).toEqual([...styleFeatures]);
		expect(featuresOf(withFacts(rows, { ...all, headers: () => 2 }))).toEqual([
			"characters",
			"lists",
			"bold",
		]);
	});

	test("leaves out the feature to blame, not whichever is last", () => {
		const decisive = rows.map((row, i) =>
			(row.outcome ?? 0) < 2 ? row : { ...row, outcome: i % 2 },
		);
		const [characters, lists, bold] = [1, 3, 4].map(drawn);
		// Whoever had more headings always won: their effect has no bound.
		const headers = (row: number, slot: 0 | 1) => {
			return decisive[row]?.outcome === slot ? 3 : 1;
		};
		const facts = { characters, headers, lists, bold } as Parameters<typeof withFacts>[1];
		expect(featuresOf(withFacts(decisive, facts))).toEqual(["characters", "lists", "bold"]);
	});

	test("of nothing that varies is the plain fit", () => {
		const columns = withFacts(rows, {});
		const on = fitPublished(columns, "on");
		expect(on.coefficients).toEqual([]);
		expect(on.rows).toEqual(fitPublished(columns, "off").rows);
	});
});
