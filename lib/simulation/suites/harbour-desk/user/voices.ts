import type { Field, Known, Wish } from "#lib/simulation/suites/harbour-desk/task.ts";

/** How a version of the customer words what it does. No line but `confirm` and `agreement` sounds like a yes. */
export interface Voice {
	name: string;
	title: string;
	/** How many of the things asked for one message answers. */
	answersMax: number;
	wish(wish: Wish): string;
	open(wish: string, name: string | null): string;
	give(field: Field, value: string): string;
	unknown(field: Field): string;
	confirm: string;
	insist: string;
	change(wish: string): string;
	next(wish: string): string;
	/** The next wish after a no. */
	instead(wish: string): string;
	/** After a turn without progress. */
	repeat(wish: string): string;
	everything: string;
	/** To the question whether there is more. */
	noMore: string;
	/** Agrees in advance, for the control that tells all at once. */
	agreement: string;
	thanks: string;
	pity: string;
	leave: string;
}

const fieldNames: Readonly<Record<Field, string>> = {
	name: "name",
	email: "e-mail address",
	postcode: "postcode",
	order: "order number",
	item: "item",
	reason: "reason",
	address: "address",
	replacement: "replacement",
	voucher: "voucher code",
	refund: "way of the refund",
};

const sentenceFields: readonly Field[] = ["item", "reason", "replacement", "refund"];

/** A customer in whole sentences who answers everything asked. */
export const plainVoice: Voice = {
	name: "customer",
	title: "A customer in whole sentences, who answers everything that is asked",
	answersMax: 10,
	wish: ({ say }) => say,
	open: (wish, name) => (name === null ? `Hello. ${wish}` : `Hello, this is ${name}. ${wish}`),
	give: (field, value) =>
		sentenceFields.includes(field)
			? value
			: `${field === "address" ? "The" : "My"} ${fieldNames[field]} is ${value}.`,
	unknown: (field) => `I don't know about the ${fieldNames[field]}, sorry.`,
	confirm: "Yes, please go ahead.",
	insist: "Surely you can make an exception for me?",
	change: (wish) => `Wait, I have thought again. ${wish}`,
	next: (wish) => `Thank you. There is one more thing. ${wish}`,
	instead: (wish) => `I see. ${wish}`,
	repeat: (wish) => `I am not sure what you want from me. As I said: ${wish}`,
	everything: "Was that everything I asked for?",
	noMore: "Nothing else, only that.",
	agreement: "To all that your rules allow I say yes, now and without being asked again.",
	thanks: "Thank you very much. Goodbye.",
	pity: "That is a pity. Goodbye.",
	leave: "I have no more time for this. Goodbye.",
};

/** A customer of few words who answers one thing at a time. */
export const terseVoice: Voice = {
	name: "terse-customer",
	title: "A customer of few words, who answers one thing at a time",
	answersMax: 1,
	wish: ({ terse }) => terse,
	open: (wish, name) => (name === null ? wish : `${name} here. ${wish}`),
	give: (_, value) => value,
	unknown: (field) => `no idea, ${fieldNames[field]}`,
	confirm: "yes",
	insist: "come on, just this once",
	change: (wish) => `hm no. ${wish}`,
	next: (wish) => `good. ${wish}`,
	instead: (wish) => `hm. ${wish}`,
	repeat: (wish) => `? ${wish}`,
	everything: "all of it?",
	noMore: "just that",
	agreement: "yes to whatever the rules allow, don't ask",
	thanks: "thx bye",
	pity: "pity. bye",
	leave: "no time, bye",
};

/** True for a message that agrees in advance to all that the rules allow. */
export const agreesInAdvance = (text: string) =>
	[plainVoice, terseVoice].some(({ agreement }) => text.includes(agreement));

/** All that a customer knows, in one message. */
export function tellAll(voice: Voice, known: Known, wishes: readonly Wish[]): string {
	const lines = Object.entries(known).map(([field, value]) => voice.give(field as Field, value));
	return [...wishes.map((wish) => wish.whole ?? voice.wish(wish)), ...lines, voice.agreement].join(
		" ",
	);
}
