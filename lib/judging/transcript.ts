import { z } from "zod";
import { AppError } from "#lib/kernel/app-error.ts";
import { assert } from "#lib/kernel/assert.ts";
import { plainText, quoteLines, unquoteLine } from "./fence.ts";

const seatPattern = /^[a-z][a-z0-9_-]{0,39}$/;
const seatSchema = z.string().regex(seatPattern);

export const messageKinds = ["text", "tool-call", "tool-result", "observation"] as const;

export const judgedMessageSchema = z.object({
	seat: seatSchema,
	turn: z.int().min(1),
	text: z.string(),
	kind: z.enum(messageKinds),
});
export type JudgedMessage = z.infer<typeof judgedMessageSchema>;

/**
 * A conversation as a juror sees it: no model names, only what the contested seat's judges may see.
 * `task` is the public part of what the scenario is about, empty for free conversations. At least
 * one seat is contested: that is who is judged.
 */
export const judgedConversationSchema = z.object({
	task: z.string(),
	seats: z
		.array(z.object({ seat: seatSchema, isContested: z.boolean() }))
		.refine((seats) => seats.some(({ isContested }) => isContested), "One seat is contested."),
	messages: z
		.array(judgedMessageSchema)
		.refine(
			(messages) => messages.every(({ turn }, i) => turn >= (messages[i - 1]?.turn ?? 1)),
			"Messages are in the order of their turns.",
		),
});
export type JudgedConversation = z.infer<typeof judgedConversationSchema>;

/** Messages from index `from` to below `to`. */
export interface Span {
	from: number;
	to: number;
}

/** A message shortened to fewer characters than this could not show what it says. */
export const WINDOW_CHARACTERS_MIN = 400;

const headerLine =
	/^\[(\d+)\] turn (\d+) ([a-z][a-z0-9_-]*)(?: (tool-call|tool-result|observation))?:$/;
const leftOutLine = /^~ \d+ characters left out here$/;

/**
 * A message as lines, at most `charactersMax` characters (UTF-16 units) with their line feeds. A
 * longer one loses its middle, and says how much. `number` counts messages from 1.
 */
function renderMessage(message: JudgedMessage, number: number, charactersMax: number): string[] {
	assert(seatPattern.test(message.seat), "a seat's name is one lower-case word");
	const kind = message.kind === "text" ? "" : ` ${message.kind}`;
	const header = `[${number}] turn ${message.turn} ${message.seat}${kind}:`;
	const text = plainText(message.text);
	const lines = [header, ...quoteLines(text)];
	if (sizeOfLines(lines) <= charactersMax) return lines;
	const room = charactersMax - header.length - 60;
	const head = takeWithin(text, Math.floor((room * 2) / 3));
	const tail = takeLastWithin(text.slice(head.length), Math.floor(room / 3));
	const lost = text.length - head.length - tail.length;
	return [header, ...quoteLines(head), `~ ${lost} characters left out here`, ...quoteLines(tail)];
}

const sizeOfLines = (lines: readonly string[]) =>
	lines.reduce((sum, line) => sum + line.length + 1, 0);

/** A quoted line costs its mark and its line feed as well. */
const costOf = (unit: string) => (unit === "\n" ? 3 : 1);

function takeWithin(text: string, room: number): string {
	let end = 0;
	for (let left = room - 3; end < text.length; end++) {
		left -= costOf(text.charAt(end));
		if (left < 0) break;
	}
	return text.slice(0, /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end);
}

function takeLastWithin(text: string, room: number): string {
	let start = text.length;
	for (let left = room - 3; start > 0; start--) {
		left -= costOf(text.charAt(start - 1));
		if (left < 0) break;
	}
	return text.slice(/[\udc00-\udfff]/.test(text.charAt(start)) ? start + 1 : start);
}

/** Characters that a message takes in a prompt, its own header included. */
export function messageSize(message: JudgedMessage, number: number): number {
	return sizeOfLines(renderMessage(message, number, Number.POSITIVE_INFINITY));
}

/**
 * Messages of a span as numbered, quoted lines. Throws `conversation-too-long` (400) when they take
 * more than `charactersMax`; only a span of one message is shortened instead.
 */
export function renderMessages(
	messages: readonly JudgedMessage[],
	span: Span,
	charactersMax: number,
): string[] {
	assert(charactersMax >= WINDOW_CHARACTERS_MIN, "a window holds at least 400 characters");
	const alone = span.to - span.from === 1;
	const lines = messages
		.slice(span.from, span.to)
		.flatMap((message, i) =>
			renderMessage(message, span.from + i + 1, alone ? charactersMax : Number.POSITIVE_INFINITY),
		);
	if (sizeOfLines(lines) > charactersMax)
		throw new AppError(
			"conversation-too-long",
			"This conversation is longer than one prompt may hold: judge it in windows.",
			{ data: { characters: sizeOfLines(lines), charactersMax } },
		);
	return lines;
}

/** The messages that `renderMessages` wrote. What was left out of a long one is absent. */
export function readMessages(lines: readonly string[]): JudgedMessage[] {
	const messages: { head: Omit<JudgedMessage, "text">; lines: string[] }[] = [];
	for (const line of lines) {
		const header = headerLine.exec(line);
		const text = unquoteLine(line);
		if (header !== null)
			messages.push({
				head: {
					seat: header[3] ?? "",
					turn: Number(header[2]),
					kind: messageKinds.find((kind) => kind === header[4]) ?? "text",
				},
				lines: [],
			});
		else if (text !== null) messages.at(-1)?.lines.push(text);
		else assert(leftOutLine.test(line), "a rendered line is a header, a quote or a gap");
	}
	return messages.map(({ head, lines: texts }) => ({ ...head, text: texts.join("\n") }));
}

/** The turns in which a contested seat says or does something, ascending. */
export function judgedTurns(conversation: JudgedConversation, span?: Span): number[] {
	const contested = new Set(
		conversation.seats.filter(({ isContested }) => isContested).map(({ seat }) => seat),
	);
	const messages = conversation.messages.slice(span?.from ?? 0, span?.to);
	const turns = messages.filter(({ seat }) => contested.has(seat)).map(({ turn }) => turn);
	return [...new Set(turns)].sort((x, y) => x - y);
}
