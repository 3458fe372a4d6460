import { expect, test } from "vitest";
import { fitRatings } from "./fit.ts";
import { pairDifference } from "./fit-result.ts";
import { differencesFrom, pairDifferences } from "./pair-differences.ts";

const SIZE = 40;
const name = (at: number) => `m${at}`;
const fit = fitRatings({
	cells: Array.from({ length: SIZE - 1 }, (_, at) => {
		const [modelA = "", modelB = ""] = [name(at), name(at + 1)].sort();
		return { modelA, modelB, winsA: 5 + (at % 4), winsB: 6, ties: 1, bothBad: 0 };
	}),
	method: { name: "bt-half" },
});

test("all differences are those of single questions, from the higher rated model's view", () => {
	const all = pairDifferences(fit);
	expect(all).toHaveLength((SIZE * (SIZE - 1)) / 2);
	for (const { model, opponent, isDecided, ...rest } of all) {
		expect(rest).toEqual(pairDifference(fit, model, opponent));
		expect(rest.difference).toBeGreaterThanOrEqual(0);
		expect(isDecided).toBe(rest.lower > 0 || rest.upper < 0);
	}
});

test("those of one model are those of all with it, without the others being computed", () => {
	const all = pairDifferences(fit);
	for (const model of [fit.rows[0]?.model ?? "", name(7), fit.rows[SIZE - 1]?.model ?? ""]) {
		expect(pairDifferences(fit, model)).toEqual(
			all.filter((pair) => pair.model === model || pair.opponent === model),
		);
		const own = differencesFrom(fit, model);
		expect(own).toHaveLength(SIZE - 1);
		for (const { opponent, difference } of own)
			expect(difference).toBe(pairDifference(fit, model, opponent)?.difference);
	}
	expect(pairDifferences(fit, "nobody")).toEqual([]);
});

test("every row is looked up once, not for every pair", () => {
	let reads = 0;
	const rows = fit.rows.map((row) => ({
		...row,
		get model() {
			reads++;
			return row.model;
		},
	}));
	const pairs = pairDifferences({ ...fit, rows }).length;
	// Each pair names its two models; to search for them would read half of all rows each time.
	expect(reads).toBeLessThanOrEqual(2 * pairs + 2 * SIZE);
});
