import { controlMetric } from "./control-metric.ts";
import { clusteredMean, clusteredShare } from "./metrics/clustered-mean.ts";
import type { Estimate } from "./metrics/estimate.ts";
import type { MetricRow, TurnRow } from "./metrics/metric-row.ts";
import { type PairedDifference, pairedDifference } from "./metrics/paired-difference.ts";
import { type PassRate, passRate } from "./metrics/pass-rates.ts";
import { type Reliability, reliability } from "./metrics/reliability.ts";
import { turnCurve, turnSlope } from "./metrics/turn-curve.ts";
import { multiTurnCost } from "./metrics/twin-difference.ts";
import { MAIN } from "./scenario.ts";
import type { Suite } from "./suite.ts";

/** A finished conversation of a suite. No two have equal model, seed, language, replicate and control. */
export interface PlayedRow {
	id: string;
	/** Slug and name of the model in the contested seat. */
	model: string;
	name: string;
	seed: number;
	replicate: number;
	control: string;
	language: string;
	metrics: Readonly<Record<string, number | null>>;
}

/** Share of checks passed in one turn. */
export interface TurnShare {
	turn: number;
	value: number;
}

/** How many attempts ended how, of all controls; void ones say nothing about the model. */
export interface Attempts {
	finished: number;
	void: number;
	/** Void ones by reason. */
	reasons: Readonly<Record<string, number>>;
}

/** What a suite says of one model. */
export interface SuiteModel {
	model: string;
	name: string;
	attempts: Attempts;
	/** By metric, of the main scenario. */
	metrics: Record<string, Estimate>;
	/** By control: twin - main of the metric that the control names, on equal scenarios. */
	controls: Record<string, PairedDifference>;
	/** Share of checks passed by turn, and its change a turn; empty where no check belongs to a turn. */
	curve: { turn: number; estimate: Estimate }[];
	slope: Estimate;
	/** pass^k and pass@k of the primary metric for k from 1 to 4, passed being 1; empty unless it is a share. */
	passes: PassRate[];
	reliability: Reliability;
	/** The primary metric by language, where more than one was played. */
	languages: { language: string; estimate: Estimate }[];
}

/** Differences of first - second by metric, on scenarios and repetitions that both played. */
export interface SuitePair {
	first: string;
	second: string;
	differences: Record<string, PairedDifference>;
}

/** What is known about a suite's conversations, beside the conversations themselves. */
export interface PlayedFacts {
	/** By the conversation's id. */
	turns: ReadonlyMap<string, readonly TurnShare[]>;
	/** By model. */
	attempts: ReadonlyMap<string, Attempts>;
}

const PASSES = [1, 2, 3, 4];
const noAttempts: Attempts = { finished: 0, void: 0, reasons: {} };

/** The results of every model that finished a conversation, best primary metric first. */
export function suiteModels(
	suite: Suite,
	rows: readonly PlayedRow[],
	{ turns, attempts }: PlayedFacts,
): SuiteModel[] {
	const languages = [...new Set(rows.map(({ language }) => language))].sort();
	const models = [...Map.groupBy(rows, ({ model }) => model)].map(([model, own]) => ({
		...describe(suite, own, turns),
		model,
		name: own[0]?.name ?? model,
		attempts: attempts.get(model) ?? noAttempts,
		languages: languages.length < 2 ? [] : byLanguage(suite, own, languages),
	}));
	return models.sort((a, b) => merit(suite, b) - merit(suite, a) || (a.model < b.model ? -1 : 1));
}

/** The primary metric as a number of which more is better; a model without one comes last. */
function merit(suite: Suite, { metrics }: Pick<SuiteModel, "metrics">): number {
	const { metric } = suite.primary;
	const mean = metrics[metric]?.mean ?? null;
	if (mean === null) return Number.MIN_SAFE_INTEGER;
	return suite.metrics.find(({ name }) => name === metric)?.better === "lower" ? -mean : mean;
}

