import {
	type Betting,
	type Card,
	legalMoves,
	type Move,
	type Situation,
	situationOf,
} from "./rules.ts";

/** The chance of putting a chip in (bet or call), by where the seat stands and what it holds. */
export type Strategy = Readonly<Record<Situation, Readonly<Record<Card, number>>>>;

const always = { J: 1, Q: 1, K: 1 };
const never = { J: 0, Q: 0, K: 0 };
const notJack = { J: 0, Q: 1, K: 1 };
const kingOnly = { J: 0, Q: 0, K: 1 };

/**
 * The equilibria of the game (Kuhn 1950): one for each `alpha` from 0 to 1/3, the first seat's chance of
 * bluffing with the jack. Each is worth -1/18 to the first seat.
 */
export function equilibrium(alpha: number): Strategy {
	return {
		open: { J: alpha, Q: 0, K: 3 * alpha },
		checkedTo: { J: 1 / 3, Q: 0, K: 1 },
		facingBet: { J: 0, Q: 1 / 3, K: 1 },
		checkedThenBet: { J: 0, Q: alpha + 1 / 3, K: 1 },
	};
}

/** The equilibrium that the suite plays: the middle of the family. */
export const ALPHA = 1 / 6;

/** The fixed strategies of the opponent, by name. */
export const strategies = {
	equilibrium: equilibrium(ALPHA),
	/** Puts a chip in whenever it can. */
	"always-bet": { open: always, checkedTo: always, facingBet: always, checkedThenBet: always },
	/** A rock: never puts a chip in. */
	"always-pass": { open: never, checkedTo: never, facingBet: never, checkedThenBet: never },
	/** Calls every bet and bets the best card alone. */
	caller: { open: kingOnly, checkedTo: kingOnly, facingBet: always, checkedThenBet: always },
	/** Best reply to one who moves at random (level 1 of level-k thinking): bets all, folds the worst card. */
	"level-1": { open: always, checkedTo: always, facingBet: notJack, checkedThenBet: notJack },
} satisfies Record<string, Strategy>;
export type StrategyName = keyof typeof strategies;
export const strategyNames = Object.keys(strategies) as StrategyName[];

/** The chance that a strategy puts a chip in at its turn. The hand must not be over. */
export function chanceOf(strategy: Strategy, betting: Betting, card: Card): number {
	const situation = situationOf(betting);
	return situation === null ? 0 : strategy[situation][card];
}

/** The move of a strategy for a uniform draw in [0, 1). Null when the hand is over. */
export function moveOf(
	strategy: Strategy,
	betting: Betting,
	card: Card,
	draw: number,
): Move | null {
	const [daring, timid] = legalMoves(betting);
	return (draw < chanceOf(strategy, betting, card) ? daring : timid) ?? null;
}
