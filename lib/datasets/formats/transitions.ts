import { z } from "zod";
import type { RecordedEpisode } from "#lib/datasets/episode-record.ts";
import { type FormattedRows, rowsOf } from "#lib/datasets/left-out.ts";
import { voidColumn } from "#lib/datasets/void-column.ts";
import { chatMessage, chatMessageSchema, chatProblem, chatText } from "./chat-message.ts";

/** One action of the contested seat and what followed, for reinforcement learning over turns. */
export const transitionsRowSchema = z.strictObject({
	/** All that was said and shown before. */
	state: z.array(chatMessageSchema),
	/** What the model said or called. */
	action: chatMessageSchema,
	reward: z.number(),
	/** What stood before it when it acted again; null after its last action. */
	next_state: z.array(chatMessageSchema).nullable(),
	done: z.boolean(),
	/** The sum of this and all later rewards of the conversation, without a discount. */
	return_to_go: z.number(),
	seat: z.string().min(1),
	turn: z.int().min(1),
	/** The conversation, and the number of this action in it, from 1. */
	episode: z.string().min(1),
	step: z.int().min(1),
	/** What the reward is: the environment's, or the suite's primary number at the end. */
	reward_source: z.enum(["environment", "score"]),
	...voidColumn,
});
export type TransitionsRow = z.infer<typeof transitionsRowSchema>;

export interface TransitionsOptions {
	includeVoid?: boolean;
	/** Where rewards come from: each step's from the environment, or only at the end the suite's primary number. */
	rewards?: TransitionsRow["reward_source"];
}

/** The rows of each conversation, in order. Void ones, those without a reply and those without a score are left out. */
export function transitionsRows(
	episodes: readonly RecordedEpisode[],
	{ includeVoid = false, rewards = "environment" }: TransitionsOptions = {},
): FormattedRows<TransitionsRow> {
	return rowsOf<RecordedEpisode, TransitionsRow>(episodes, (episode) => {
		if (!includeVoid && episode.isVoid) return { leftOut: "void" };
		if (rewards === "score" && episode.score === null) return { leftOut: "no-score" };
		const rows = rowsOfEpisode(episode, rewards);
		return rows.length === 0 ? { leftOut: "no-reply" } : rows;
	});
}

function rowsOfEpisode(
	episode: RecordedEpisode,
	source: TransitionsRow["reward_source"],
): TransitionsRow[] {
	const chat = episode.messages.map(chatMessage);
	const places = episode.messages.flatMap(({ role, turn }, place) =>
		role === "assistant" && turn > 0 ? [place] : [],
	);
	const rewards = places.map((place, i) => rewardAt(episode, source, place, places[i + 1]));
	return places.flatMap((place, i) => {
		const [message, action] = [episode.messages[place], chat[place]];
		if (message === undefined || action === undefined) return [];
		const next = places[i + 1];
		return {
			state: chat.slice(0, place),
			action,
			reward: rewards[i] ?? 0,
			next_state: next === undefined ? null : chat.slice(0, next),
			done: next === undefined,
			return_to_go: rewards.slice(i).reduce((sum, reward) => sum + reward, 0),
			seat: episode.contested,
			turn: message.turn,
			episode: episode.id,
			step: i + 1,
			reward_source: source,
		};
	});
}

/** What came for a message up to the next one: an action with several calls is rewarded for each. */
function rewardAt(
	{ rewards, score }: RecordedEpisode,
	source: TransitionsRow["reward_source"],
	place: number,
	next: number | undefined,
): number {
	if (source === "score") return next === undefined ? (score ?? 0) : 0;
	return rewards
		.filter(({ message }) => message >= place && (next === undefined || message < next))
		.reduce((sum, { reward }) => sum + reward, 0);
}

/** What is wrong with a row by itself, beside its columns; null when nothing is. */
function transitionProblem({ state, action, next_state: next, done }: TransitionsRow) {
	if (action.role !== "assistant") return "the action is no assistant message";
	if (done !== (next === null)) return "done and next_state disagree";
	const problem = chatProblem([action], state);
	if (problem !== null) return `state and action: ${problem}`;
	const grown = next?.slice(0, state.length + 1);
	return grown === undefined || chatText(grown) === chatText([...state, action])
		? null
		: "next_state does not go on from state and action";
}

/** A difference of sums up to this is rounding. */
const ROUNDING = 1e-6;

/**
 * Looks at the rows of a file one by one, those of a conversation in order, and recomputes what is to come. `take` says
 * what is wrong with a row, or with the one before it; `end` what is missing at the end of the file.
 */
export function transitionsOrder(): {
	take(row: TransitionsRow): string | null;
	end(): string | null;
} {
	let last: TransitionsRow | null = null;
	const closed = new Set<string>();
	const unfinished = () =>
		last === null || last.done ? null : `conversation ${last.episode} has no last action`;
	return {
		take(row) {
			const before = last;
			const missing = before?.episode === row.episode ? null : unfinished();
			last = row;
			const own = transitionProblem(row);
			if (own !== null) return own;
			if (missing !== null) return `before it, ${missing}`;
			if (row.done && Math.abs(row.return_to_go - row.reward) > ROUNDING)
				return `return_to_go is ${row.return_to_go} but the last reward is ${row.reward}`;
			if (before?.episode !== row.episode) {
				if (closed.has(row.episode)) return `the rows of conversation ${row.episode} are apart`;
				closed.add(row.episode);
				return row.step === 1
					? null
					: `the first row of conversation ${row.episode} is step ${row.step}`;
			}
			return linkProblem(before, row);
		},
		end: unfinished,
	};
}

function linkProblem(before: TransitionsRow, row: TransitionsRow): string | null {
	if (before.done) return `conversation ${row.episode} goes on after its last action`;
	if (row.step !== before.step + 1) return `step ${row.step} follows step ${before.step}`;
	if (row.turn < before.turn) return "the turn goes back";
	if (before.next_state === null || chatText(before.next_state) !== chatText(row.state))
		return "the state is not the next_state of the row before";
	const expected = before.return_to_go - before.reward;
	return Math.abs(row.return_to_go - expected) > ROUNDING * Math.max(1, Math.abs(expected))
		? `return_to_go is ${row.return_to_go}, but the row before leaves ${expected}`
		: null;
}
