import { splitFences } from "#lib/arena/fences.ts";
import { countWords, styleCounts } from "#lib/arena/style.ts";

/** A form that a user asked for and that a rule can check. Requests are read in English only. */
export interface FormRequest {
	/** The request in words, for a rationale. */
	name: string;
	isKept(reply: string): boolean;
}

const numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const amount = `(\\d{1,4}|an?|${numbers.join("|")})`;

/** A word before a request that turns it around; such requests are not read. */
const negation = /(?:\bnot|n't|\bnever|\bno|\bwithout|\bavoid|\binstead of)\W+(?:\w+\W+){0,3}$/i;

interface Pattern {
	pattern: RegExp;
	make(count: number): FormRequest;
}

const patterns: readonly Pattern[] = [
	{
		pattern: new RegExp(
			`\\b(?:(?:at most|no more than|up to|maximum of) ${amount}|(?:under|fewer than|less than|within) ${amount}) words?\\b`,
			"gi",
		),
		make: (count) => ({
			name: `at most ${count} words`,
			isKept: (reply) => countWords(reply) <= count,
		}),
	},
	{
		pattern: new RegExp(`\\b(?:at least|no fewer than|minimum of) ${amount} words?\\b`, "gi"),
		make: (count) => ({
			name: `at least ${count} words`,
			isKept: (reply) => countWords(reply) >= count,
		}),
	},
	{
		pattern: new RegExp(
			`\\b(?:in|with|using) (?:exactly |just |only )?${amount} sentences?\\b`,
			"gi",
		),
		make: (count) => ({
			name: `${count} sentences`,
			isKept: (reply) => countSentences(reply) === count,
		}),
	},
	{
		pattern: new RegExp(`\\b${amount} bullet(?: point)?s?\\b`, "gi"),
		make: (count) => ({
			name: `${count} bullet points`,
			isKept: (reply) => styleCounts(reply).lists.unordered === count,
		}),
	},
	{
		pattern: /\b(?:in|as|only|valid) json\b/gi,
		make: () => ({ name: "JSON", isKept: isJson }),
	},
	{
		pattern: /\b(?:in )?(?:all[ -]caps|upper[- ]?case|all capital letters)\b/gi,
		make: () => ({
			name: "capital letters",
			isKept: (reply) => /\p{Lu}/u.test(reply) && reply === reply.toUpperCase(),
		}),
	},
	{
		pattern: /\b(?:all )?lower[- ]?case(?: letters)?\b/gi,
		make: () => ({
			name: "small letters",
			isKept: (reply) => /\p{Ll}/u.test(reply) && reply === reply.toLowerCase(),
		}),
	},
	{
		pattern: /\b(?:without(?: any)?|do(?:n't| not) use(?: any)?|avoid(?: using)?) commas\b/gi,
		make: () => ({ name: "no commas", isKept: (reply) => !reply.includes(",") }),
	},
];

/** The form requests in one user message, each kind once. */
export function readFormRequests(text: string): FormRequest[] {
	const { prose } = splitFences(text);
	const found = new Map<string, FormRequest>();
	for (const { pattern, make } of patterns)
		for (const match of prose.matchAll(pattern)) {
			if (negation.test(prose.slice(Math.max(0, match.index - 40), match.index))) continue;
			const written = match.slice(1).find((group) => group !== undefined);
			const request = make(numberOf(written));
			found.set(request.name, request);
		}
	return [...found.values()];
}

function numberOf(written: string | undefined): number {
	if (written === undefined) return 0;
	if (/^\d/.test(written)) return Number(written);
	return Math.max(0, numbers.indexOf(written.toLowerCase())) + 1;
}

function countSentences(text: string): number {
	const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
	return [...segmenter.segment(text)].filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment)).length;
}

function isJson(reply: string): boolean {
	const { prose, fences } = splitFences(reply.trim());
	const [fence] = fences;
	const text = prose.trim() === "" && fence !== undefined ? fence.body : reply;
	try {
		JSON.parse(text);
		return true;
	} catch {
		// Not JSON: an expected answer of this check.
		return false;
	}
}
