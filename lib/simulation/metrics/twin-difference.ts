import type { MetricRow, TurnRow } from "./metric-row.ts";
import {
	type PairedDifference,
	type PairingOptions,
	pairedDifference,
} from "./paired-difference.ts";

type TwinOptions = Omit<PairingOptions, "by">;

/**
 * What it costs a model to hold the conversation: the control (such as everything in one turn) less the scenario
 * itself, by scenario. Positive when the conversation is worse, for a metric where more is better.
 */
export function multiTurnCost(
	main: readonly MetricRow[],
	twin: readonly MetricRow[],
	options: TwinOptions = {},
): PairedDifference {
	return pairedDifference(twin, main, { ...options, by: "scenario" });
}

/** What a model gains from feedback: with less without, by scenario. */
export function feedbackGain(
	withFeedback: readonly MetricRow[],
	without: readonly MetricRow[],
	options: TwinOptions = {},
): PairedDifference {
	return pairedDifference(withFeedback, without, { ...options, by: "scenario" });
}

/** What a model's own earlier mistakes cost it: with the gold history less with its own, by scenario. */
export function errorPropagation(
	ownHistory: readonly MetricRow[],
	goldHistory: readonly MetricRow[],
	options: TwinOptions = {},
): PairedDifference {
	return pairedDifference(goldHistory, ownHistory, { ...options, by: "scenario" });
}

/** The same turn by turn, over the turns that both have, in their order. */
export function errorPropagationByTurn(
	ownHistory: readonly TurnRow[],
	goldHistory: readonly TurnRow[],
	options: TwinOptions = {},
): { turn: number; propagation: PairedDifference }[] {
	const gold = new Set(goldHistory.map(({ turn }) => turn));
	const turns = [...new Set(ownHistory.map(({ turn }) => turn))].filter((turn) => gold.has(turn));
	return turns
		.sort((a, b) => a - b)
		.map((turn) => {
			const of = (rows: readonly TurnRow[]) => rows.filter((row) => row.turn === turn);
			return { turn, propagation: errorPropagation(of(ownHistory), of(goldHistory), options) };
		});
}
