import { type Field, fields } from "#lib/simulation/suites/harbour-desk/task.ts";

/** What a message of the assistant does, as far as keywords tell. */
export interface Reading {
	/** What it asks for. */
	asks: readonly Field[];
	/** It proposes something and wants a yes. */
	proposes: boolean;
	/** It says that something was done. */
	completes: boolean;
	/** It says clearly that something cannot be done. */
	refuses: boolean;
	/** It asks whether there is more to do. */
	asksForMore: boolean;
}

/** What comes later in a sentence is not read, so that endless ones cost no more than their length. */
export const sentenceCharactersMax = 2000;

interface Sentence {
	text: string;
	isQuestion: boolean;
	/** A question, or a request in other words. */
	isAsking: boolean;
}

const requestPattern =
	/\b(please|could you|can you|would you|may i have|i(?:'ll| will)? (?:also )?need|tell me|provide|share|send me|let me know|give me)\b/;

const fieldPatterns: Readonly<Record<Field, RegExp>> = {
	name: /\b(full|first|last|your|and) name\b|\bname (on|of) the\b|\bsurname\b|\bnamed?,|\bidentity\b|\bwho (you are|i am|am i)\b/,
	email: /\be-?mail\b/,
	postcode: /\bpost ?code\b|\bpostal code\b|\bzip\b|\bidentity\b|\bwho you are\b/,
	order:
		/\border (number|no\b|id\b|reference|code)|\bnumbers? of (the|your) orders?\b|\b(which|what) orders?\b/,
	item: /\b(which|what) (items?|products?|articles?)\b|\bitems? (do|would) you\b|\bproduct (name|number|id)\b/,
	reason: /\breason\b|\bwhy\b/,
	address:
		/\b(new|delivery|shipping|full|right|correct|which|what|your|the) address\b|\bstreet\b|\bwhere (should|shall|do|would)\b/,
	replacement:
		/\bin(stead| its place)\b|\breplacement\b|\bexchange (it )?for\b|\bwhich (one|product) would you\b/,
	voucher:
		/\bvoucher('s)? (code|number)\b|\b(which|what) (voucher|code)\b|\bcode of (the|your) voucher\b/,
	refund:
		/\bstore credit\b|\bhow (should|would|do) .*refund|\bwhere .*refund|\boriginal (payment|method)\b.*\bor\b/,
};

const strongProposal =
	/\b(shall|should|may|can) i (go ahead|proceed|do|cancel|return|take|exchange|change|send|apply|add|update|refund|transfer|hand|pass|process|continue|arrange|book)\b|\bwould you like me to\b|\bdo you want me to\b|\b(go ahead|proceed)\b.*\?|\bdo you (agree|confirm)\b|\bsay yes\b|\breply (with )?["'“]?yes\b/;
const weakProposal =
	/\bconfirm\b|\bis (that|this) (right|correct|ok|okay|fine|all right)\b|\bdoes that\b|\bagreed\?|\bgo ahead\b|\bproceed\b/;

const deeds =
	"cancelled|canceled|returned|refunded|exchanged|swapped|changed|updated|applied|added|noted|processed|completed|transferred|arranged|sent back|taken back";
const completedPattern = new RegExp(
	[
		String.raw`\b(?:have|has|was|were|been|i've|we've)(?: (?:now|been|both|all|just|successfully))* (?:${deeds}|done)\b`,
		String.raw`\b(?:is|are|it's) (?:now |both |all |successfully )*(?:cancelled|canceled|done|complete|settled|all set)\b`,
		String.raw`\b(?:is|are|it's) (?:now|both|all|successfully) (?:${deeds})\b`,
		String.raw`\b(?:cancellation|return|refund|exchange|change|voucher|note)\b.* (?:complete|confirmed|successful)\b`,
		String.raw`^(?:all )?done\b`,
	].join("|"),
);
/** Ends the words before a deed that is only spoken of: "once your order has been cancelled". */
const conditionPattern = /\b(?:once|after|before|when|if|until|unless|whether)(?: [\w'-]+){0,5} ?$/;

function isCompletion(text: string): boolean {
	const match = completedPattern.exec(text);
	return match !== null && !conditionPattern.test(text.slice(0, match.index));
}

const refusedPattern =
	/\b(?:cannot|can't|can not|unable to|not able|not possible|impossible|not allowed|not permitted|must decline|to decline|not eligible|can no longer|no longer (?:be|possible|eligible)|(?:do|does)(?:n't| not) (?:allow|permit|offer|give|grant)|may not|must refuse|to refuse|too late to|not something (?:i|we)|non-?returnable|not returnable|outside (?:the|our|your) (?:return|exchange)|outside the \d+)\b|n't (?:able|possible|allowed|permitted|eligible)\b/;
/** Failing to find something is no refusal of it, and a warning is none. */
const otherInability =
	/\b(?:cannot|can't|can not|unable to|not able to) (?:find|see|locate|open|hear|read)\b|\b(?:cannot|can't|can not) be (?:undone|reversed|restored|taken back)\b/;

const morePattern =
	/\b(?:anything|something|what) (?:else|more)\b|\bfurther (?:questions|help)\b|\b(?:any|other|more|additional) (?:other )?items\b.*\?/;

/** Reads a message of the assistant by keywords. */
export function readMessage(message: string): Reading {
	const all = sentencesOf(message);
	const sentences = all.filter(({ text }) => !morePattern.test(text));
	const asks = new Set<Field>();
	let proposes = false;
	for (const { text, isAsking } of sentences) {
		const isProposal = strongProposal.test(text);
		const asked = isAsking && !isProposal ? askedIn(text) : [];
		for (const field of asked) asks.add(field);
		if (isProposal || (isAsking && asked.length === 0 && weakProposal.test(text))) proposes = true;
	}
	const statements = sentences.filter(({ isQuestion }) => !isQuestion);
	return {
		asks: fields.filter((field) => asks.has(field)),
		proposes,
		completes: statements.some(({ text }) => isCompletion(text)),
		refuses: statements.some(({ text }) => refusedPattern.test(text) && !otherInability.test(text)),
		asksForMore: all.some(({ text, isAsking }) => isAsking && morePattern.test(text)),
	};
}

function askedIn(sentence: string): Field[] {
	const withoutMail = sentence.replace(/\be-?mail address\b/g, "e-mail");
	const asked = fields.filter((field) => fieldPatterns[field].test(withoutMail));
	// "The new address with street, town and postcode" does not ask who somebody is.
	const isPlace = asked.includes("address") && /\b(?:new|delivery|street)\b/.test(sentence);
	return isPlace ? asked.filter((field) => field !== "postcode") : asked;
}

function sentencesOf(message: string): Sentence[] {
	const plain = message
		.replace(/[’‘]/g, "'")
		.replace(/[*_`#]/g, "")
		.toLowerCase();
	// A full stop within a number or an address of a mail box ends nothing.
	const parts = plain.match(/(?:[^.!?\n;]|[.](?=\S))+[.!?;]*/g) ?? [];
	return parts
		.map((part) => part.trim().slice(0, sentenceCharactersMax))
		.filter((text) => text !== "")
		.map((text) => {
			const isQuestion = /\?\W*$/.test(text);
			return { text, isQuestion, isAsking: isQuestion || requestPattern.test(text) };
		});
}

/** True for a message of the customer that agrees to what was proposed. */
export const isYes = (text: string) => /\b(yes|yep|go ahead|please do|i confirm)\b/i.test(text);