function describe(
	suite: Suite,
	rows: readonly PlayedRow[],
	turns: PlayedFacts["turns"],
): Omit<SuiteModel, "model" | "name" | "attempts" | "languages"> {
	const main = rows.filter(({ control }) => control === MAIN);
	const { metric } = suite.primary;
	const isShare = suite.metrics.find(({ name }) => name === metric)?.unit === "share";
	const primary = playedValues(main, metric);
	const curveRows: TurnRow[] = main.flatMap((row) =>
		(turns.get(row.id) ?? []).map(({ turn, value }) => ({ ...place(row), turn, value })),
	);
	const cost = (control: string) => {
		const { metric: compared, margin } = controlMetric(suite, control);
		const twin = rows.filter((row) => row.control === control);
		return multiTurnCost(playedValues(main, compared), playedValues(twin, compared), { margin });
	};
	return {
		metrics: Object.fromEntries(
			suite.metrics.map(({ name }) => [name, estimateOf(suite, name, playedValues(main, name))]),
		),
		controls: Object.fromEntries(suite.controls.map(({ name }) => [name, cost(name)])),
		curve: turnCurve(curveRows),
		slope: turnSlope(curveRows),
		passes: isShare ? PASSES.map((k) => passRate(primary, k)) : [],
		reliability: reliability(primary),
	};
}

function byLanguage(
	suite: Suite,
	rows: readonly PlayedRow[],
	languages: readonly string[],
): SuiteModel["languages"] {
	const main = rows.filter(({ control }) => control === MAIN);
	return languages.map((language) => ({
		language,
		estimate: estimateOf(
			suite,
			suite.primary.metric,
			playedValues(
				main.filter((row) => row.language === language),
				suite.primary.metric,
			),
		),
	}));
}

/**
 * Compares two models on what both played. A difference of a deciding metric up to the suite's margin counts as even
 * in the sign test; of other metrics any difference counts.
 */
export function suitePair(
	suite: Suite,
	rows: readonly PlayedRow[],
	first: string,
	second: string,
): SuitePair {
	const main = rows.filter(({ control }) => control === MAIN);
	const of = (model: string, metric: string) =>
		playedValues(
			main.filter((row) => row.model === model),
			metric,
		);
	const marginOf = (name: string) =>
		[suite.primary, suite.secondary].find((deciding) => deciding?.metric === name)?.margin ?? 0;
	return {
		first,
		second,
		differences: Object.fromEntries(
			suite.metrics.map(({ name }) => [
				name,
				pairedDifference(of(first, name), of(second, name), { margin: marginOf(name) }),
			]),
		),
	};
}

/** One seed in another language is another scenario: it is not a repetition. */
const place = ({ seed, language, replicate }: PlayedRow) => ({
	scenario: `${seed} ${language}`,
	replicate,
});

/** One number of each conversation, for estimates. */
export const playedValues = (rows: readonly PlayedRow[], metric: string): MetricRow[] =>
	rows.map((row) => ({ ...place(row), value: row.metrics[metric] ?? null }));

/**
 * The mean of a metric. A share that each conversation has or has not, such as success, gets Wilson's interval; other
 * numbers a t interval, also where they happen to be 0 and 1, which for a share ends at 0 and 1; none when all are equal.
 */
export function estimateOf(
	suite: Pick<Suite, "metrics">,
	metric: string,
	rows: readonly MetricRow[],
): Estimate {
	const isShare = suite.metrics.find(({ name }) => name === metric)?.unit === "share";
	const isWhole = rows.every(({ value }) => value === null || value === 0 || value === 1);
	if (isShare && isWhole) return clusteredShare(rows);
	const estimate = clusteredMean(rows);
	const { lower, upper } = estimate;
	// Equal values say nothing of how far others would lie: no interval, rather than one without width.
	if (lower === upper) return { ...estimate, lower: null, upper: null };
	if (!isShare || lower === null || upper === null) return estimate;
	// Of few scenarios the interval would reach past what a share can be.
	return { ...estimate, lower: Math.max(0, lower), upper: Math.min(1, upper) };
}
