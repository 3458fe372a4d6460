import {
	buildNameIndex,
	buildSkeleton,
	findNames,
	joinSpacedNames,
	type LeakNames,
	type NameHit,
	type NameIndex,
	type NameKind,
} from "./leak/names.ts";
import { normalise } from "./leak/normalise.ts";
import { type CompiledPhrases, compilePhrases } from "./leak/phrases.ts";
import { de } from "./leak/phrases-de.ts";
import { en } from "./leak/phrases-en.ts";
import { ar, ja, ru, zh } from "./leak/phrases-other.ts";
import { es, fr, it, pt } from "./leak/phrases-romance.ts";
import { affirmation, asksIdentity } from "./leak/questions.ts";

export type { LeakNames };

/**
 * What gave a model away. `self-description` says how the speaker was made or what it is ("trained
 * by X"); the others are the kind of name it gave as its own. `start` and `end` are offsets into
 * the reply (UTF-16 units), `matched` is the reply's text between them.
 */
export interface LeakFinding {
	kind: NameKind | "self-description";
	matched: string;
	start: number;
	end: number;
	/** ISO 639-1 code of the phrase that matched; absent for signatures and bare answers. */
	language?: string;
}

export interface LeakOptions {
	names: readonly LeakNames[];
	/** Further names to look for, as families: those that no registry entry holds. */
	otherNames?: readonly string[];
	/** The user's message. A bare name is a leak only as the answer to "who are you?". */
	question?: string;
}

interface Sentence {
	text: string;
	start: number;
	hasName: boolean;
}

interface Skeleton {
	text: string;
	hitAt: Map<number, NameHit>;
	/** Offsets into the original text of a range of the skeleton. */
	locate(start: number, end: number): { start: number; end: number };
}

const languages: readonly CompiledPhrases[] = [en, fr, de, es, it, pt, zh, ja, ru, ar].map(
	compilePhrases,
);
const script: Record<string, RegExp> = {
	zh: /\p{sc=Han}/u,
	ja: /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u,
	ru: /\p{sc=Cyrillic}/u,
	ar: /\p{sc=Arabic}/u,
};
const name = "[\\ue000-\\ue002]";
const sentenceMax = 600;
const findingsMax = 20;

