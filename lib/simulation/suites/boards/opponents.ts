import { randomInt, seededRandom, seedOf } from "#lib/kernel/random.ts";
import { say } from "#lib/simulation/action.ts";
import type { Program } from "#lib/simulation/program.ts";
import type { SeatView } from "#lib/simulation/view.ts";
import { type Cells, type Placement, placements } from "./board.ts";
import { moveText, readBoard } from "./board-text.ts";
import type { MatchInit } from "./match-state.ts";
import { keepingPlacements } from "./solver.ts";

/** The game and the board that a seat was last shown; null when it was shown none. */
export function boardIn(view: SeatView): { game: number; cells: Cells } | null {
	const last = view.messages.findLast(({ kind }) => kind === "observation");
	return last?.kind === "observation" ? readBoard(last.text) : null;
}

/**
 * What the program `solver` places on a board: one of the placements that keep its value, or, with the declared error
 * rate, any. The choice depends on the seed, the game and the board alone, so two models that
 * bring about the same board meet the same reply.
 */
export function solverPlacement(init: MatchInit, game: number, cells: Cells): Placement {
	const random = seededRandom(seedOf(`boards|${init.seed}|${game}|${cells}`));
	const isError = random.next() < init.errorRate;
	const choices = isError
		? placements(init.variant, cells)
		: keepingPlacements(init.variant, cells);
	const choice = choices[randomInt(random, choices.length)];
	if (choice === undefined) throw new Error("Broken invariant: nobody moves on a full board");
	return choice;
}

const opponent = (
	name: string,
	title: string,
	choose: (init: MatchInit, game: number, cells: Cells, draw: (n: number) => number) => Placement,
): Program => ({
	name,
	version: "1.0.0",
	mode: "rule",
	title,
	needsModel: false,
	start: () => null,
	act({ scenario, view, random, state }) {
		const init = scenario.init as MatchInit;
		const at = boardIn(view);
		// Without a board there is no move to make; saying so is illegal and counted.
		if (at === null) return { state, action: say("I see no board.") };
		const placement = choose(init, at.game, at.cells, (n) => randomInt(random, n));
		return { state, action: say(moveText(init.variant, placement)) };
	},
});

/** Plays perfectly, but for the error rate that the scenario declares. */
export const solver = opponent(
	"boards-solver",
	"Best play, with the declared share of random moves",
	solverPlacement,
);

export const randomMover = opponent(
	"boards-random",
	"Random legal moves",
	({ variant }, _, cells, draw) => {
		const choices = placements(variant, cells);
		const choice = choices[draw(choices.length)];
		if (choice === undefined) throw new Error("Broken invariant: nobody moves on a full board");
		return choice;
	},
);
