import { type Cells, type Outcome, type Placement, place, placements } from "./board.ts";
import { firstMover, GAMES, type MatchInit, PLAYER } from "./match-state.ts";
import { solverPlacement } from "./opponents.ts";
import { keepingPlacements } from "./solver.ts";

export interface BestReply {
	placement: Placement;
	/** What it leads to for the player: 1, 0.5 or 0 points. */
	points: number;
}

const pointsOf = (outcome: 1 | 0 | -1) => (outcome + 1) / 2;

/** Best replies of one scenario, by game and board. */
const cache = new WeakMap<MatchInit, Map<string, BestReply>>();

/**
 * The placement that gets the player most against the program `solver`, whose choices on every board are fixed
 * by the seed. Equal ones: the first that keeps the board's value, then the first.
 */
export function bestReply(init: MatchInit, game: number, cells: Cells): BestReply {
	const replies = cache.get(init) ?? new Map<string, BestReply>();
	cache.set(init, replies);
	const key = `${game}${cells}`;
	const known = replies.get(key);
	if (known !== undefined) return known;
	const { variant } = init;
	const keeping = keepingPlacements(variant, cells);
	// Against best play nobody gets more than the board's value.
	const choices =
		init.errorRate === 0 ? keeping.slice(0, 1) : [...keeping, ...placements(variant, cells)];
	let best: BestReply | null = null;
	for (const placement of choices) {
		const after = place(variant, cells, placement);
		const points = pointsAfter(init, game, after);
		if (best === null || points > best.points) best = { placement, points };
		if (best.points === 1) break;
	}
	if (best === null) throw new Error("Broken invariant: nobody moves on a full board");
	replies.set(key, best);
	return best;
}

/** What the player can still get after its own placement. */
function pointsAfter(
	init: MatchInit,
	game: number,
	{ cells, outcome }: { cells: Cells; outcome: Outcome },
): number {
	if (outcome !== null) return pointsOf(outcome);
	return pointsAtReply(init, game, cells);
}

/** What the player can get when the opponent moves next. */
function pointsAtReply(init: MatchInit, game: number, cells: Cells): number {
	const reply = place(init.variant, cells, solverPlacement(init, game, cells));
	if (reply.outcome !== null) return 1 - pointsOf(reply.outcome);
	return bestReply(init, game, reply.cells).points;
}

/** The most points that the scenario's own opponent lets anybody get, from 0 to 1. */
export function attainablePoints(init: MatchInit): number {
	let sum = 0;
	for (let game = 0; game < GAMES; game++)
		sum +=
			firstMover(game) === PLAYER
				? bestReply(init, game, init.start).points
				: pointsAtReply(init, game, init.start);
	return sum / GAMES;
}
