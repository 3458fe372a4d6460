import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import type { Json } from "#lib/simulation/json.ts";
import type { CheckResult, Grade, MetricSpec } from "#lib/simulation/suite.ts";
import type { TableMove, TableState } from "./hand.ts";
import { isDominated } from "./rules.ts";

export const metrics: readonly MetricSpec[] = [
	{ name: "chips", title: "Chips a hand", better: "higher", unit: "chips" },
	{ name: "chips-first", title: "Chips a hand, moving first", better: "higher", unit: "chips" },
	{ name: "chips-second", title: "Chips a hand, moving second", better: "higher", unit: "chips" },
	{ name: "illegal", title: "Moves not legal or not readable", better: "lower", unit: "share" },
	{
		name: "dominated",
		title: "Moves that another is never worse than",
		better: "lower",
		unit: "share",
	},
	{ name: "bluff", title: "Bets when it could, with the jack", better: null, unit: "share" },
	{ name: "value-bet", title: "Bets when it could, with the king", better: null, unit: "share" },
	{ name: "call", title: "Bets of the other that it called", better: null, unit: "share" },
];

/** Grades a finished scenario. Hands that were not finished count as given up: -1 chip each. */
export function gradeTable(record: EpisodeRecord): Grade {
	const state = record.environment as TableState | null;
	if (state === null)
		return { checks: [], metrics: Object.fromEntries(metrics.map(({ name }) => [name, null])) };
	const own = state.moves.filter(({ seat }) => seat === "player");
	return { checks: checksOf(state, own), metrics: metricsOf(state, own) };
}

function metricsOf(state: TableState, own: readonly TableMove[]): Grade["metrics"] {
	const played = state.hands.map((hand, i) => ({ hand, chips: state.results[i]?.chips ?? -1 }));
	const mean = (first: string | null) => {
		const some = played.filter(({ hand }) => first === null || hand.first === first);
		return some.length === 0 ? null : some.reduce((sum, { chips }) => sum + chips, 0) / some.length;
	};
	const legal = own.filter(({ move }) => move !== null);
	const chances = legal.filter(
		({ situation }) => situation === "open" || situation === "checkedTo",
	);
	const faced = legal.filter(({ move }) => move === "CALL" || move === "FOLD");
	const didBet = ({ move }: TableMove) => move === "BET";
	return {
		chips: mean(null),
		"chips-first": mean("player"),
		"chips-second": mean("opponent"),
		illegal: share(own, ({ move }) => move === null),
		dominated: share(legal, isMistake),
		bluff: share(
			chances.filter(({ card }) => card === "J"),
			didBet,
		),
		"value-bet": share(
			chances.filter(({ card }) => card === "K"),
			didBet,
		),
		call: share(faced, ({ move }) => move === "CALL"),
	};
}

const isMistake = ({ situation, card, move }: TableMove) =>
	move !== null && isDominated(situation, card, move);

/** Null for a share of nothing. */
function share<T>(items: readonly T[], has: (item: T) => boolean): number | null {
	return items.length === 0 ? null : items.filter(has).length / items.length;
}

function checksOf({ hands, results }: TableState, own: readonly TableMove[]): CheckResult[] {
	const illegal = own.filter(({ move }) => move === null).map(({ hand }) => hand + 1);
	const mistakes = own.filter(isMistake).map(({ hand, move }) => ({ hand: hand + 1, move }));
	return [
		check("finished", results.length === hands.length, { hands: results.length }),
		check("legal-moves", own.length > 0 && illegal.length === 0, { hands: illegal }),
		check("no-dominated-move", mistakes.length === 0, { moves: mistakes }),
	];
}

function check(name: string, passed: boolean, detail: Json): CheckResult {
	return {
		check: `kuhn-match/${name}`,
		version: "1.0.0",
		turn: null,
		passed,
		loose: passed,
		score: passed ? 1 : 0,
		detail,
	};
}
