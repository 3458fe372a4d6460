import { linesOf } from "#lib/simulation/text/lines.ts";
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
	return ["The other side said:", ...linesOf(words).map((line) => `> ${line}`)];
}

/** Where a side stands, as the table last told it. */
export interface Standing {
	/** From 1. */
	turn: number;
	theirs: number | null;
	mine: number | null;
}

/**
 * The standing read back from what a seat was shown; a first turn without offers when it was shown nothing. The
 * table's own lines stand after what the other side said, so the last of each kind counts.
 */
export function readStanding(view: SeatView): Standing {
	const shown = view.messages.findLast(({ kind }) => kind === "observation");
	const lines = shown?.kind === "observation" ? linesOf(shown.text) : [];
	const number = (line: string | undefined, pattern: RegExp) => {
		const digits = pattern.exec(line ?? "")?.[1];
		return digits === undefined ? null : Number(digits);
	};
	const lastWith = (start: string) => lines.findLast((line) => line.startsWith(start));
	return {
		turn: number(lines[0], /^Turn (\d+) of/u) ?? 1,
		theirs: number(lastWith("Their offer: "), /^Their offer: (\d+)\.$/u),
		mine: number(lastWith("Your offer: "), /^Your offer: (\d+)\.$/u),
	};
}
