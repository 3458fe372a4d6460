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

/** What makes a question for a yes one for facts too: "is it okay to ask for your postcode?" */
const factsPattern = /\b(?:share|provide|tell me|give me|send me|ask (?:you )?for)\b/;

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

/** Asks for a yes, in a question or not. */
const strongProposal = new RegExp(
	[
		String.raw`\b(?:shall|should|may|can) (?:i|we) (?:go ahead|proceed|do|cancel|return|take|exchange|change|send|apply|add|update|refund|transfer|hand|pass|process|continue|arrange|book|make|leave|swap|redirect|carry)\b`,
		String.raw`\b(?:would you like|do you want|want) (?:me|us) to\b`,
		String.raw`\b(?:go ahead|proceed)\b.*\?`,
		String.raw`\bdo you (?:agree|confirm|consent|accept|approve|authori[sz]e|give)\b`,
		String.raw`\bdo you want (?:this|that|it)\b`,
		String.raw`\b(?:say|reply|answer|respond|write|type)(?: with)?(?: a| me| just| simply)? ["'“”«(]*yes\b`,
		String.raw`\byes ?(?:/|or) ?no\b`,
		String.raw`\bconfirm (?:that |whether |if )?(?:i|we|you) (?:should|shall|may|can|could|want|would|wish|agree|consent|are|have)\b`,
	].join("|"),
);
/** Asks for a yes in a question or a request, whatever else the sentence names. */
const consentPattern = new RegExp(
	[
		String.raw`\b(?:your|a|the) (?:yes|ok|okay|permission|consent|approval|agreement|go-ahead)\b`,
		String.raw`\b(?:is|would|will) (?:it|that|this|everything) (?:be )?(?:ok|okay|all right|alright|fine|good|acceptable) (?:with you|for you|if|for me|for us|to)\b`,
		String.raw`\bare you (?:happy|ok|okay|fine|content|comfortable|all right|alright|sure|in agreement|ready)\b`,
	].join("|"),
);
/** Asks for a yes where the sentence asks for nothing else. */
const weakProposal =
	/\bconfirm\b|\b(?:is|does|would) (?:that|this|it|everything)(?: all)?(?: be| look| sound| suit| work)?(?: right| correct| ok| okay| fine| all right| alright| good| you| for you)|\bdoes that\b|\bagree[ds]?\b|\bgo ahead\b|\bproceed\b|\byes\b|\b(?:ok|okay|permission|consent|approv(?:e|al)|happy)\b|\bwant (?:this|that)\b/;

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

const cannot = "(?:cannot|can't|can not|could not|couldn't|unable to|(?:not|n't) (?:be )?able to)";
const refusedPattern = new RegExp(
	[
		String.raw`\b(?:cannot|can't|can not|could not|couldn't|unable to|can no longer|may not)\b`,
		String.raw`(?:\bnot|n't) (?:be )?(?:able|possible|allowed|permitted|eligible|something|returnable|refundable|entitled)\b`,
		String.raw`\b(?:impossible|ineligible|non-?returnable|forbidden|prohibited|ruled out)\b`,
		String.raw`\b(?:rules?|policy|policies) (?:forbids?|prohibits?|excludes?|rules? out|prevents?|stops?)\b`,
		String.raw`\b(?:must|to) (?:decline|refuse|say no|turn (?:this|that|it|you) down)\b`,
		String.raw`\b(?:the|my|our) answer (?:is|has to be|must be) (?:a |still )*no\b`,
		String.raw`\b(?:afraid|unfortunately|sorry)[, ]*(?:but )?(?:not|no)\b(?! (?:record|order|longer|such|problem))`,
		String.raw`\bno longer (?:be|possible|eligible|returnable|an option)\b|\b(?:not|n't) an option\b`,
		String.raw`\b(?:do|does)(?:n't| not) (?:allow|permit|offer|give|grant|accept|cover|take|qualify|make|let|provide|cancel|refund)\b`,
		String.raw`\btoo late (?:to|for)\b`,
		String.raw`\bagainst (?:the|our|my|shop|store|company)(?: \w+)? ?(?:rules?|policy|policies)\b`,
		String.raw`\boutside (?:of )?(?:the|our|your) (?:return|exchange)|\boutside (?:of )?the \d+`,
	].join("|"),
);
const willNotPattern =
	/\b(?:i|we) (?:won't|will not) (?:cancel|return|exchange|change|apply|give|offer|promise|make|do|process|take|refund)\b/;
/** "I will not change anything before you say yes" refuses nothing. */
const waitsPattern = /\b(?:until|unless|before|without|yet)\b/;
/** Failing to find something is no refusal of it, and a warning is none. */
const otherInability = new RegExp(
	String.raw`\b${cannot} (?:find|see|locate|open|hear|read)\b|n't (?:be )?able to (?:find|see|locate|open|hear|read)\b|\b(?:cannot|can't|can not) be (?:undone|reversed|restored|taken back)\b`,
	"g",
);

function isRefusal(text: string): boolean {
	const rest = text.replace(otherInability, "");
	return refusedPattern.test(rest) || (willNotPattern.test(rest) && !waitsPattern.test(rest));
}

const morePattern =
	/\b(?:anything|something|what) (?:else|more)\b|\bfurther (?:questions|help)\b|\b(?:any|other|more|additional) (?:other )?items\b.*\?/;

/**
 * Reads a message of the assistant by keywords. `told` is what the customer has been asked for and has said: who wants
 * that confirmed wants a yes, not to hear it again.
 */
export function readMessage(message: string, told: readonly Field[] = []): Reading {
	const all = sentencesOf(message);
	const sentences = all.filter(({ text }) => !morePattern.test(text));
	const asks = new Set<Field>();
	let proposes = false;
	for (const { text, isAsking } of sentences) {
		const named = isAsking ? askedIn(text) : [];
		const isProposal =
			strongProposal.test(text) || (isAsking && consentPattern.test(text) && !/\bthank/.test(text));
		const isWeak = isAsking && weakProposal.test(text) && named.every((f) => told.includes(f));
		if (isProposal || isWeak) proposes = true;
		const isAlsoAsking = named.length > 0 && isProposal && factsPattern.test(text);
		if (isAlsoAsking || !(isProposal || isWeak)) for (const field of named) asks.add(field);
	}
	const statements = sentences.filter(({ isQuestion }) => !isQuestion);
	return {
		asks: fields.filter((field) => asks.has(field)),
		proposes,
		completes: statements.some(({ text }) => isCompletion(text)),
		refuses: statements.some(({ text }) => isRefusal(text)),
		asksForMore: all.some(({ text, isAsking }) => isAsking && morePattern.test(text)),
	};
}

function askedIn(sentence: string): Field[] {
	const withoutMail = sentence.replace(/\be-?mail address\b/g, "e-mail");
	// Who names an order does not ask which one it is.
	const isOrderNamed = /\bh-\d{4}\b/.test(sentence);
	const asked = fields.filter(
		(field) => fieldPatterns[field].test(withoutMail) && !(field === "order" && isOrderNamed),
	);
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
