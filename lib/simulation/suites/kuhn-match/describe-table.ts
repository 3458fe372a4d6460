import type { SeatView } from "#lib/simulation/view.ts";
import { currentHand, otherSeat, type TableSeat, type TableState } from "./hand.ts";
import { type Betting, legalMoves, type Move, moves } from "./rules.ts";

/** What a seat sees before its move: its card, the betting of this hand, how the finished hands ended. */
export function describeTable(state: TableState, seat: TableSeat): string {
	const hand = currentHand(state);
	if (hand === undefined) return describeResults(state, seat).join("\n");
	const { betting, results, hands } = state;
	const who = (index: number) =>
		(index % 2 === 0) === (hand.first === seat) ? "you" : "the other";
	const said = betting.map((move, i) => `${who(i)} ${move}`).join(", ");
	return [
		...describeResults(state, seat),
		`Hand ${results.length + 1} of ${hands.length}. Your card: ${hand.cards[seat]}. ${hand.first === seat ? "You move first." : "The other moves first."}`,
		`Betting so far: ${said === "" ? "none" : said}.`,
		`Your legal moves: ${legalMoves(betting).join(", ")}.`,
	].join("\n");
}

/** A line for each finished hand. The other's card is told only when both were shown. */
function describeResults({ hands, results }: TableState, seat: TableSeat): string[] {
	return results.map(({ chips, how, gaveUp }, i) => {
		const hand = hands[i];
		if (hand === undefined) return "";
		const other = how === "showdown" ? `, the other ${hand.cards[otherSeat(seat)]}` : "";
		const end = {
			showdown: "showdown",
			fold: `${gaveUp === seat ? "you" : "the other"} folded`,
			forfeit: `${gaveUp === seat ? "you" : "the other"} made no legal move and gave up the hand`,
		}[how];
		const won = seat === "player" ? chips : -chips;
		const sum = `${won > 0 ? "won" : "lost"} ${Math.abs(won)}`;
		return `Finished hand ${i + 1}: you held ${hand.cards[seat]}${other}; ${end}; you ${sum}.`;
	});
}

/** Where the seat stands, read back from what it was last shown; null when it was shown nothing. */
export function readTable(view: SeatView): { hand: number; betting: Betting } | null {
	const shown = view.messages.findLast(({ kind }) => kind === "observation");
	if (shown?.kind !== "observation") return null;
	const hand = /^Hand (\d+) of/mu.exec(shown.text)?.[1];
	const said = /^Betting so far: (.*)\.$/mu.exec(shown.text)?.[1];
	if (hand === undefined || said === undefined) return null;
	const betting = said.split(/\W+/u).filter((word): word is Move => moves.includes(word as Move));
	return { hand: Number(hand) - 1, betting };
}
