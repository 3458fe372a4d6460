import { describe, expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { fitRatings } from "#lib/ranking/fit.ts";
import { expectedCells, expectedScore, judge, strengths, tastes } from "./tastes.ts";

const models = Object.keys(strengths);

describe("tastes", () => {
	test("votes come as often as the expected score says", () => {
		const random = seededRandom(3);
		for (const taste of tastes) {
			const [a, b] = ["house-scribe", "house-listener"];
			let score = 0;
			const n = 20_000;
			for (let i = 0; i < n; i++) {
				const outcome = judge(taste, { a, b }, random);
				score += outcome === "a" ? 1 : outcome === "b" ? 0 : 0.5;
			}
			// Four standard errors of a share.
			expect(Math.abs(score / n - expectedScore(taste, a, b))).toBeLessThan(4 * 0.5 * n ** -0.5);
		}
	});

	test("the expected votes rank the models as they were made", () => {
		const fit = fitRatings({ cells: expectedCells(models, 1000), method: { name: "bt-half" } });
		expect(fit.rows.map((row) => row.model)).toEqual(models);
	});
});
