import { expect, test } from "vitest";
import { talk } from "./fixtures/conversations.ts";
import {
	httpJudgeContract,
	httpJudgeRequestSchema,
	httpJudgeResponseSchema,
} from "./http-judge.ts";

const request = {
	contract: httpJudgeContract,
	lens: { name: "plain", version: "1.0.0" },
	conversations: { first: talk(["a", "b"]), second: talk(["a", "c"]) },
	scenario: null,
};
const rubric = {
	id: "r",
	version: "1.0.0",
	criteria: [{ key: "form", title: "Form", description: "", weight: 1 }],
};
const asks = (change: object) =>
	httpJudgeRequestSchema.safeParse({ ...request, ...change }).success;

test("a request names its contract, and has a rubric exactly under the lens rubric", () => {
	expect(httpJudgeContract).toBe("parley-judge-v1");
	expect(asks({})).toBe(true);
	expect(asks({ contract: "parley-judge-v2" })).toBe(false);
	expect(asks({ rubric })).toBe(false);
	expect(asks({ lens: { name: "rubric", version: "1.0.0" } })).toBe(false);
	expect(asks({ lens: { name: "rubric", version: "1.0.0" }, rubric })).toBe(true);
	expect(asks({ scenario: { suite: "ladder", key: "k", version: "1.0.0" } })).toBe(true);
});

test.each([
	[{ outcome: "first" }, true],
	[{ outcome: "tie", scores: { first: 0.5, second: 0.5 }, rationale: "Alike." }, true],
	[{ outcome: "a" }, false],
	[{ outcome: "draw" }, false],
	[{ outcome: "first", scores: { first: "high", second: 1 } }, false],
	[{ outcome: "first", scores: { first: Number.NaN, second: 1 } }, false],
	[{}, false],
])("of the answer %j: %s", (answer, isAccepted) => {
	expect(httpJudgeResponseSchema.safeParse(answer).success).toBe(isAccepted);
});
