import { randomInt } from "#lib/kernel/random.ts";
import { say } from "#lib/simulation/action.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";
import type { Player } from "#lib/simulation/suite.ts";
import type { KuhnScenario } from "./deal.ts";
import { readTable } from "./describe-table.ts";
import { chipsOfPlayer, moverOf } from "./hand.ts";
import { opponentMove } from "./opponents.ts";
import { type Betting, legalMoves, type Move } from "./rules.ts";

/**
 * The most that can be won in a hand from here on by one who sees both cards and knows every draw of the
 * default opponent.
 */
function bestChips(scenario: KuhnScenario, hand: number, betting: Betting): number {
	const dealt = scenario.init.hands[hand];
	if (dealt === undefined) return 0;
	const mover = moverOf(dealt, betting);
	if (mover === null) return chipsOfPlayer(dealt, betting);
	const replies: readonly (Move | null)[] =
		mover === "player"
			? legalMoves(betting)
			: [opponentMove(scenario, scenario.secret.opponent, hand, betting)];
	return Math.max(
		...replies.map((move) =>
			bestChips(scenario, hand, move === null ? betting : [...betting, move]),
		),
	);
}

/** The most chips a hand that can be won in a scenario against the default opponent. */
export function maximumChips(scenario: KuhnScenario): number {
	const { hands } = scenario.init;
	return hands.reduce((sum, _, hand) => sum + bestChips(scenario, hand, []), 0) / hands.length;
}

/** Sees everything: the best move against the default opponent's coming draws. */
export const oracle: Player = ({ scenario, view }) => {
	const at = readTable(view);
	if (at === null) return say("CHECK");
	const after = (move: Move) =>
		bestChips(scenario as Scenario as KuhnScenario, at.hand, [...at.betting, move]);
	const [best = "CHECK"] = [...legalMoves(at.betting)].sort((a, b) => after(b) - after(a));
	return say(best);
};

/** Either legal move with equal chance. */
export const random: Player = ({ view, random: chance }) => {
	const legal = legalMoves(readTable(view)?.betting ?? []);
	return say(legal[randomInt(chance, legal.length)] ?? "CHECK");
};

/** Never puts a chip in. */
export const lazy: Player = ({ view }) => {
	const [, timid = "CHECK"] = legalMoves(readTable(view)?.betting ?? []);
	return say(timid);
};

/** Talks, and makes no move. */
export const breaker: Player = () =>
	say("I raise by three chips, or I might bet; it is your call.");
