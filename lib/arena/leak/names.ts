import { knownNames, knownSpacelessNames, type NameClass, variantWords } from "./known-names.ts";
import { type Normalised, normalise } from "./normalise.ts";
import { placeholders } from "./phrases.ts";

export type NameKind = "model-name" | "maker" | "family";

/** The names one registered model goes by. */
export interface LeakNames {
	slug: string;
	displayName: string;
	family: string | null;
	maker: string | null;
	aliases: readonly string[];
}

interface KnownName {
	tokens: string[];
	nameClass: NameClass;
	kind: NameKind;
}

/** Names by their first token, longest first. */
export interface NameIndex {
	byFirst: Map<string, KnownName[]>;
	spaceless: { pattern: RegExp; byText: Map<string, KnownName> };
	/** Every name of three characters or more, its tokens joined: for letters set apart. */
	joined: Set<string>;
}

/** A name in a text, as offsets into the normalised text. */
export interface NameHit {
	start: number;
	end: number;
	nameClass: NameClass;
	kind: NameKind;
}

const token = /[a-z\u00df-\u024f]+|\d+|\p{sc=Cyrillic}+|\p{sc=Arabic}+/gu;
const joint = /^[ \-_./:+]{0,2}$/;
const spacelessScript = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;

/** Builds the index of the registry's names, further names (taken as families) and known ones. */
export function buildNameIndex(
	names: readonly LeakNames[],
	otherNames: readonly string[],
): NameIndex {
	const byKey = new Map<string, KnownName>();
	const spaceless = new Map<string, KnownName>();
	const add = (name: string, kind: NameKind, given?: NameClass) => {
		const { text } = normalise(name.trim());
		const tokens = text.match(token) ?? [];
		if (spacelessScript.test(text)) {
			spaceless.set(text, { tokens: [text], kind, nameClass: given ?? "strong" });
			return;
		}
		const key = tokens.join(" ");
		// One or two letters ("r1" is fine: it has two tokens) would match anywhere.
		if (key.length < 2) return;
		const isPlainWord = tokens.length === 1;
		const nameClass =
			byKey.get(key)?.nameClass ??
			given ??
			(kind === "maker" ? "maker" : isPlainWord ? "word" : "strong");
		byKey.set(key, { tokens, kind, nameClass });
	};
	for (const nameClass of ["maker", "person", "word", "strong"] as const) {
		const kind = nameClass === "maker" ? "maker" : "family";
		for (const name of knownNames[nameClass]) add(name, kind, nameClass);
	}
	for (const nameClass of ["maker", "strong"] as const) {
		const kind = nameClass === "maker" ? "maker" : "family";
		for (const name of knownSpacelessNames[nameClass]) add(name, kind, nameClass);
	}
	for (const name of otherNames) add(name, "family");
	for (const model of names) if (model.maker !== null) add(model.maker, "maker");
	for (const model of names) if (model.family !== null) add(model.family, "family");
	for (const model of names) {
		for (const name of [model.slug, model.displayName, ...model.aliases]) add(name, "model-name");
	}
	const byFirst = new Map<string, KnownName[]>();
	for (const known of byKey.values()) {
		const first = known.tokens[0] ?? "";
		byFirst.set(first, [...(byFirst.get(first) ?? []), known]);
	}
	for (const list of byFirst.values()) list.sort((x, y) => y.tokens.length - x.tokens.length);
	const alternatives = [...spaceless.keys()]
		.sort((x, y) => y.length - x.length)
		.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
	return {
		byFirst,
		spaceless: { pattern: new RegExp(alternatives.join("|"), "g"), byText: spaceless },
		joined: new Set(
			[...byKey.values()].map(({ tokens }) => tokens.join("")).filter((name) => name.length >= 3),
		),
	};
}

