import { expect, test } from "vitest";
import { converse, talkScenario } from "./converse.fixture.ts";
import { type FeedbackOptions, feedbackUser } from "./feedback.ts";

const user = (options: Partial<FeedbackOptions> = {}) =>
	feedbackUser({
		name: "f",
		version: "1.0.0",
		title: "Feedback",
		task: () => "What is 6 x 7?",
		attemptsMax: 3,
		show: { critique: true, refinement: true },
		check: (_scenario, reply) => ({
			solved: reply.includes("42"),
			critique: "Too small.",
			refinement: "Count again.",
		}),
		by: "check",
		...options,
	});

test("comments until the answer is right", () => {
	const { said, record, decisions } = converse(user(), talkScenario(null), ["40", "41", "42"]);
	expect(said).toEqual([
		"What is 6 x 7?",
		"Too small. Count again.",
		"Too small. Count again.",
		"That's right, thank you.",
	]);
	expect(record.end).toBe("user-stop");
	const comment = { critique: "Too small.", refinement: "Count again.", gold: true };
	expect(decisions).toEqual([comment, comment, "solved"]);
});

test.each([
	[{ critique: true, refinement: false }, "Too small."],
	[{ critique: false, refinement: true }, "Count again."],
	[{ critique: false, refinement: false }, "That isn't right yet."],
])("shows %o as %j, and gives up after the last attempt", (show, feedback) => {
	const { said, decisions } = converse(user({ show }), talkScenario(null), ["1"]);
	expect(said).toEqual(["What is 6 x 7?", feedback, feedback, feedback]);
	const comment = {
		critique: show.critique ? "Too small." : "",
		refinement: show.refinement ? "Count again." : "",
		gold: true,
	};
	expect(decisions).toEqual([comment, comment, comment, "gave up"]);
});

test("a consulted model words the feedback, with the gold answer if it is given, and never tells it", () => {
	const answers = ["It is larger.", "It's 42, of course.", " "];
	const gold = () => ["42"];
	const { said, consulted, decisions } = converse(
		user({ by: "model", gold }),
		talkScenario(null),
		["40"],
		(_m, call) => answers[call] ?? "",
	);
	expect(said.slice(1)).toEqual([
		"It is larger.",
		"That isn't right yet.",
		"That isn't right yet.",
	]);
	expect(decisions).toEqual([
		{ critique: "It is larger.", refinement: "", gold: true },
		"gave the answer away",
		"no usable feedback",
		"gave up",
	]);
	expect(consulted[0]?.[0]?.text).toContain("never tell: 42");
	const without = converse(user({ by: "model" }), talkScenario(null), ["40"], () => "Hm.");
	expect(JSON.stringify(without.consulted)).not.toContain("42");
});
