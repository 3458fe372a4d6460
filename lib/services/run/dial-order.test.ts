import { describe, expect, test } from "vitest";
import { housePlayers } from "#lib/models/house/player/house-players.ts";
import { fitPublished } from "#lib/ranking/published-fit.ts";
import { spearman } from "#lib/ranking/recovery.ts";
import { compareGrades } from "#lib/simulation/compare.ts";
import { dialPlayer } from "#lib/simulation/players/dial.ts";
import type { Grade, Suite } from "#lib/simulation/suite.ts";
import { suites } from "#lib/simulation/suites/catalogue.ts";
import { playAndGrade } from "#lib/testing/suite-self-tests.ts";
import { type RunJudgement, runColumns } from "./run-columns.ts";

/** Suites whose dial decides a game or a task: the others are conversations by turns. */
const dialled = ["hidden-rule", "kuhn-match", "boards", "fair-price", "harbour-desk"];
const SEEDS = 24;

const names = housePlayers.map(({ slug }) => slug);

async function judgementsOf(suite: Suite): Promise<RunJudgement[]> {
	const judgements: RunJudgement[] = [];
	for (let i = 0; i < SEEDS; i++) {
		const seed = suite.practice.from + i;
		const grades: Grade[] = [];
		for (const { dial } of housePlayers)
			grades.push((await playAndGrade(suite, seed, dialPlayer(suite, dial))).grade);
		for (const [x, a] of grades.entries())
			for (const [y, b] of grades.entries()) {
				const compared = x < y ? compareGrades(suite, a, b) : null;
				if (compared?.kind !== "scored") continue;
				judgements.push({
					suite: suite.slug,
					kind: "check",
					a: names[x] ?? "",
					b: names[y] ?? "",
					outcome: compared.outcome,
					group: `${suite.slug} ${seed}`,
				});
			}
	}
	return judgements;
}

describe("the dial of the house players", () => {
	test("is recovered by the leaderboard over the dialled suites", async () => {
		const chosen = suites.filter(({ slug }) => dialled.includes(slug));
		expect(chosen.map(({ slug }) => slug)).toEqual(dialled);
		const judgements = (await Promise.all(chosen.map(judgementsOf))).flat();
		const { rows } = fitPublished(runColumns(judgements), "off");
		expect(spearman(names, { rows })).toBeGreaterThanOrEqual(0.95);
		for (const better of rows)
			for (const worse of rows) {
				const isApart = (better.lower ?? 0) > (worse.upper ?? 0);
				if (isApart) expect(names.indexOf(better.model)).toBeLessThan(names.indexOf(worse.model));
			}
		// Not everybody overlaps: the check above has something to say.
		expect((rows[0]?.lower ?? 0) > (rows.at(-1)?.upper ?? 0)).toBe(true);
	});
});
