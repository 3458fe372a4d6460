/** A text made comparable, with the way back: `offsets[i]` is where unit `i` came from. */
export interface Normalised {
	text: string;
	/** One more entry than `text` has units; the last is the original length. */
	offsets: Int32Array;
}

const vanishing = /\p{Default_Ignorable_Code_Point}/u;
/** Combining accents of Latin, Greek and Cyrillic, and the vowel signs of Arabic. */
const accent = /[\u0300-\u036f\u0640\u064b-\u065f]/g;
const apostrophes = "’‘ʼ′´";

/**
 * Lower case, compatibility forms folded (NFKD), accents, invisible characters and Markdown
 * emphasis taken out, blanks collapsed, a soft line break inside a sentence turned into a blank.
 * Every unit keeps the offset of the character it came from. Linear in the text.
 */
export function normalise(original: string): Normalised {
	let units = new Uint16Array(original.length * 2 + 64);
	let offsets = new Int32Array(units.length);
	let size = 0;
	let last = 10;
	const put = (unit: number, offset: number) => {
		if (size === units.length) {
			const wider = new Uint16Array(size * 2);
			wider.set(units);
			units = wider;
			const further = new Int32Array(size * 2);
			further.set(offsets);
			offsets = further;
		}
		units[size] = unit;
		offsets[size] = offset;
		size += 1;
		last = unit;
	};
	const putBlank = (offset: number) => {
		if (last !== 32 && last !== 10) put(32, offset);
	};
	const isInsideWord = (at: number) => isWordUnit(last) && isWordUnit(original.charCodeAt(at + 1));
	const folded = new Map<number, string>();
	for (let i = 0; i < original.length; ) {
		const code = original.codePointAt(i) ?? 0;
		if (code < 128) {
			if (code >= 65 && code <= 90) put(code + 32, i);
			else if (code === 32 || code === 9 || code === 13) putBlank(i);
			else if (code === 10) {
				const isSoft = (isWordUnit(last) || last === 44) && isLetter(original.charCodeAt(i + 1));
				put(isSoft ? 32 : 10, i);
			} else if (code === underscore) {
				if (isInsideWord(i)) put(code, i);
			} else if (code === backtick) {
				// A backtick marks code; between letters it stands for an apostrophe.
				if (isInsideWord(i)) put(39, i);
			} else if (code === 42 && last === 10 && original[i + 1] === " ") put(45, i);
			else if (code !== 42 && code !== 126) put(code, i);
			i += 1;
			continue;
		}
		let fold = folded.get(code);
		if (fold === undefined) {
			fold = foldCharacter(String.fromCodePoint(code));
			folded.set(code, fold);
		}
		if (fold === " ") putBlank(i);
		else for (let k = 0; k < fold.length; k++) put(fold.charCodeAt(k), i);
		i += code > 0xffff ? 2 : 1;
	}
	const pieces: string[] = [];
	for (let i = 0; i < size; i += 8192) {
		pieces.push(String.fromCharCode(...units.subarray(i, Math.min(size, i + 8192))));
	}
	const ends = new Int32Array(size + 1);
	ends.set(offsets.subarray(0, size));
	ends[size] = original.length;
	return { text: pieces.join(""), offsets: ends };
}

const underscore = 95;
const backtick = 96;

/** What a character outside ASCII becomes: nothing, one blank, or its plain form. */
function foldCharacter(char: string): string {
	if (apostrophes.includes(char)) return "'";
	if (vanishing.test(char)) return "";
	const plain = char.normalize("NFKD").replace(accent, "").toLowerCase().replace(accent, "");
	return /^\s+$/u.test(plain) ? " " : plain;
}

function isLetter(unit: number): boolean {
	if (unit < 128) return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);
	return /\p{L}/u.test(String.fromCharCode(unit));
}

const isWordUnit = (unit: number) => (unit >= 48 && unit <= 57) || isLetter(unit);
