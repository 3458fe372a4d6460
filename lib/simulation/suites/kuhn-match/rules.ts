/** The cards of Kuhn poker, lowest first (H. W. Kuhn, A simplified two-person poker, 1950). */
export const cards = ["J", "Q", "K"] as const;
export type Card = (typeof cards)[number];

export const moves = ["BET", "CHECK", "CALL", "FOLD"] as const;
export type Move = (typeof moves)[number];

/** The moves of one hand so far, the first seat's first. */
export type Betting = readonly Move[];

/** Where a seat can be asked: the first to act, after a check, after a bet, or bet at after its own check. */
export type Situation = "open" | "checkedTo" | "facingBet" | "checkedThenBet";

/** Where the seat whose move it is stands; null when the hand is over. */
export function situationOf(betting: Betting): Situation | null {
	switch (betting.join(" ")) {
		case "":
			return "open";
		case "CHECK":
			return "checkedTo";
		case "BET":
			return "facingBet";
		case "CHECK BET":
			return "checkedThenBet";
		default:
			return null;
	}
}

/** The two legal moves, the one that puts a chip in first; none when the hand is over. */
export function legalMoves(betting: Betting): readonly Move[] {
	const situation = situationOf(betting);
	if (situation === null) return [];
	return situation === "open" || situation === "checkedTo" ? ["BET", "CHECK"] : ["CALL", "FOLD"];
}

/** True when the higher card takes the pot, so that both cards are shown. */
export const isShowdown = (betting: Betting) => betting.at(-1) !== "FOLD";

/** Chips that the first seat wins or loses in a finished hand: ante 1, bet 1. */
export function chipsOfFirst(betting: Betting, first: Card, second: Card): number {
	if (!isShowdown(betting)) return betting.length === 2 ? 1 : -1;
	const stake = betting.at(-1) === "CALL" ? 2 : 1;
	return cards.indexOf(first) > cards.indexOf(second) ? stake : -stake;
}

/**
 * Moves that another is never worse than, whatever the opponent does: folding the best card, calling with
 * the worst, and not betting the best card when a check has ended the other's chances.
 */
export function isDominated(situation: Situation, card: Card, move: Move): boolean {
	if (card === "K") return move === "FOLD" || (move === "CHECK" && situation === "checkedTo");
	return card === "J" && move === "CALL";
}
