import { say } from "#lib/simulation/action.ts";
import type { Program } from "#lib/simulation/program.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";
import type { KuhnScenario } from "./deal.ts";
import { readTable } from "./describe-table.ts";
import type { Betting, Move } from "./rules.ts";
import { moveOf, type StrategyName, strategies } from "./strategy.ts";

/** What an opponent's program does in a hand: its strategy with the draws of the scenario. */
export function opponentMove(
	{ init, secret }: KuhnScenario,
	strategy: StrategyName,
	hand: number,
	betting: Betting,
): Move | null {
	const dealt = init.hands[hand];
	if (dealt === undefined) return null;
	const draw = secret.draws[hand]?.[betting.length < 2 ? 0 : 1] ?? 0;
	return moveOf(strategies[strategy], betting, dealt.cards.opponent, draw);
}

function opponent(
	name: string,
	title: string,
	strategyOf: (scenario: KuhnScenario) => StrategyName,
): Program<null> {
	return {
		name,
		version: "1.0.0",
		mode: "rule",
		title,
		needsModel: false,
		start: () => null,
		act({ scenario, view }) {
			const kuhn = scenario as Scenario as KuhnScenario;
			const at = readTable(view);
			const strategy = strategyOf(kuhn);
			const move = at === null ? null : opponentMove(kuhn, strategy, at.hand, at.betting);
			return { state: null, decision: { strategy }, action: say(move ?? "FOLD") };
		},
	};
}

const fixed = (name: StrategyName, title: string) => opponent(name, title, () => name);

/** Who may sit opposite, the default first. */
export const opponents: readonly Program<null>[] = [
	opponent(
		"drawn",
		"One of the fixed strategies, drawn by the seed",
		({ secret }) => secret.opponent,
	),
	fixed("equilibrium", "The equilibrium that bluffs with one jack in six"),
	fixed("always-bet", "Bets and calls whatever it holds"),
	fixed("always-pass", "A rock: checks and folds whatever it holds"),
	fixed("caller", "Calls every bet and bets the king alone"),
	fixed("level-1", "The best reply to one who moves at random"),
];