/** Every name in the text, left to right, not overlapping. Linear in the text. */
export function findNames(text: Normalised, original: string, index: NameIndex): NameHit[] {
	const tokens = [...text.text.matchAll(token)].map((match) => ({
		text: match[0],
		start: match.index,
		end: match.index + match[0].length,
	}));
	const gap = (i: number) => text.text.slice(tokens[i - 1]?.end ?? 0, tokens[i]?.start ?? 0);
	const isCapital = (i: number) => {
		const unit = original[text.offsets[tokens[i]?.start ?? 0] ?? 0] ?? "";
		return unit !== unit.toLowerCase();
	};
	const fits = (name: KnownName, at: number) =>
		name.tokens.every(
			(part, k) => tokens[at + k]?.text === part && (k === 0 || joint.test(gap(at + k))),
		);
	const hits: NameHit[] = [];
	for (let i = 0; i < tokens.length; i++) {
		const candidates = index.byFirst.get(tokens[i]?.text ?? "");
		if (candidates === undefined) continue;
		const isGlued = i > 0 && gap(i) === "" && tokens[i - 1]?.end === tokens[i]?.start;
		const name = isGlued ? undefined : candidates.find((candidate) => fits(candidate, i));
		if (name === undefined) continue;
		const start = tokens[i]?.start ?? 0;
		let next = i + name.tokens.length;
		let nameClass = name.nameClass;
		while (nameClass !== "maker" && next < tokens.length) {
			const between = gap(next);
			const part = tokens[next]?.text ?? "";
			const isVersion = /^\d{1,4}$/.test(part) && /^[ \-_.]?v?$/.test(between);
			const isVariant =
				variantWords.has(part) &&
				/^[ \-_.]?$/.test(between) &&
				(part.length > 2 || between !== " " || part === "ai");
			if (!isVersion && !isVariant) break;
			next += 1;
		}
		const isExtended = next > i + name.tokens.length;
		const isSurname = gap(next) === " " && isCapital(next) && tokens[next]?.text !== "i";
		const isDoubled = i > 0 && gap(i) === "-";
		if (nameClass === "person" && !isExtended && (isSurname || isDoubled)) continue;
		if (isExtended && nameClass !== "maker") nameClass = "strong";
		hits.push({ start, end: tokens[next - 1]?.end ?? start, nameClass, kind: name.kind });
		i = next - 1;
	}
	if (!spacelessScript.test(text.text)) return hits;
	for (const match of text.text.matchAll(index.spaceless.pattern)) {
		const name = index.spaceless.byText.get(match[0]);
		const end = match.index + match[0].length;
		if (name === undefined) continue;
		hits.push({ start: match.index, end, nameClass: name.nameClass, kind: name.kind });
	}
	hits.sort((x, y) => x.start - y.start || y.end - x.end);
	return hits.filter((hit, i) => i === 0 || hit.start >= (hits[i - 1]?.end ?? 0));
}

const apart = /(?<![\p{L}\p{N}])(?:[a-z0-9][ .\-_|]){2,}[a-z0-9](?![\p{L}\p{N}])/gu;

/** Joins letters set apart ("c l a u d e", "g.p.t") where they spell a name; offsets are kept. */
export function joinSpacedNames(text: Normalised, index: NameIndex): Normalised {
	const pieces: string[] = [];
	const offsets: number[] = [];
	let done = 0;
	const copy = (from: number, to: number) => {
		pieces.push(text.text.slice(from, to));
		for (let i = from; i < to; i++) offsets.push(text.offsets[i] ?? 0);
	};
	for (const run of text.text.matchAll(apart)) {
		const letters = run[0].replace(/[ .\-_|]/g, "");
		let at = -1;
		let size = 0;
		for (let start = 0; start < letters.length && at < 0; start++) {
			for (let length = Math.min(16, letters.length - start); length >= 3 && at < 0; length--) {
				const isWhole = start === 0 && length === letters.length;
				if ((length < 5 && !isWhole) || !index.joined.has(letters.slice(start, start + length)))
					continue;
				at = start;
				size = length;
			}
		}
		if (at < 0) continue;
		copy(done, run.index);
		for (let k = 0; k < letters.length; k++) {
			const offset = text.offsets[run.index + 2 * k] ?? 0;
			if (k > 0 && (k === at || k === at + size)) {
				pieces.push(" ");
				offsets.push(offset);
			}
			pieces.push(letters[k] ?? "");
			offsets.push(offset);
		}
		done = run.index + run[0].length;
	}
	if (done === 0) return text;
	copy(done, text.text.length);
	offsets.push(text.offsets.at(-1) ?? 0);
	return { text: pieces.join(""), offsets: Int32Array.from(offsets) };
}

/** The text with every name replaced by one placeholder. `origins[i]` is unit `i`'s place before. */
export function buildSkeleton(text: string, hits: readonly NameHit[]) {
	const pieces: string[] = [];
	const origins: number[] = [];
	const hitAt = new Map<number, NameHit>();
	let done = 0;
	const copy = (to: number) => {
		pieces.push(text.slice(done, to).replace(/[\ue000-\ue002]/g, " "));
		for (let i = done; i < to; i++) origins.push(i);
	};
	for (const hit of hits) {
		copy(hit.start);
		const isWeak = hit.nameClass === "word" || hit.nameClass === "person";
		hitAt.set(origins.length, hit);
		origins.push(hit.start);
		pieces.push(placeholders[hit.nameClass === "maker" ? "maker" : isWeak ? "weak" : "strong"]);
		done = hit.end;
	}
	copy(text.length);
	return { text: pieces.join(""), origins, hitAt };
}
