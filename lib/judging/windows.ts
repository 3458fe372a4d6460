import { z } from "zod";
import { assert } from "#lib/kernel/assert.ts";
import { CARRIED_CHARACTERS_MAX, type WindowView } from "./prompt.ts";
import {
	type JudgedConversation,
	messageSize,
	type Span,
	WINDOW_CHARACTERS_MIN,
} from "./transcript.ts";

/** How long conversations are cut. `overlap` is what a window repeats of the one before: whole turns, or messages of one turn. */
export interface WindowPlan {
	charactersMax: number;
	overlap: number;
}

/** One window of a pair; `WindowView` without the notes, which only the juror's replies give. */
export type PairWindow = Pick<WindowView, "first" | "second">;

/**
 * Spans that cover items 0 .. n-1 in order, where the sum of sizes in each track stays within
 * `max`, or the span is a single item. Each begins `overlap` items before the end of the last,
 * or fewer where it would then hold nothing new.
 */
function coverItems(sizes: readonly (readonly number[])[], max: number, overlap: number): Span[] {
	const spans: Span[] = [];
	const count = sizes.length;
	const tracks = sizes[0]?.length ?? 0;
	const fits = (from: number, to: number) =>
		Array.from({ length: tracks }, (_, track) =>
			sizes.slice(from, to).reduce((sum, item) => sum + (item[track] ?? 0), 0),
		).every((sum) => sum <= max);
	let from = 0;
	while (from < count) {
		let to = from + 1;
		while (to < count && fits(from, to + 1)) to++;
		spans.push({ from, to });
		if (to === count) break;
		let next = Math.max(from + 1, to - overlap);
		while (next < to && !fits(next, to + 1)) next++;
		from = next;
	}
	return spans;
}

/** Windows of one run of messages on message borders, `offset` being the index of its first. */
function splitMessages(conversation: JudgedConversation, span: Span, plan: WindowPlan): Span[] {
	const sizes = conversation.messages
		.slice(span.from, span.to)
		.map((message, i) => [messageSize(message, span.from + i + 1)]);
	const spans = coverItems(sizes, plan.charactersMax, plan.overlap);
	return spans.map(({ from, to }) => ({ from: span.from + from, to: span.from + to }));
}

/** Where each turn begins and ends; messages are in the order of their turns. */
function turnSpans({ messages }: JudgedConversation): Map<number, Span> {
	const spans = new Map<number, Span>();
	messages.forEach(({ turn }, i) => {
		const span = spans.get(turn);
		assert(span === undefined || span.to === i, "messages are in the order of their turns");
		spans.set(turn, { from: span?.from ?? i, to: i + 1 });
	});
	return spans;
}

/**
 * Cuts a pair into windows that show the same turns of both conversations, each within
 * `charactersMax`. A turn that is too long on a side is cut further on message borders, while the
 * other side shows its own part or its last one again. Every message is in a window; a message
 * longer than a window has one for itself and is shortened there. One window when all fits.
 */
export function pairWindows(
	first: JudgedConversation,
	second: JudgedConversation,
	plan: WindowPlan,
): PairWindow[] {
	assert(plan.charactersMax >= WINDOW_CHARACTERS_MIN, "a window holds at least 400 characters");
	const conversations = [first, second] as const;
	const spans = conversations.map(turnSpans);
	const turns = [...new Set(spans.flatMap((map) => [...map.keys()]))].sort((x, y) => x - y);
	const sizes = turns.map((turn) =>
		conversations.map((conversation, track) => {
			const { from, to } = spans[track]?.get(turn) ?? { from: 0, to: 0 };
			return conversation.messages
				.slice(from, to)
				.reduce((sum, message, i) => sum + messageSize(message, from + i + 1), 0);
		}),
	);
	const blocks = coverItems(sizes, plan.charactersMax, plan.overlap);
	if (blocks.length === 0) return [{ first: { from: 0, to: 0 }, second: { from: 0, to: 0 } }];
	return blocks.flatMap((block) => {
		const shown = turns.slice(block.from, block.to);
		const [ofFirst, ofSecond] = conversations.map((conversation, track) =>
			splitMessages(conversation, spanOfTurns(spans[track] ?? new Map(), shown), plan),
		);
		return zipSpans(ofFirst ?? [], ofSecond ?? []);
	});
}

function spanOfTurns(spans: ReadonlyMap<number, Span>, turns: readonly number[]): Span {
	const present = turns.flatMap((turn) => spans.get(turn) ?? []);
	return { from: present[0]?.from ?? 0, to: present.at(-1)?.to ?? 0 };
}

function zipSpans(first: readonly Span[], second: readonly Span[]): PairWindow[] {
	const none: Span = { from: 0, to: 0 };
	return Array.from({ length: Math.max(first.length, second.length) }, (_, i) => ({
		first: first[i] ?? first.at(-1) ?? none,
		second: second[i] ?? second.at(-1) ?? none,
	}));
}

/** The schema of a verdict on a window: the lens' own, and the notes to carry into the next. */
export function withState<V>(schema: z.ZodType<V>): z.ZodType<V & { state: string }> {
	return z.intersection(schema, z.object({ state: z.string().max(CARRIED_CHARACTERS_MAX) }));
}
