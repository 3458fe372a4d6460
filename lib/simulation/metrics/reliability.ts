import { type Estimate, estimateMean, LEVEL, meanOf } from "./estimate.ts";
import { type MetricRow, valuesByScenario } from "./metric-row.ts";
import { percentile } from "./percentile.ts";

export interface Reliability {
	/** Mean over scenarios of the mean over repetitions. */
	average: Estimate;
	/** Of the 90th percentile over repetitions: what the model can do at its best. */
	aptitude: Estimate;
	/** Of the 90th less the 10th percentile: how far good and bad luck lie apart. */
	unreliability: Estimate;
	/** Scenarios that were played only once, which tell nothing about spread. */
	leftOut: number;
}

/** Average, aptitude and unreliability as in Laban and others, "LLMs Get Lost In Multi-Turn Conversation", 2025. */
export function reliability(rows: readonly MetricRow[], level: number = LEVEL): Reliability {
	const scenarios = valuesByScenario(rows);
	const repeated = scenarios.filter(({ length }) => length >= 2);
	const over = (statistic: (values: readonly number[]) => number | null) =>
		estimateMean(
			repeated.map((values) => {
				const value = statistic(values);
				return value === null ? [] : [value];
			}),
			level,
		);
	return {
		average: over(meanOf),
		aptitude: over((values) => percentile(values, 0.9)),
		unreliability: over((values) => {
			const high = percentile(values, 0.9);
			const low = percentile(values, 0.1);
			return high === null || low === null ? null : high - low;
		}),
		leftOut: scenarios.length - repeated.length,
	};
}
