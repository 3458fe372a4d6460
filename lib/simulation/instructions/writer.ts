import type { Random } from "#lib/kernel/random.ts";
import type { GivenInstruction } from "./kwargs.ts";
import { type Language, languages } from "./languages.ts";
import { checkInstruction } from "./registry.ts";
import { compose } from "./writer/compose.ts";
import { drawMaterial, replyLanguage } from "./writer/material.ts";
import { offenceLines } from "./writer/offences.ts";

export interface WriterSetting {
	/** Language of the conversation. */
	language: Language;
	/** The user's message, for an instruction that speaks of it. */
	prompt?: string;
}

export interface Written {
	text: string;
	/** Whether the text follows each of the instructions, strictly, in their order. */
	followed: readonly boolean[];
}

/** Rounds of writing, checking and adjusting; most texts need one or two. */
const roundsMax = 24;
/** Rounds without anything better after which the instructions are taken to exclude each other. */
const staleMax = 8;
const tries = 3;

/**
 * Writes a reply that follows all of the instructions, or, with a dial above 0, breaks each of them
 * with that probability. Puts it together from parts, checks it and adds to it until all it should
 * follow is followed; the best text is given back when no round gets there (the instructions
 * exclude each other), and `followed` says so. Equal numbers give equal texts.
 */
export function writeReply(
	given: readonly GivenInstruction[],
	setting: WriterSetting,
	random: Random,
	dial = 0,
): Written {
	const isBroken = given.map(() => random.next() < dial);
	let best: Written = { text: "", followed: [] };
	let bestHits = -1;
	for (let attempt = 0; attempt < tries; attempt++) {
		const written = writeOnce(given, isBroken, setting, random);
		const hits = written.followed.filter((ok, i) => ok !== isBroken[i]).length;
		if (hits > bestHits) {
			best = written;
			bestHits = hits;
		}
		if (bestHits === given.length) break;
	}
	return best;
}

function writeOnce(
	given: readonly GivenInstruction[],
	isBroken: readonly boolean[],
	setting: WriterSetting,
	random: Random,
): Written {
	const kept = given.filter((_, i) => isBroken[i] !== true);
	const broken = given.filter((_, i) => isBroken[i] === true);
	const language = textLanguage(kept, broken, setting.language);
	const seedRound = () => drawMaterial(kept, language, random);
	const extra = broken.flatMap((one) => offenceLines(one, seedRound()));
	const context = { language: setting.language, ...(setting.prompt !== undefined && setting) };
	let best: Written = { text: "", followed: [] };
	let bestKept = -1;
	let fillers = broken.some(isFarShort) ? 0 : 3;
	let stale = 0;
	for (let round = 0; round < roundsMax; round++) {
		const text = compose({
			given: withPrompt(distinct(kept), setting.prompt),
			material: seedRound(),
			contextLanguage: setting.language,
			extra,
			fillers,
		});
		const followed = given.map((one) => checkInstruction(text, one, context).ok);
		const missed = given.filter((_, i) => isBroken[i] !== true && followed[i] !== true);
		const isBetter = kept.length - missed.length > bestKept;
		if (isBetter) {
			best = { text, followed };
			bestKept = kept.length - missed.length;
		}
		stale = isBetter || missed.some(isFarShort) ? 0 : stale + 1;
		if (missed.length === 0 || stale === staleMax) break;
		fillers = nextFillers(fillers, missed);
	}
	return best;
}

/** Without those that are given twice with the same arguments: one of each does for both. */
function distinct(given: readonly GivenInstruction[]): GivenInstruction[] {
	return [...new Map(given.map((one) => [JSON.stringify(one), one])).values()];
}

/** A thousand words and more; what is not there then, more text does not bring. */
const fillersMax = 250;

/** Too little of something asks for more text; everything else for less, or for another order. */
function nextFillers(fillers: number, missed: readonly GivenInstruction[]): number {
	if (missed.some(isFarShort)) return Math.min(fillersMax, fillers + Math.max(1, fillers >> 1));
	if (missed.some(wantsMore)) return fillers + 1;
	return Math.max(0, fillers - 1);
}

function isFarShort(given: GivenInstruction): boolean {
	switch (given.id) {
		case "length_constraints:number_sentences":
		case "length_constraints:number_words":
			return given.kwargs.relation === "at least";
		case "keywords:letter_frequency":
			return given.kwargs.let_relation === "at least";
		default:
			return false;
	}
}

/** What more text may bring about: enough of it to tell its language, another sentence's turn to be a question. */
function wantsMore({ id }: GivenInstruction): boolean {
	return (
		id === "language:response_language" ||
		id === "change_case:english_capital" ||
		id === "change_case:english_lowercase" ||
		id === "parley:nth_sentence_question"
	);
}

/** A broken language is another one of the six. */
function textLanguage(
	kept: readonly GivenInstruction[],
	broken: readonly GivenInstruction[],
	language: Language,
): Language {
	const wrong = broken.find((one) => one.id === "language:response_language");
	const right = replyLanguage(kept, language);
	if (wrong?.id !== "language:response_language" || wrong.kwargs.language !== right) return right;
	return languages.find((other) => other !== right) ?? right;
}

function withPrompt(given: readonly GivenInstruction[], prompt?: string): GivenInstruction[] {
	return given.map((one) =>
		one.id === "combination:repeat_prompt" && prompt !== undefined
			? { id: one.id, kwargs: { prompt_to_repeat: prompt, ...one.kwargs } }
			: one,
	);
}
