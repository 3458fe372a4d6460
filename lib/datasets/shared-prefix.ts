import type { EpisodePair, RecordedEpisode } from "./episode-record.ts";
import { type ChatMessage, chatMessage, chatText } from "./formats/chat-message.ts";

/** Two conversations that are the same up to the contested seat's message of a turn. */
export interface SharedPrefix {
	/** That turn. */
	turn: number;
	prefix: ChatMessage[];
	/** What each says in that turn: the contested seat's messages and the results of its tools. */
	replies: Record<"a" | "b", ChatMessage[]>;
	/** Those and everything after them. */
	rests: Record<"a" | "b", ChatMessage[]>;
}

/**
 * What two conversations share: forks of one place, or a fork and its parent, up to where they part; two that
 * have one turn each, up to the reply. Null when they share nothing of that kind, or when their words differ there.
 */
export function sharedPrefix({ a, b }: Pick<EpisodePair, "a" | "b">): SharedPrefix | null {
	const turn = partingTurn(a, b);
	if (turn === null) return null;
	const [ofA, ofB] = [partsAt(a, turn), partsAt(b, turn)];
	if (ofA === null || ofB === null || chatText(ofA.prefix) !== chatText(ofB.prefix)) return null;
	return {
		turn,
		prefix: ofA.prefix,
		replies: { a: ofA.reply, b: ofB.reply },
		rests: { a: ofA.rest, b: ofB.rest },
	};
}

function partingTurn(a: RecordedEpisode, b: RecordedEpisode): number | null {
	const [ofA, ofB] = [a.fork, b.fork];
	if (ofA !== null && ofB !== null && ofA.parentId === ofB.parentId)
		return Math.min(ofA.turn, ofB.turn);
	if (ofA?.parentId === b.id) return ofA.turn;
	if (ofB?.parentId === a.id) return ofB.turn;
	if (ofA !== null || ofB !== null || a.pairingKey !== b.pairingKey) return null;
	return repliedTurns(a).length === 1 && repliedTurns(b).length === 1
		? (repliedTurns(a)[0] ?? null)
		: null;
}

const isOwn = (message: RecordedEpisode["messages"][number]) =>
	message.role === "assistant" && message.turn > 0;

/** Turns in which the contested seat said something. */
export const repliedTurns = ({ messages }: RecordedEpisode): number[] => [
	...new Set(messages.filter(isOwn).map(({ turn }) => turn)),
];

/** A conversation cut before the contested seat's first message of a turn; null when it has none there. */
export function partsAt(
	{ messages }: RecordedEpisode,
	turn: number,
): { prefix: ChatMessage[]; reply: ChatMessage[]; rest: ChatMessage[]; from: number } | null {
	const from = messages.findIndex((message) => isOwn(message) && message.turn === turn);
	if (from === -1) return null;
	const rest = messages.slice(from);
	const ends = rest.findIndex(({ role }) => role !== "assistant" && role !== "tool");
	const reply = ends === -1 ? rest : rest.slice(0, ends);
	return {
		from,
		prefix: messages.slice(0, from).map(chatMessage),
		reply: reply.map(chatMessage),
		rest: rest.map(chatMessage),
	};
}
