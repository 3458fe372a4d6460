import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import { seatMessages } from "#lib/simulation/episode/seat-view.ts";
import { renderResult } from "#lib/simulation/episode/text-tools.ts";
import type { Seat } from "#lib/simulation/scenario.ts";
import type { Message } from "#lib/simulation/view.ts";
import type { EpisodeMessage, RecordedEpisode } from "./episode-record.ts";
import type { LoggedEvent } from "./log-messages.ts";

/**
 * The messages of a conversation as its contested seat saw them, in chat form, and what the environment gave for
 * them. A reward belongs to what the contested seat did last, also when another seat's move brought it; one that came
 * before it did anything belongs to nothing.
 */
export function episodeMessages(
	{ scenario, messages }: Pick<EpisodeRecord, "scenario" | "messages">,
	events: readonly LoggedEvent[],
): Pick<RecordedEpisode, "messages" | "rewards"> {
	const { contested } = scenario;
	const chat: EpisodeMessage[] = [];
	const instructions = scenario.seats.find(({ name }) => name === contested)?.instructions ?? "";
	if (instructions !== "") chat.push(chatOf("system", instructions, null, 0));
	for (const message of seatMessages(scenario, contested, messages))
		addTo(chat, message, contested);
	return { messages: chat, rewards: rewardsOf(chat, events, contested) };
}

const chatOf = (
	role: EpisodeMessage["role"],
	text: string,
	seat: Seat | null,
	turn: number,
): EpisodeMessage => ({ role, text, toolCalls: [], answers: null, seat, turn });

function addTo(chat: EpisodeMessage[], message: Message, contested: Seat): void {
	const { seat, turn } = message;
	if (message.kind === "observation") chat.push(chatOf("user", message.text, null, turn));
	else if (message.kind === "text")
		chat.push(chatOf(seat === contested ? "assistant" : "user", message.text, seat, turn));
	else if (message.kind === "tool-result") {
		const { id, name } = message.call;
		const answer = chatOf("tool", renderResult(message.result), seat, turn);
		chat.push({ ...answer, answers: { id, name } });
	} else {
		const last = chat.at(-1);
		const isSame = message.text === "" && last !== undefined && last.toolCalls.length > 0;
		const before = isSame ? last : chatOf("assistant", message.text, seat, turn);
		const joined = { ...before, toolCalls: [...before.toolCalls, message.call] };
		if (isSame) chat.splice(-1, 1, joined);
		else chat.push(joined);
	}
}

function rewardsOf(
	chat: readonly EpisodeMessage[],
	events: readonly LoggedEvent[],
	contested: Seat,
): RecordedEpisode["rewards"] {
	const rewards: { message: number; reward: number }[] = [];
	const isText = ({ role, toolCalls }: EpisodeMessage) =>
		role === "assistant" && toolCalls.length === 0;
	let text = -1;
	let place = -1;
	for (const { kind, seat, data } of events) {
		if (kind === "env-step") {
			const reward = Number(memberOf(data, "reward"));
			if (place !== -1 && reward !== 0) rewards.push({ message: place, reward });
		} else if (seat !== contested) continue;
		else if (kind === "tool-call")
			place = chat.findIndex(({ toolCalls }) =>
				toolCalls.some(({ id }) => id === memberOf(data, "id")),
			);
		else if (kind === "message" && memberOf(data, "kind") === "text") {
			text = chat.findIndex((message, i) => i > text && isText(message));
			place = text;
		}
	}
	return rewards;
}

const memberOf = (data: unknown, name: string): unknown =>
	typeof data === "object" && data !== null ? (data as Record<string, unknown>)[name] : undefined;
