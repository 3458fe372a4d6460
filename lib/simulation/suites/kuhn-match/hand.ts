import {
	type Betting,
	type Card,
	chipsOfFirst,
	type Move,
	type Situation,
	situationOf,
} from "./rules.ts";

export type TableSeat = "player" | "opponent";
export const otherSeat = (seat: TableSeat): TableSeat =>
	seat === "player" ? "opponent" : "player";

/** One hand as it is dealt. */
export interface Hand {
	first: TableSeat;
	cards: Readonly<Record<TableSeat, Card>>;
}

/** How a finished hand ended, in chips of the contested seat. */
export interface HandResult {
	chips: number;
	how: "showdown" | "fold" | "forfeit";
	/** Who folded or forfeited; null at a showdown. */
	gaveUp: TableSeat | null;
}

/** One thing that a seat said when it was its move. */
export interface TableMove {
	hand: number;
	seat: TableSeat;
	card: Card;
	situation: Situation;
	/** Null when no legal move could be read. */
	move: Move | null;
}

export interface TableInit {
	hands: readonly Hand[];
}

export interface TableState extends TableInit {
	/** Moves of the current hand. */
	betting: Betting;
	results: readonly HandResult[];
	moves: readonly TableMove[];
}

/** The hand that is played now; undefined when all are. */
export const currentHand = ({ hands, results }: TableState) => hands[results.length];

/** Whose move it is in a hand; null when it is over. */
export function moverOf(hand: Hand, betting: Betting): TableSeat | null {
	if (situationOf(betting) === null) return null;
	return betting.length % 2 === 0 ? hand.first : otherSeat(hand.first);
}

/** Chips of the contested seat in a finished hand. */
export function chipsOfPlayer({ first, cards }: Hand, betting: Betting): number {
	const chips = chipsOfFirst(betting, cards[first], cards[otherSeat(first)]);
	return first === "player" ? chips : -chips;
}