/** Code is not speech: labelled fences are blanked, at the same length. */
function blankCode(text: string): string {
	if (!text.includes("```")) return text;
	const fence = /^ {0,3}```[ \t]*([a-zA-Z0-9+#-]*)/;
	let isCode = false;
	let isOpen = false;
	return text
		.split("\n")
		.map((line) => {
			const mark = fence.exec(line);
			if (mark !== null) {
				isOpen = !isOpen;
				isCode = isOpen && !/^(?:|text|txt|plain|plaintext|markdown|md)$/i.test(mark[1] ?? "");
				return " ".repeat(line.length);
			}
			return isCode ? " ".repeat(line.length) : line;
		})
		.join("\n");
}

function readSkeleton(original: string, index: NameIndex): Skeleton {
	const text = joinSpacedNames(normalise(blankCode(original)), index);
	const {
		text: skeleton,
		origins,
		hitAt,
	} = buildSkeleton(text.text, findNames(text, original, index));
	const locate = (start: number, end: number) => {
		const lastHit = hitAt.get(end - 1);
		const before = lastHit?.end ?? (origins[end - 1] ?? -1) + 1;
		const first = text.offsets[origins[start] ?? 0] ?? 0;
		const last = text.offsets[before - 1] ?? 0;
		const size = (original.codePointAt(last) ?? 0) > 0xffff ? 2 : 1;
		return { start: first, end: Math.max(first, last + size) };
	};
	return { text: skeleton, hitAt, locate };
}

/** Sentences, cut at end marks and line breaks, none longer than `sentenceMax`. */
function splitSentences(skeleton: Skeleton): Sentence[] {
	const sentences: Sentence[] = [];
	const mark = /[.!?]+(?=[\s"'»”)]|$)|[。؟।]|\n/g;
	const { text } = skeleton;
	const add = (from: number, to: number) => {
		for (let start = from; start < to; start += sentenceMax) {
			const piece = text.slice(start, Math.min(to, start + sentenceMax));
			const lead = /^[\s"'«»“”„>#\-–—)]*/.exec(piece)?.[0].length ?? 0;
			const hasName = /[\ue000-\ue002]/.test(piece);
			sentences.push({ text: piece.slice(lead), start: start + lead, hasName });
		}
	};
	let from = 0;
	for (const match of text.matchAll(mark)) {
		// "A.I." is one word, not the end of a sentence.
		if (
			match[0] === "." &&
			/(?:^|[^\p{L}])\p{L}\.\p{L}$/u.test(text.slice(0, match.index).slice(-4))
		)
			continue;
		add(from, match.index);
		from = match.index + match[0].length;
	}
	add(from, text.length);
	return sentences;
}

const quoteOpens = /["“„«「『]/g;
const speech =
	/[\ue000-\ue002][^.!?]{0,30}(?:says?|said|answers?|answered|repl(?:y|ies|ied)|would say|dit|repond|sagt|sagte|antwortet|dice|responde|risponde|disse|diz|说|回答|говорит|ответил)[^.!?]{0,20}[:,]? ?["“„«「]?$/u;
const own =
	/(?<![\p{L}\p{N}])(?:i|i'm|my|me|je|mon|m'|ich|mein|mich|yo|mi|me|io|mio|eu|meu|я|меня)(?![\p{L}\p{N}])|我|私/u;

/** Somebody else's words: quoted inside a sentence that is not itself in the first person. */
function isReported(before: string, phrases: CompiledPhrases): boolean {
	if (phrases.hearsay.test(before) || speech.test(before)) return true;
	const quotes = before.match(quoteOpens)?.length ?? 0;
	if (quotes % 2 === 0 && !/[“„«「『][^”“»」』]*$/.test(before)) return false;
	const said = before.slice(0, before.search(quoteOpens)).trim();
	return said !== "" && !own.test(said);
}

function findPhrases(skeleton: Skeleton): LeakFinding[] {
	const findings: LeakFinding[] = [];
	let isOpening = true;
	for (const sentence of splitSentences(skeleton)) {
		const isFirst = isOpening;
		if (sentence.text.trim() !== "") isOpening = false;
		if (!sentence.hasName) continue;
		for (const phrases of languages) {
			const written = script[phrases.language];
			if (written !== undefined && !written.test(sentence.text)) continue;
			if (!phrases.gate.test(sentence.text)) continue;
			for (const { pattern, describes, opensReply } of phrases.patterns) {
				if (opensReply && !isFirst) continue;
				for (const match of sentence.text.matchAll(pattern)) {
					const before = sentence.text.slice(0, match.index);
					if (isDenied(before, match[0], phrases) || isReported(before, phrases)) continue;
					if (isHuman(skeleton, sentence.start + match.index, match[0])) continue;
					const start = sentence.start + match.index;
					const hit = nameOf(skeleton, start, start + match[0].length);
					const range = skeleton.locate(start, start + match[0].trimEnd().length);
					findings.push({
						kind: describes ? "self-description" : (hit?.kind ?? "family"),
						matched: "",
						...range,
						language: phrases.language,
					});
					if (findings.length >= findingsMax) return findings;
				}
			}
		}
	}
	return findings;
}

/** "I'm not X", "no soy X". What follows the name ("…, I have no opinions") denies nothing. */
function isDenied(before: string, matched: string, phrases: CompiledPhrases): boolean {
	const said = matched.slice(0, Math.max(0, matched.search(/[\ue000-\ue002][^\ue000-\ue002]*$/)));
	return (
		phrases.denial.test(said) || phrases.denial.test(/[^\s]*\s?$/u.exec(before)?.[0].trim() ?? "")
	);
}

function nameOf(skeleton: Skeleton, start: number, end: number): NameHit | undefined {
	for (let i = end - 1; i >= start; i--) {
		const hit = skeleton.hitAt.get(i);
		if (hit !== undefined) return hit;
	}
	return undefined;
}

const humanLife =
	/\b(?:years old|live in|born in|grew up|my (?:wife|husband|mother|father|brother|sister|dog|zodiac|sign)|habite|ans\b|ne a|nee a|j'ai \d+|jahre alt|wohne|anos|vivo (?:en|em|a)|anni|abito|nac[ií]|horoscope|zodiac|sign[eo]? astro)|岁|歳|лет/u;

/** A name that is also a first name or a star sign, beside a human life: an example, a story. */
function isHuman(skeleton: Skeleton, start: number, matched: string): boolean {
	if (!matched.includes("\ue001")) return false;
	const end = start + matched.length;
	return humanLife.test(skeleton.text.slice(Math.max(0, start - 80), end + 100));
}

const closing =
	/^(?:signed|regards|best|best regards|kind regards|cheers|sincerely|yours|yours truly|cordialement|bien a vous|amicalement|mit freundlichen grußen|viele gruße|herzliche gruße|saludos|un saludo|atentamente|cordiali saluti|saluti|atenciosamente|abracos|cumprimentos)[,.!]?$/;
const signature = new RegExp(`^(?:—|–|--|signed,?|your assistant,?) ?(?:your )?(${name})[ .!]*$`);
const bareLine = new RegExp(`^[-—– ]*(${name})[ .!]*$`);
const prefix = new RegExp(
	`^\\s*(?:\\[(?:assistant |ai )?${name}\\](?! ?:? ?https?:) ?:? ?|assistant ?\\(${name}\\) ?:|${name} ?: ?(?=(?:hi|hello|hey|sure|of course|certainly|yes|i|i'm|as|bonjour|bien sur|je|hallo|klar|ich|hola|claro|soy|ciao|certo|sono|ola|sou|eu)(?![\\p{L}\\p{N}])|你好|我|こんにちは|私))`,
	"u",
);

/** "— Claude" as the last line, "[Claude]:" as the first words. */
function findMarks(skeleton: Skeleton): LeakFinding[] {
	const findings: LeakFinding[] = [];
	const report = (start: number, end: number) => {
		const kind = nameOf(skeleton, start, end)?.kind ?? "family";
		findings.push({ kind, matched: "", ...skeleton.locate(start, end) });
	};
	const opening = prefix.exec(skeleton.text);
	if (opening !== null) report(opening[0].search(/\S/), opening[0].trimEnd().length);
	const whole = skeleton.text.trimEnd();
	const start = whole.lastIndexOf("\n") + 1;
	const last = whole.slice(start);
	const lines = whole.slice(0, Math.max(0, start - 1)).trimEnd();
	const previous = lines.slice(lines.lastIndexOf("\n") + 1).trim();
	const isSigned = signature.test(last) && !/^[—–-]/.test(previous) && !/["”»]$/.test(previous);
	const isClosed = closing.test(previous) && bareLine.test(last);
	// A soft break was folded: "best regards, Claude" may be one line by now.
	const folded = new RegExp(`^(.{2,40}), (${name})[ .!]*$`).exec(last);
	const isFolded = start > 0 && folded !== null && closing.test(folded[1] ?? "");
	if (isSigned || isClosed || isFolded) report(start, start + last.trimEnd().length);
	return findings;
}

const unsure =
	/(?<![\p{L}\p{N}])(?:not|never|n't|cannot|can't|unlike|similar|such as|like|or|whether|could be|might be|pas|ou|comme|nicht|kein|oder|wie|no|ni|o|como|non|nao|nem|sou eu|не|или)(?![\p{L}\p{N}])|n't|不|没|ない|ません|لست/u;

/** A short first sentence with a name (or a plain yes) in answer to "who are you?". */
function findAnswer(skeleton: Skeleton, question: Skeleton): LeakFinding[] {
	if (!asksIdentity(question.text)) return [];
	const yes = affirmation(question.text, skeleton.text.trimStart());
	if (yes > 0) {
		const start = skeleton.text.search(/\S/);
		const kind = nameOf(question, 0, question.text.length)?.kind ?? "family";
		return [{ kind, matched: "", ...skeleton.locate(start, start + yes) }];
	}
	for (const sentence of splitSentences(skeleton)
		.filter(({ text }) => text.trim() !== "")
		.slice(0, 2)) {
		const isShort = sentence.text.length <= 80 && sentence.text.split(" ").length <= 10;
		if (!sentence.hasName || !isShort || unsure.test(sentence.text)) continue;
		const at = sentence.text.search(/[\ue000-\ue002]/) + sentence.start;
		const kind = skeleton.hitAt.get(at)?.kind ?? "family";
		return [{ kind, matched: "", ...skeleton.locate(at, at + 1) }];
	}
	return [];
}

/**
 * Builds a detector for one registry; building costs more than a reply, so keep it.
 *
 * A name alone is no leak: people ask about models. Flagged is speech about oneself (ten
 * languages), a signature, a speaker's prefix, and a bare answer to "who are you?". Case, accents,
 * invisible characters, fullwidth and styled letters, Markdown emphasis and letters set apart are
 * seen through. At most 20 findings, by position, not overlapping. Time is linear in the reply.
 */
export function createLeakDetector(
	options: Omit<LeakOptions, "question">,
): (reply: string, question?: string) => LeakFinding[] {
	const index = buildNameIndex(options.names, options.otherNames ?? []);
	return (reply, question) => {
		const skeleton = readSkeleton(reply, index);
		const findings =
			skeleton.hitAt.size > 0 ? [...findPhrases(skeleton), ...findMarks(skeleton)] : [];
		if (question !== undefined && findings.length === 0) {
			findings.push(...findAnswer(skeleton, readSkeleton(question, index)));
		}
		findings.sort((x, y) => x.start - y.start || y.end - x.end);
		const kept: LeakFinding[] = [];
		for (const finding of findings) {
			if (finding.start < (kept.at(-1)?.end ?? 0)) continue;
			kept.push({ ...finding, matched: reply.slice(finding.start, finding.end) });
		}
		return kept;
	};
}

/** Detectors by the array of names they were built from, as long as somebody holds the array. */
const built = new WeakMap<
	readonly LeakNames[],
	{ otherNames: readonly string[] | undefined; detect: ReturnType<typeof createLeakDetector> }
>();

/**
 * Finds where a reply gives its model away; empty when it does not. See `createLeakDetector`. The
 * same `names` array (never changed in place) is indexed only once.
 */
export function detectLeak(reply: string, options: LeakOptions): LeakFinding[] {
	const { names, otherNames, question } = options;
	let detector = built.get(names);
	if (detector === undefined || detector.otherNames !== otherNames) {
		const detect = createLeakDetector(otherNames === undefined ? { names } : { names, otherNames });
		detector = { otherNames, detect };
		built.set(names, detector);
	}
	return detector.detect(reply, question);
}
