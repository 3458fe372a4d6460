import { z } from "zod";
import { say } from "#lib/simulation/action.ts";
import type {
	ConsultMessage,
	Program,
	ProgramInput,
	ProgramStep,
} from "#lib/simulation/program.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";
import { countAsked, questionsIn } from "./asked-for.ts";
import { transcriptText } from "./consult-chat.ts";
import { lastReply } from "./heard.ts";
import { readJson } from "./read-json.ts";

/** A piece of a task. All of them together say the whole of it. */
export interface Shard {
	id: string;
	text: string;
	/** Words or phrases of a question that asks for it; empty when nobody would ask. */
	asks: readonly string[];
}

export interface ShardedState {
	/** Ids of the shards that were said, in their order. */
	revealed: readonly string[];
}

export interface ShardedOptions {
	name: string;
	version: string;
	title: string;
	/** The first opens the conversation. */
	shards(scenario: Scenario): readonly Shard[];
	/**
	 * Which one comes next: the next in order; the one that the model's last questions ask for, else the next in order; or
	 * the one a consulted model chooses. It is always said in its own words, and one a turn.
	 */
	next: "in-order" | "asked-for" | "consulted";
	/** How a shard is said after those that were said before it; by default in its own words alone. */
	tell?(scenario: Scenario, shard: Shard, before: readonly Shard[]): string;
}

/** A user that reveals a task piece by piece, at most one a turn, and stops when all are out and were answered. */
export function shardedUser(options: ShardedOptions): Program<ShardedState> {
	const { name, version, title, shards, next } = options;
	return {
		name,
		version,
		title,
		mode: "sharded",
		needsModel: next === "consulted",
		start: () => ({ revealed: [] }),
		act(input) {
			const { state } = input;
			const all = shards(input.scenario);
			const left = all.filter(({ id }) => !state.revealed.includes(id));
			const [first] = left;
			if (first === undefined) return { state, action: { ...say(""), stop: true } };
			const reveal = (shard: Shard): ProgramStep<ShardedState> => {
				const before = all.filter(({ id }) => state.revealed.includes(id));
				return {
					state: { revealed: [...state.revealed, shard.id] },
					decision: { reveal: shard.id },
					action: say(options.tell?.(input.scenario, shard, before) ?? shard.text),
				};
			};
			if (state.revealed.length === 0 || left.length === 1 || next === "in-order")
				return reveal(first);
			const reply = lastReply(input.view, input.scenario) ?? "";
			if (next === "asked-for") return reveal(askedFor(left, reply) ?? first);
			if (input.answer === null) return { state, consult: choiceChat(input, left) };
			return reveal(chosen(left, input.answer) ?? first);
		},
	};
}

/** The shard with the most words asked for; the first of equals; null when nothing asks. */
function askedFor(left: readonly Shard[], reply: string): Shard | null {
	const questions = questionsIn(reply);
	let best: { shard: Shard; asked: number } | null = null;
	for (const shard of left) {
		const asked = countAsked(questions, shard.asks);
		if (asked > (best?.asked ?? 0)) best = { shard, asked };
	}
	return best?.shard ?? null;
}

const choiceSchema = z.object({ reveal: z.string() });

function chosen(left: readonly Shard[], answer: string): Shard | null {
	const choice = readJson(answer, choiceSchema);
	return left.find(({ id }) => id === choice?.reveal) ?? null;
}

function choiceChat(
	{ view }: Pick<ProgramInput<ShardedState>, "view">,
	left: readonly Shard[],
): ConsultMessage[] {
	return [
		{
			role: "system",
			text: `Someone tells an assistant a task piece by piece. Choose the piece that answers the assistant's last message best; when it asks for none, the first of the list. Answer with JSON only: {"reveal": "<id>"}.`,
		},
		{
			role: "user",
			text: [
				"Conversation:",
				transcriptText(view),
				"Pieces not told yet:",
				...left.map(({ id, text }) => `- ${id}: ${text}`),
			].join("\n"),
		},
	];
}
