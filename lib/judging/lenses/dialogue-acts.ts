import { z } from "zod";
import { type LensPrompt, placedOutcomeSchema, rationaleSchema } from "#lib/judging/lens.ts";
import { type LensInput, layoutPrompt } from "#lib/judging/prompt.ts";
import { judgedTurns } from "#lib/judging/transcript.ts";

/** What a turn's other side does: seven acts. */
export const userActs = {
	ask: "wants to know something",
	instruct: "wants something made or done",
	inform: "gives facts or wishes unasked",
	answer: "answers a question of the judged seat",
	correct: "says that something was wrong or missing",
	accept: "agrees, confirms or is content",
	social: "greets, thanks, chats or takes leave",
} as const;

/** What the judged seat does: nine acts. */
export const systemActs = {
	answer: "gives the information that was asked for",
	perform: "makes or does what was asked for",
	clarify: "asks back for what it needs to know",
	suggest: "proposes a next step or an alternative",
	explain: "gives reasons or background unasked",
	admit: "admits an error or that it does not know",
	refuse: "declines to do it",
	acknowledge: "takes note without doing more",
	social: "greets, thanks, chats or takes leave",
} as const;

type UserAct = keyof typeof userActs;
type SystemAct = keyof typeof systemActs;
const namesOf = <K extends string>(acts: Record<K, string>) => Object.keys(acts) as [K, ...K[]];

/** One turn: the most important act on each side. `user` is null where only the judged seat spoke. */
const turnActsSchema = z.object({
	turn: z.int().min(1),
	user: z.enum(namesOf<UserAct>(userActs)).nullable(),
	system: z.enum(namesOf<SystemAct>(systemActs)),
});
export type TurnActs = z.infer<typeof turnActsSchema>;

const actsSchema = (turns: readonly number[]) =>
	z.array(turnActsSchema).refine((acts) => {
		const given = acts.map(({ turn }) => turn).sort((x, y) => x - y);
		return given.length === turns.length && given.every((turn, i) => turn === turns[i]);
	}, "Every turn of the judged seat is labelled exactly once.");

const verdictSchema = (input: LensInput) =>
	z.object({
		acts: z.object({
			first: actsSchema(judgedTurns(input.first, input.window?.first)),
			second: actsSchema(judgedTurns(input.second, input.window?.second)),
		}),
		outcome: placedOutcomeSchema,
		rationale: rationaleSchema,
	});
export type DialogueActsVerdict = z.infer<ReturnType<typeof verdictSchema>>;

const listActs = (acts: Record<string, string>) =>
	Object.entries(acts)
		.map(([name, meaning]) => `- ${name}: ${meaning}`)
		.join("\n");

const words = {
	lens: "dialogue-acts",
	version: "1.0.0",
	instructions: [
		[
			"First label every turn in which the judged seat says or does something: the most important",
			'act of the other side in that turn ("user", null if it was silent) and of the judged seat',
			'("system"). Use only these names.',
		].join(" "),
		`Acts of the user:\n${listActs(userActs)}`,
		`Acts of the system:\n${listActs(systemActs)}`,
		[
			"Then say in which conversation the judged seat's acts fit better what was called for at each",
			"point: questions answered, corrections taken, questions asked back only where something was",
			'missing. Choose "tie" when neither is better, "both_bad" when neither is of use.',
		].join(" "),
	],
	answer: [
		'{"acts": {"first": [{"turn": 1, "user": "ask", "system": "answer"}, ...], "second": [...]},',
		'"rationale": "one to three sentences", "outcome": "first" | "second" | "tie" | "both_bad"}',
	].join(" "),
	windowScope: "so-far",
} as const;

/** Labels what is done in each turn by a scheme of sixteen acts, then prefers. */
export function dialogueActsLens(input: LensInput): LensPrompt<DialogueActsVerdict> {
	return {
		lens: words.lens,
		version: words.version,
		messages: layoutPrompt(words, input),
		schema: verdictSchema(input),
		outcomeOf: ({ outcome }) => outcome,
	};
}
