import type { Cells, Variant } from "./board.ts";

export const PLAYER = "player";
export const OPPONENT = "opponent";
export type Side = typeof PLAYER | typeof OPPONENT;
export const GAMES = 2;
/** So many illegal messages in a row forfeit a game. */
export const ILLEGAL_MAX = 3;

export interface MatchInit {
	variant: Variant;
	/** The board that both games start from; the player moves first in the first, the opponent in the second. */
	start: Cells;
	/** The seed of the opponent's choices. */
	seed: number;
	/** How likely a move of the program `solver` is drawn from all legal ones. */
	errorRate: number;
	/** Show the board in sentences too, with all moves. */
	restated: boolean;
}

export interface Tally {
	legal: number;
	illegal: number;
	/** Legal moves that keep the value of the board. */
	keeping: number;
}

export interface MatchState extends MatchInit {
	/** From 0; `GAMES` when all are over. */
	game: number;
	cells: Cells;
	mover: Side;
	illegalInRow: number;
	/** The player's points of each finished game: 1, 0.5 or 0. */
	results: readonly number[];
	/** Games that the player lost by illegal messages. */
	forfeits: number;
	tallies: Readonly<Record<Side, Tally>>;
	/** What each side has not been told yet. */
	news: Readonly<Record<Side, readonly string[]>>;
}

export const otherSide = (side: Side): Side => (side === PLAYER ? OPPONENT : PLAYER);
export const firstMover = (game: number): Side => (game === 0 ? PLAYER : OPPONENT);
