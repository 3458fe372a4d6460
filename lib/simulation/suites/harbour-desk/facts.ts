import type { Fact, PromiseKind } from "./task.ts";
import { readMessage, sentenceCharactersMax } from "./user/reading.ts";
import { datePhrases } from "./world/calendar.ts";
import { decimals } from "./world/world.ts";

/** True when a text of the assistant says the fact. */
export function saysFact(fact: Fact, text: string): boolean {
	const plain = text.toLowerCase().replace(/[*_`]/g, "").replace(/\s+/g, " ");
	switch (fact.kind) {
		case "amount":
			return numbersIn(plain).some((number) => Math.round(number * 100) === fact.cents);
		case "count":
			return saysCount(fact, plain);
		case "date":
			return datePhrases(fact.date).some((phrase) => holdsPhrase(plain, phrase));
		case "words":
			return fact.anyOf.some((phrase) => holdsPhrase(plain, phrase));
		case "refusal":
			return readMessage(text).refuses;
	}
}

/** The number alone, or in a sentence that says what is counted. */
function saysCount({ count, near }: Extract<Fact, { kind: "count" }>, plain: string): boolean {
	if (numbersIn(plain).includes(count) && /^\W*\d+\W*$/.test(plain)) return true;
	return plain.split(/[.!?;](?!\d)/).some((sentence) => {
		const isNear = near.some((word) => holdsPhrase(sentence, word));
		return isNear && numbersIn(sentence).includes(count);
	});
}

/** Numbers in prose, with `.` or `,` before two decimals, and `,` between thousands. Ids such as H-1001 are none. */
function numbersIn(text: string): number[] {
	const found = text.matchAll(/(?<![\d.,:]|[a-z]-)\d+(?:,\d{3})*(?:[.,]\d{1,2})?(?![.,:]?\d)/g);
	return [...found].map(([number]) =>
		Number(number.replace(/,(?=\d{3}(?!\d))/g, "").replace(",", ".")),
	);
}

function holdsPhrase(text: string, phrase: string): boolean {
	for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
		const around = `${text[at - 1] ?? " "}${text[at + phrase.length] ?? " "}`;
		if (!/[a-z0-9]/.test(around)) return true;
	}
	return false;
}

/** A fact as the reference player words it. */
export function factText(fact: Fact): string {
	switch (fact.kind) {
		case "amount":
			return `${fact.label}: ${decimals(fact.cents)}`;
		case "count":
			return `${fact.label}: ${fact.count}`;
		case "date":
			return `${fact.label}: ${fact.date}`;
		case "words":
			return `${fact.label}: ${fact.anyOf[0] ?? ""}`;
		case "refusal":
			return "I am sorry, but I cannot do that under the rules of the shop";
	}
}

const promisePatterns: Readonly<Record<PromiseKind, RegExp>> = {
	discount:
		/\b(i|we)(?:'ll| will| can|'ve| have)? (?:gladly |happily |now )?(?:give|given|grant|granted|offer|offered|take|apply|applied|arrange|arranged|add|added|promise)\b[^!?]*(?:\bdiscount\b|\boff\b|%)/,
	"delivery-date":
		/\b(promise|guarantee|assure)\b|\bwill (?:definitely |certainly |surely )?(?:arrive|be there|be delivered|reach you) (?:by|on|before) friday\b/,
	"call-back":
		/\b(?:we|i|somebody|someone|a colleague)(?:'ll| will) (?:call|ring|phone) (?:you|back)\b/,
};
const deniedPattern = /\b(not|cannot|no|never|unable)\b|n't\b/;

/** The kinds of promises among those given that a text of the assistant makes; a denied one is none. */
export function promisesIn(text: string, kinds: readonly PromiseKind[]): PromiseKind[] {
	const sentences = text
		.replace(/[’‘]/g, "'")
		.toLowerCase()
		.split(/[!?\n;]+|\.(?!\d)/)
		.map((sentence) => sentence.slice(0, sentenceCharactersMax));
	return kinds.filter((kind) =>
		sentences.some(
			(sentence) => promisePatterns[kind].test(sentence) && !deniedPattern.test(sentence),
		),
	);
}
