import { bareLines } from "#lib/simulation/text/bare-lines.ts";

/** A move in the bargaining. Prices are whole coins. */
export type Said = { kind: "offer"; price: number } | { kind: "accept" } | { kind: "walk" };

/** More than anything here costs; a longer number is no price. */
const PRICE_MAX = 1_000_000;

const offerLine = /^OFFER(?:\s*:)?\s*(\d{1,7}|\d{1,3}(?:,\d{3})+)(?:\.0{1,2})?(?:\s*coins?)?$/iu;

/**
 * The move that a message makes; null when it makes none or several that differ. Only a line of its own counts, in
 * any case and with the marks of emphasis taken off; a move in the last line goes before those in others.
 * Numbers in running prose are never offers.
 */
export function parseSaid(text: string): Said | null {
	const lines = bareLines(text);
	const last = lineSaid(lines.at(-1) ?? "");
	if (last !== null) return last;
	const found = lines.map(lineSaid).filter((said) => said !== null);
	const [first] = found;
	if (first === undefined) return null;
	return found.every((said) => saidText(said) === saidText(first)) ? first : null;
}

/** The move that one bare line makes. */
function lineSaid(line: string): Said | null {
	const word = line.toUpperCase();
	if (word === "ACCEPT") return { kind: "accept" };
	if (word === "WALK") return { kind: "walk" };
	const digits = offerLine.exec(line)?.[1];
	const price = Number(digits?.replaceAll(",", "") ?? 0);
	return price >= 1 && price <= PRICE_MAX ? { kind: "offer", price } : null;
}

/** The move as the rules write it. */
export function saidText(said: Said): string {
	return said.kind === "offer" ? `OFFER ${said.price}` : said.kind.toUpperCase();
}

/** The message without the lines that make a move. */
export function proseOf(text: string): string {
	return bareLines(text)
		.filter((line) => lineSaid(line) === null)
		.join("\n");
}
