import type { Environment, EnvironmentStep } from "#lib/simulation/environment.ts";
import { describeTable } from "./describe-table.ts";
import {
	chipsOfPlayer,
	currentHand,
	type Hand,
	type HandResult,
	moverOf,
	type TableInit,
	type TableSeat,
	type TableState,
} from "./hand.ts";
import { parseMove } from "./parse-move.ts";
import { type Betting, isShowdown, legalMoves, type Move, situationOf } from "./rules.ts";

/**
 * The table: the hands of a scenario one after the other. A move that is not legal or can't be read gives
 * up the hand, which costs the ante: a seat that is asked has never put in more.
 */
export const table: Environment<TableState, TableInit> = {
	name: "kuhn-table",
	reset: ({ hands }) => ({ hands, betting: [], results: [], moves: [] }),
	observe: (state, seat) => (isTableSeat(seat) ? describeTable(state, seat) : ""),
	toMove(state) {
		const hand = currentHand(state);
		return hand === undefined ? null : moverOf(hand, state.betting);
	},
	legal: ({ betting }) => legalMoves(betting),
	step(state, action) {
		const hand = currentHand(state);
		const seat = hand === undefined ? null : moverOf(hand, state.betting);
		const situation = situationOf(state.betting);
		if (hand === undefined || situation === null || action.kind !== "text" || seat !== action.seat)
			return unchanged(state);
		const said = parseMove(action.text);
		const move = said !== null && legalMoves(state.betting).includes(said) ? said : null;
		const made = { hand: state.results.length, seat, card: hand.cards[seat], situation, move };
		return afterMove({ ...state, moves: [...state.moves, made] }, hand, seat, said, move);
	},
	score: ({ results }) => ({
		hands: results.length,
		chips: results.reduce((sum, { chips }) => sum + chips, 0),
	}),
};

const isTableSeat = (seat: string): seat is TableSeat => seat === "player" || seat === "opponent";

function unchanged(state: TableState): EnvironmentStep<TableState> {
	const done = currentHand(state) === undefined;
	return { state, reward: 0, done, info: { legal: false } };
}

function afterMove(
	state: TableState,
	hand: Hand,
	seat: TableSeat,
	said: Move | null,
	move: Move | null,
): EnvironmentStep<TableState> {
	const betting = move === null ? state.betting : [...state.betting, move];
	const result = resultOf(hand, betting, seat, move);
	const info = { seat, said, legal: move !== null, chips: result?.chips ?? null };
	if (result === null) return { state: { ...state, betting }, reward: 0, done: false, info };
	const next = { ...state, betting: [], results: [...state.results, result] };
	return { state: next, reward: result.chips, done: currentHand(next) === undefined, info };
}

function resultOf(
	hand: Hand,
	betting: Betting,
	seat: TableSeat,
	move: Move | null,
): HandResult | null {
	if (move === null) return { chips: seat === "player" ? -1 : 1, how: "forfeit", gaveUp: seat };
	if (situationOf(betting) !== null) return null;
	const chips = chipsOfPlayer(hand, betting);
	return isShowdown(betting)
		? { chips, how: "showdown", gaveUp: null }
		: { chips, how: "fold", gaveUp: seat };
}
