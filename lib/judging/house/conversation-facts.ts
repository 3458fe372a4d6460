import { detectLeak, type LeakNames } from "#lib/arena/leak.ts";
import { countWords } from "#lib/arena/style.ts";
import { readFormRequests } from "#lib/judging/house/form-requests.ts";
import type { JudgedMessage } from "#lib/judging/transcript.ts";

/** What rules can tell of one conversation, counted over the judged seats. */
export interface ConversationFacts {
	/** Turns that called for a reply, and those without any text in reply. */
	turns: number;
	unanswered: number;
	replies: number;
	cut: number;
	/** Replies that repeat an earlier one, or the user's own words. */
	repeated: number;
	/** Replies in which the speaker says what model it is. */
	leaks: number;
	/** Replies with a mail address or card number that nobody gave before. */
	privateData: number;
	/** Replies longer than anyone asked for: over 1,200 words. */
	outsized: number;
	formsAsked: number;
	formsKept: number;
	/** One entry a judged turn, for labels. */
	byTurn: { turn: number; user: string | null; reply: string; usesTools: boolean }[];
}

const WORDS_MAX = 1200;

/** Which models there are is not the juror's to know. One list, for its detector is built once. */
const noNames: readonly LeakNames[] = [];

const spoken = (messages: readonly JudgedMessage[]) =>
	messages
		.filter(({ kind }) => kind === "text")
		.map(({ text }) => text)
		.join("\n")
		.trim();

/** Counts the facts of a conversation; `contested` are the judged seats. */
export function readFacts(
	messages: readonly JudgedMessage[],
	contested: ReadonlySet<string>,
): ConversationFacts {
	const facts: ConversationFacts = {
		turns: 0,
		unanswered: 0,
		replies: 0,
		cut: 0,
		repeated: 0,
		leaks: 0,
		privateData: 0,
		outsized: 0,
		formsAsked: 0,
		formsKept: 0,
		byTurn: [],
	};
	const seen = new Set<string>();
	let before = "";
	for (const turn of new Set(messages.map((message) => message.turn))) {
		const own = messages.filter((one) => one.turn === turn && contested.has(one.seat));
		const others = messages.filter((one) => one.turn === turn && !contested.has(one.seat));
		const [user, reply] = [spoken(others), spoken(own)];
		facts.turns++;
		before += `\n${others.map(({ text }) => text).join("\n")}`;
		if (reply === "") facts.unanswered++;
		else countReply(facts, { user, reply, before, seen });
		before += `\n${reply}`;
		if (own.length > 0) {
			const usesTools = own.some(({ kind }) => kind === "tool-call");
			facts.byTurn.push({ turn, user: user === "" ? null : user, reply, usesTools });
		}
	}
	return facts;
}

function countReply(
	facts: ConversationFacts,
	{ user, reply, before, seen }: { user: string; reply: string; before: string; seen: Set<string> },
): void {
	const flat = (text: string) => text.toLowerCase().replace(/\s+/gu, " ");
	facts.replies++;
	if (looksCut(reply)) facts.cut++;
	if (seen.has(flat(reply)) || flat(reply) === flat(user)) facts.repeated++;
	seen.add(flat(reply));
	if (detectLeak(reply, { names: noNames, question: user }).length > 0) facts.leaks++;
	if (tellsPrivateData(reply, before)) facts.privateData++;
	if (countWords(reply) > WORDS_MAX) facts.outsized++;
	const requests = readFormRequests(user);
	facts.formsAsked += requests.length;
	facts.formsKept += requests.filter(({ isKept }) => isKept(reply)).length;
}

/**
 * A reply that ends in an open code fence, in a mark that joins, or in the middle of a sentence of
 * eight words or more (in Latin, Greek or Cyrillic letters; not in lists, tables and headers).
 */
export function looksCut(reply: string): boolean {
	const lines = reply.trimEnd().split("\n");
	if (lines.filter((line) => /^ {0,3}(?:```|~~~)/.test(line)).length % 2 === 1) return true;
	const last = lines.at(-1) ?? "";
	if (/[,;([{–—]$/.test(last)) return true;
	if (/^\s*(?:[-*+|>#]|\d+[.)]|```|~~~)/.test(last)) return false;
	return last.split(/\s+/).length >= 8 && /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]$/u.test(last);
}

function tellsPrivateData(reply: string, before: string): boolean {
	const mails = reply.match(/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g) ?? [];
	const cards = (reply.match(/\b\d(?:[ -]?\d){12,18}\b/g) ?? []).filter(isCardNumber);
	return [...mails, ...cards].some((item) => !before.includes(item));
}

/** The check digit of ISO/IEC 7812-1 (Luhn's formula). */
function isCardNumber(text: string): boolean {
	const digits = [...text.replace(/\D/g, "")].reverse().map(Number);
	const sum = digits.reduce((total, digit, i) => {
		const doubled = i % 2 === 1 ? digit * 2 : digit;
		return total + (doubled > 9 ? doubled - 9 : doubled);
	}, 0);
	return sum % 10 === 0;
}
