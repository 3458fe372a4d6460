import type { Environment, EnvironmentStep } from "#lib/simulation/environment.ts";
import type { Json } from "#lib/simulation/json.ts";
import type { Seat } from "#lib/simulation/scenario.ts";
import { type Placement, place, placements } from "./board.ts";
import { cellName, moveText } from "./board-text.ts";
import {
	firstMover,
	GAMES,
	ILLEGAL_MAX,
	type MatchInit,
	type MatchState,
	OPPONENT,
	otherSide,
	PLAYER,
	type Side,
	type Tally,
} from "./match-state.ts";
import { observationFor } from "./match-text.ts";
import { readMove } from "./read-move.ts";
import { keepingPlacements } from "./solver.ts";

const noTally: Tally = { legal: 0, illegal: 0, keeping: 0 };

/** Two games from the same board as an environment. Its steps use no random numbers. */
export const match: Environment<MatchState, MatchInit> = {
	name: "boards",
	reset: (init) => ({
		...init,
		game: 0,
		cells: init.start,
		mover: firstMover(0),
		illegalInRow: 0,
		results: [],
		forfeits: 0,
		tallies: { player: noTally, opponent: noTally },
		news: { player: [], opponent: [] },
	}),
	observe: (state, seat) => (isSide(seat) ? observationFor(state, seat) : ""),
	toMove: (state) => (state.game < GAMES ? state.mover : null),
	legal: ({ variant, cells, game, mover }, seat) =>
		game < GAMES && seat === mover
			? placements(variant, cells).map((placement) => moveText(variant, placement))
			: [],
	step(state, action) {
		const { seat } = action;
		if (!isSide(seat) || seat !== state.mover || state.game >= GAMES)
			return { state, reward: 0, done: state.game >= GAMES };
		const move =
			action.kind === "text"
				? readMove(state.variant, state.cells, action.text)
				: { reason: "there are no tools here" };
		return "reason" in move
			? refuse(state, seat, move.reason)
			: makeMove(state, seat, move.placement);
	},
	score: ({ results, tallies }) => ({
		points: results.reduce((sum, points) => sum + points, 0) / GAMES,
		finished: results.length,
		...tallies.player,
	}),
};

const isSide = (seat: Seat): seat is Side => seat === PLAYER || seat === OPPONENT;

function refuse(state: MatchState, seat: Side, reason: string): EnvironmentStep<MatchState> {
	const illegalInRow = state.illegalInRow + 1;
	const tally = state.tallies[seat];
	const counted: MatchState = {
		...state,
		illegalInRow,
		tallies: { ...state.tallies, [seat]: { ...tally, illegal: tally.illegal + 1 } },
	};
	const info: Json = { game: state.game, seat, legal: false, reason };
	if (illegalInRow >= ILLEGAL_MAX) return endGame(counted, otherSide(seat), "forfeit", info);
	const left = ILLEGAL_MAX - illegalInRow;
	const news = `That was no legal move: ${reason}. ${left === 1 ? "One more" : `${left} more`} in a row and you lose this game.`;
	return {
		state: { ...counted, news: { ...state.news, [seat]: [news] } },
		reward: 0,
		done: false,
		info,
	};
}

function makeMove(
	state: MatchState,
	seat: Side,
	placement: Placement,
): EnvironmentStep<MatchState> {
	const { variant, cells } = state;
	const keeps = keepingPlacements(variant, cells).some(
		({ cell, mark }) => cell === placement.cell && mark === placement.mark,
	);
	const tally = state.tallies[seat];
	const after = place(variant, cells, placement);
	const name = cellName(variant.size, placement.cell);
	const moved: MatchState = {
		...state,
		cells: after.cells,
		mover: otherSide(seat),
		illegalInRow: 0,
		tallies: {
			...state.tallies,
			[seat]: { ...tally, legal: tally.legal + 1, keeping: tally.keeping + (keeps ? 1 : 0) },
		},
		news: {
			...state.news,
			[seat]: [],
			[otherSide(seat)]: [
				...state.news[otherSide(seat)],
				`The other side placed ${placement.mark} on ${name}.`,
			],
		},
	};
	const info: Json = {
		game: state.game,
		seat,
		legal: true,
		move: name,
		mark: placement.mark,
		keeps,
	};
	if (after.outcome === null) return { state: moved, reward: 0, done: false, info };
	const winner = after.outcome === 0 ? null : after.outcome === 1 ? seat : otherSide(seat);
	return endGame(moved, winner, winner === null ? "full" : "line", info);
}

/** Notes the result and sets up the next game, if there is one. */
function endGame(
	state: MatchState,
	winner: Side | null,
	how: "line" | "full" | "forfeit",
	info: Json,
): EnvironmentStep<MatchState> {
	const points = winner === null ? 0.5 : winner === PLAYER ? 1 : 0;
	const game = state.game + 1;
	const told = (side: Side) => {
		const result = winner === null ? "is drawn" : winner === side ? "is won" : "is lost";
		const why = how === "forfeit" ? " after illegal messages" : "";
		return [...state.news[side], `Game ${game} ${result} for you${why}.`];
	};
	const next: MatchState = {
		...state,
		game,
		cells: state.start,
		mover: firstMover(game),
		illegalInRow: 0,
		results: [...state.results, points],
		forfeits: state.forfeits + (how === "forfeit" && winner === OPPONENT ? 1 : 0),
		news: { player: told(PLAYER), opponent: told(OPPONENT) },
	};
	return { state: next, reward: points / GAMES, done: game >= GAMES, info };
}
