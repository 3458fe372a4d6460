/** A text made comparable, with the way back: `offsets[i]` is where unit `i` came from. */
export interface Normalised {
	text: string;
	/** One more entry than `text` has units; the last is the original length. */
	offsets: Int32Array;
}

const vanishing =
	/[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u{e0000}-\u{e007f}\u{e0100}-\u{e01ef}]/u;
/** Combining accents of Latin, Greek and Cyrillic, and the vowel signs of Arabic. */
const accent = /[\u0300-\u036f\u0640\u064b-\u065f]/g;
const apostrophes = "’‘ʼ′`´";
const emphasis = "*~";

/**
 * Lower case, compatibility forms folded (NFKD), accents, invisible characters and Markdown
 * emphasis taken out, blanks collapsed, a soft line break inside a sentence turned into a blank.
 * Every unit keeps the offset of the character it came from. Linear in the text.
 */
export function normalise(original: string): Normalised {
	const units: string[] = [];
	const offsets: number[] = [];
	let last = "\n";
	const put = (text: string, offset: number) => {
		for (let i = 0; i < text.length; i++) {
			offsets.push(offset);
			units.push(text[i] ?? "");
		}
		last = text[text.length - 1] ?? last;
	};
	for (let i = 0; i < original.length; ) {
		const code = original.codePointAt(i) ?? 0;
		const size = code > 0xffff ? 2 : 1;
		if (code < 128) {
			const char = original[i] ?? "";
			if (code >= 65 && code <= 90) put(char.toLowerCase(), i);
			else if (code === 32 || code === 9 || code === 13) {
				if (last !== " " && last !== "\n") put(" ", i);
			} else if (code === 10) {
				const isSoft = /[\p{L}\p{N},]/u.test(last) && /\p{L}/u.test(original[i + 1] ?? "");
				put(isSoft ? " " : "\n", i);
			} else if (code === 95) {
				const isInside = isWordUnit(last) && isWordUnit(original[i + 1] ?? "");
				if (isInside) put("_", i);
			} else if (code === 96) {
				// A backtick marks code; between letters it stands for an apostrophe.
				if (isWordUnit(last) && isWordUnit(original[i + 1] ?? "")) put("'", i);
			} else if (!emphasis.includes(char)) put(char, i);
		} else {
			const char = String.fromCodePoint(code);
			if (apostrophes.includes(char)) put("'", i);
			else if (!vanishing.test(char)) {
				const folded = char.normalize("NFKD").replace(accent, "").toLowerCase().replace(accent, "");
				if (/^\s+$/u.test(folded)) {
					if (last !== " " && last !== "\n") put(" ", i);
				} else if (folded !== "") put(folded, i);
			}
		}
		i += size;
	}
	offsets.push(original.length);
	return { text: units.join(""), offsets: Int32Array.from(offsets) };
}

const isWordUnit = (unit: string) => /[\p{L}\p{N}]/u.test(unit);
