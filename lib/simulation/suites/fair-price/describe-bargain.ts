import type { SeatView } from "#lib/simulation/view.ts";
import { type BargainSeat, type BargainState, offerOf, otherSide, TURNS } from "./bargain.ts";
import { saidText } from "./parse-said.ts";

/**
 * What a side sees before it speaks: the other's words, each line marked as a quotation so that nothing in them
 * reads as a line of the table, and the offers as the table understood them.
 */
export function describeBargain(state: BargainState, seat: BargainSeat): string {
	const { moves } = state;
	const other = otherSide(seat);
	const own = moves.filter((move) => move.seat === seat);
	const price = (side: BargainSeat) => offerOf(moves, side) ?? "none";
	return [
		`Turn ${Math.min(own.length + 1, TURNS)} of ${TURNS}.`,
		...(own.at(-1)?.said === null
			? ["Your last message held no legal move, so your turn passed."]
			: []),
		...heard(state, other),
		`Their offer: ${price(other)}.`,
		`Your offer: ${price(seat)}.`,
	].join("\n");
}

function heard({ moves, talk }: BargainState, other: BargainSeat): string[] {
	const last = moves.findLast(({ seat }) => seat === other);
	if (last === undefined) return ["You speak first."];
	const { text, said } = last;
	const words = talk ? text : said === null ? "(no move)" : saidText(said);
	return ["The other side said:", ...words.split(/\r\n|\r|\n/u).map((line) => `> ${line}`)];
}

/** Where a side stands, as the table last told it. */
export interface Standing {
	/** From 1. */
	turn: number;
	theirs: number | null;
	mine: number | null;
}

/** The standing read back from what a seat was shown; a first turn without offers when it was shown nothing. */
export function readStanding(view: SeatView): Standing {
	const shown = view.messages.findLast(({ kind }) => kind === "observation");
	const text = shown?.kind === "observation" ? shown.text : "";
	const number = (pattern: RegExp) => {
		const digits = pattern.exec(text)?.[1];
		return digits === undefined ? null : Number(digits);
	};
	return {
		turn: number(/^Turn (\d+) of/u) ?? 1,
		theirs: number(/^Their offer: (\d+)\.$/mu),
		mine: number(/^Your offer: (\d+)\.$/mu),
	};
}
