import { say } from "#lib/simulation/action.ts";
import type { ConsultMessage, Program, ProgramStep } from "#lib/simulation/program.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";
import { findMark } from "./find-mark.ts";
import { lastReply } from "./heard.ts";
import { englishWords, type UserWords } from "./words.ts";

/** What a check says about an attempt. */
export interface AttemptCheck {
	solved: boolean;
	/** What is wrong with it, in words; "" when that cannot be said. */
	critique: string;
	/** How to do better, in words; "" when that cannot be said. */
	refinement: string;
}

export interface FeedbackState {
	/** Messages said so far, the task included. */
	said: number;
}

interface CommonOptions {
	name: string;
	version: string;
	title: string;
	/** The task, its first message. */
	task(scenario: Scenario): string;
	/** How many attempts it comments on before it gives up. */
	attemptsMax: number;
	/** What it says about an attempt; neither says only that it is wrong. */
	show: { critique: boolean; refinement: boolean };
	words?: (language: string) => UserWords;
}

export type FeedbackOptions = CommonOptions & {
	/** Judges an attempt; the user stops when it is solved. */
	check(scenario: Scenario, reply: string): AttemptCheck;
	/** Who words the feedback: the check, or a consulted model. */
	by: "check" | "model";
	/**
	 * The gold answer, shown to the consulted model as what must not be told. A feedback that holds one of these
	 * texts is replaced by the plain word that the attempt is wrong.
	 */
	gold?: (scenario: Scenario) => readonly string[];
};

/**
 * A user that comments on each attempt at its task until one is right, or it gives up. Its decisions say what each comment
 * was: `{critique, refinement, gold}`, where `gold` says that whoever worded it knew the right answer.
 */
export function feedbackUser(options: FeedbackOptions): Program<FeedbackState> {
	const { name, version, title, attemptsMax, by, words = () => englishWords } = options;
	return {
		name,
		version,
		title,
		mode: "feedback",
		needsModel: by === "model",
		start: () => ({ said: 0 }),
		act({ scenario, view, state, answer }): ProgramStep<FeedbackState> {
			if (state.said === 0) return { state: { said: 1 }, action: say(options.task(scenario)) };
			const reply = lastReply(view, scenario) ?? "";
			const found = options.check(scenario, reply);
			const { wrong, right } = words(scenario.language);
			if (found.solved) return { state, decision: "solved", action: { ...say(right), stop: true } };
			if (state.said > attemptsMax)
				return { state, decision: "gave up", action: { ...say(""), stop: true } };
			const after = { said: state.said + 1 };
			if (by === "check") {
				const shown = shownOf(found, options.show);
				const text = [shown.critique, shown.refinement].filter((part) => part !== "").join(" ");
				// A check knows what is right.
				return { state: after, decision: { ...shown, gold: true }, action: say(text || wrong) };
			}
			const gold = options.gold?.(scenario) ?? [];
			if (answer === null) return { state, consult: feedbackChat(options, scenario, reply, gold) };
			const givesAway = gold.some((text) => findMark(answer, text) !== null);
			if (givesAway || answer.trim() === "")
				return {
					state: after,
					decision: givesAway ? "gave the answer away" : "no usable feedback",
					action: say(wrong),
				};
			const text = answer.trim();
			// What a model worded is one text: a critique unless it was asked for nothing but how to do better.
			const isRefinement = options.show.refinement && !options.show.critique;
			const said = isRefinement
				? { critique: "", refinement: text }
				: { critique: text, refinement: "" };
			return { state: after, decision: { ...said, gold: gold.length > 0 }, action: say(text) };
		},
	};
}

const shownOf = ({ critique, refinement }: AttemptCheck, show: CommonOptions["show"]) => ({
	critique: show.critique ? critique : "",
	refinement: show.refinement ? refinement : "",
});

function feedbackChat(
	{ task, show }: CommonOptions,
	scenario: Scenario,
	reply: string,
	gold: readonly string[],
): ConsultMessage[] {
	const parts = [
		show.critique ? "say what is wrong with it" : "",
		show.refinement ? "say how to do better" : "",
	].filter((part) => part !== "");
	return [
		{
			role: "system",
			text: [
				`You gave an assistant a task and its attempt is wrong. In one to three sentences, ${parts.join(" and ") || "say that it is wrong, and no more"}. Never solve the task yourself.`,
				gold.length === 0 ? "" : `The right answer, which you never tell: ${gold.join(" or ")}`,
			]
				.filter((line) => line !== "")
				.join("\n"),
		},
		{ role: "user", text: `Task:\n${task(scenario)}\n\nAttempt:\n${reply}` },
	];
}
