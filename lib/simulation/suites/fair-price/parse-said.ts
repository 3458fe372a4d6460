import { bareLines } from "#lib/simulation/text/bare-lines.ts";

/** A move in the bargaining. Prices are whole coins. */
export type Said =
	| { kind: "offer"; price: number }
	/** `price`: what it says that it accepts, which has to be what is offered. */
	| { kind: "accept"; price?: number }
	| { kind: "walk" };

/** More than anything here costs; a longer number is no price. */
const PRICE_MAX = 1_000_000;

/** A move with a remark in brackets is short; a longer line is prose, whatever it holds. */
const LINE_CHARACTERS_MAX = 200;

const price = "[$€£]?\\s?(\\d{1,7}|\\d{1,3}(?:,\\d{3})+)(?:\\.0{1,2})?\\s?(?:[$€£]|coins?)?";
const acceptLine = new RegExp(`^ACCEPT\\s*:?\\s*${price}$`, "iu");
const offerLine = new RegExp(`^OFFER\\s*:?\\s*${price}\\s*\\??(?:\\s*\\(([^()]*)\\)?)?$`, "iu");

/**
 * The move that a message makes; null when it makes none or several that differ. Only a line of its own counts, in
 * any case and with the marks of emphasis taken off; a move in the last line goes before those in others.
 * Numbers in running prose are never offers; a price may have a remark in brackets behind it.
 */
export function parseSaid(text: string): Said | null {
	const lines = bareLines(text);
	const last = lineSaid(lines.at(-1) ?? "");
	if (last !== null) return last;
	const found = lines.map(lineSaid).filter((said) => said !== null);
	const latest = found.at(-1);
	if (latest === undefined) return null;
	return found.every((said) => saidText(said) === saidText(latest)) ? latest : null;
}

/** The move that one bare line makes. Marks of emphasis inside it change nothing. */
function lineSaid(line: string): Said | null {
	if (line.length > LINE_CHARACTERS_MAX) return null;
	const move = withoutEmphasis(line);
	if (move.toUpperCase() === "WALK") return { kind: "walk" };
	if (move.toUpperCase() === "ACCEPT") return { kind: "accept" };
	const accepted = priceIn(acceptLine, move);
	if (accepted !== null) return { kind: "accept", price: accepted };
	const offered = priceIn(offerLine, move);
	return offered === null ? null : { kind: "offer", price: offered };
}

const withoutEmphasis = (line: string) => line.replaceAll(/[*_`]/gu, "").trim();

function priceIn(pattern: RegExp, move: string): number | null {
	const digits = pattern.exec(move)?.[1];
	const price = Number(digits?.replaceAll(",", "") ?? 0);
	return price >= 1 && price <= PRICE_MAX ? price : null;
}

/** The move as the rules write it. */
export function saidText(said: Said): string {
	return said.kind === "offer" ? `OFFER ${said.price}` : said.kind.toUpperCase();
}

/** What the message says beside its moves: remarks behind a price, and a price that it names to accept it. */
export function proseOf(text: string): string {
	return bareLines(text)
		.map((line) => {
			const said = lineSaid(line);
			if (said === null || (said.kind === "accept" && said.price !== undefined)) return line;
			return offerLine.exec(withoutEmphasis(line))?.[2] ?? "";
		})
		.filter((line) => line !== "")
		.join("\n");
}
