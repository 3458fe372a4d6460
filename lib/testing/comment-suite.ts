import { say } from "#lib/simulation/action.ts";
import type { Program } from "#lib/simulation/program.ts";
import { MAIN } from "#lib/simulation/scenario.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { feedbackUser } from "#lib/simulation/users/feedback.ts";

const version = "1.0.0";
const isRight = (reply: string) => Number(/\d+/.exec(reply)?.[0] ?? 0) >= 7;

const user = feedbackUser({
	name: "commenter",
	version,
	title: "Comments on each number",
	task: () => "Give me a number that I like.",
	attemptsMax: 3,
	show: { critique: true, refinement: true },
	check: (_scenario, reply) => ({
		solved: isRight(reply),
		critique: "That is too small.",
		refinement: "Say seven or more.",
	}),
	by: "check",
});

/** A suite whose user comments on each reply, for tests: no suite that ships has one. */
export const commentSuite: Suite = {
	code: "T01",
	slug: "comments",
	name: "Comments",
	version,
	licence: "Apache-2.0",
	summary: "A number is asked for until it is large enough.",
	languages: ["en"],
	categories: ["numbers"],
	contested: "assistant",
	others: [{ seat: "user", programs: [user as Program], modelMay: false }],
	environment: null,
	controls: [],
	practice: { from: 1, count: 50 },
	scenario: (seed, { control = MAIN, language = "en" } = {}) => ({
		suite: "comments",
		version,
		seed,
		control,
		language,
		category: "numbers",
		tags: [],
		title: "A number that is liked",
		seats: [
			{ name: "user", instructions: "" },
			{ name: "assistant", instructions: "Answer with a number." },
		],
		contested: "assistant",
		policy: {
			order: "round-robin",
			speakers: ["user", "assistant"],
			turnsMax: 4,
			turnsMin: 1,
			stepsMax: 20,
			toolCallsPerTurnMax: 0,
			toolErrorsMax: 0,
			budget: { tokensMax: null, costUsdMax: null, toolCostMax: null },
			showCountdown: false,
		},
		history: [],
		init: null,
		secret: null,
	}),
	metrics: [{ name: "tries", title: "Replies", better: "lower", unit: "turns" }],
	primary: { metric: "tries", margin: 0 },
	secondary: null,
	grade({ messages }) {
		const replies = messages.filter(
			(message) => message.kind === "text" && message.seat === "assistant",
		);
		const checks = replies.map((message) => {
			const passed = message.kind === "text" && isRight(message.text);
			const { turn } = message;
			return {
				check: "comments/liked",
				version,
				turn,
				passed,
				loose: passed,
				score: passed ? 1 : 0,
				detail: null,
			};
		});
		return Promise.resolve({ checks, metrics: { tries: replies.length } });
	},
	players: {
		// Needs one comment: the best that can be done without knowing what is liked.
		oracle: ({ view }) => say(view.turn === 1 ? "1" : "9"),
		random: ({ random }) => say(String(Math.floor(random.next() * 10))),
		lazy: () => say("0"),
		breaker: () => say("}{"),
	},
};
