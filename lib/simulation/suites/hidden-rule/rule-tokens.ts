import type { Comparison } from "./rule.ts";

export type Token =
	| { kind: "integer"; value: number; text: string }
	| { kind: "name"; text: string }
	| { kind: "comparison"; comparison: Comparison; text: string }
	| { kind: "sign"; text: string };

const spellings: Readonly<Record<string, Comparison>> = {
	"<": "<",
	"<=": "<=",
	"=<": "<=",
	"≤": "<=",
	">": ">",
	">=": ">=",
	"=>": ">=",
	"≥": ">=",
	"=": "=",
	"==": "=",
	"!=": "!=",
	"<>": "!=",
	"≠": "!=",
};

const tokenPattern =
	/\s*(?:(\d{1,6})(?![\d.])|([A-Za-z]+)|([<>=!]=?|=[<>]|<>|[≤≥≠])|([-−–+*·×(),]))/y;
const twoSigns = /^(?:=<|=>|<>)/;

/** The tokens of a rule, or the first piece that is none. */
export function readTokens(text: string): { tokens: Token[] } | { error: string } {
	const tokens: Token[] = [];
	let at = 0;
	while (text.slice(at).trim() !== "") {
		tokenPattern.lastIndex = at;
		const match = tokenPattern.exec(text);
		if (match === null)
			return { error: `"${text.slice(at).trim().slice(0, 12)}" is not understood` };
		const [whole, digits, name, compared, sign] = match;
		at += whole.length;
		if (digits !== undefined) tokens.push({ kind: "integer", value: Number(digits), text: digits });
		else if (name !== undefined) tokens.push({ kind: "name", text: name.toLowerCase() });
		else if (compared !== undefined) {
			const pair = text.slice(at - compared.length, at + 1);
			const spelling = compared.length === 1 && twoSigns.test(pair) ? pair : compared;
			at += spelling.length - compared.length;
			const comparison = spellings[spelling];
			if (comparison === undefined) return { error: `"${spelling}" is not a comparison` };
			tokens.push({ kind: "comparison", comparison, text: spelling });
		} else tokens.push({ kind: "sign", text: plainSign(sign ?? "") });
	}
	return { tokens };
}

function plainSign(sign: string): string {
	if (sign === "−" || sign === "–") return "-";
	return sign === "·" || sign === "×" ? "*" : sign;
}
