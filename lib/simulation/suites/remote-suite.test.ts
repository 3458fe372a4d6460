import { expect, test } from "vitest";
import { compareGrades } from "#lib/simulation/compare.ts";
import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import { noCode } from "#lib/testing/code-runner.ts";
import { remoteEnvironmentSchema, remoteSuite } from "./remote-suite.ts";

const suite = remoteSuite(
	remoteEnvironmentSchema.parse({ name: "cellar", url: "http://127.0.0.1:8085" }),
	(text) => `${text.length}`,
);

/** The grade of so many moves that reached a score. */
function graded(score: number | null, moves: number) {
	const record: EpisodeRecord = {
		scenario: suite.scenario(1),
		messages: Array.from({ length: moves }, (_, turn) => ({
			kind: "text" as const,
			seat: "assistant",
			turn: turn + 1,
			text: "push",
			to: "all" as const,
		})),
		end: "environment-done",
		turns: moves,
		environment: null,
		environmentScore: score === null ? {} : { score },
		environmentInfo: [],
		programs: {},
	};
	return suite.grade(record, noCode);
}

test.each([0, -1])("of two who reach %d, who gave up early is no better", async (score) => {
	const [early, late] = [await graded(score, 1), await graded(score, 9)];
	expect(early.metrics).toEqual({ score, steps: null, "steps-taken": 1 });
	expect(compareGrades(suite, early, late)).toMatchObject({ outcome: "tie" });
});

test("of two who reach the same, fewer steps are better; no score is no result", async () => {
	const [few, many] = [await graded(1, 3), await graded(1, 9)];
	expect(few.metrics).toEqual({ score: 1, steps: 3, "steps-taken": 3 });
	expect(compareGrades(suite, few, many)).toMatchObject({ outcome: "a", by: "secondary" });
	expect((await graded(null, 3)).metrics["steps"]).toBeNull();
	expect(compareGrades(suite, few, await graded(null, 3))).toMatchObject({ kind: "unscored" });
});
