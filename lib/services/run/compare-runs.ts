import { pool } from "#lib/db/pool.ts";
import { compareNames } from "#lib/ranking/cells.ts";
import { controlMetric } from "#lib/simulation/control-metric.ts";
import type { Estimate } from "#lib/simulation/metrics/estimate.ts";
import type { MetricRow } from "#lib/simulation/metrics/metric-row.ts";
import {
	type PairedDifference,
	pairedDifference,
} from "#lib/simulation/metrics/paired-difference.ts";
import type { MetricSpec } from "#lib/simulation/suite.ts";
import { estimateOf } from "#lib/simulation/suite-results.ts";
import { type FoundRun, findRun } from "./find-run.ts";
import { findKnownSuite, knowSuites } from "./known-suite.ts";

/** One model of each run in one suite and control, on the scenarios that both met. */
export interface ComparedCell {
	suite: string;
	suiteName: string;
	control: string;
	/** In the first run, and in the second: the same where the runs have models in common. */
	models: [string, string];
	/** What the suite compares in this control; null when the suite no longer has it. */
	metric: MetricSpec | null;
	/** Over all conversations of each run, paired or not. */
	means: [Estimate, Estimate];
	/** First less second, over pairs with equal keys. */
	paired: PairedDifference;
}

export interface RunComparison {
	runs: [FoundRun, FoundRun];
	cells: ComparedCell[];
	/** The runs have no model in common: every model of one is held against every one of the other. */
	isAcross: boolean;
}

interface Played {
	suite: string;
	version: string;
	control: string;
	model: string;
	/** What was played: suite, version, seed, control, language and who sat in the other seats. */
	scenario: string;
	replicate: number;
	metrics: Record<string, number | null>;
}

/**
 * Holds two runs against each other: in each suite and control that both have, the difference of a model's
 * deciding metric over the scenarios, seeds and users that both met. Throws `run-not-found` (404).
 */
export async function compareRuns(first: string, second: string): Promise<RunComparison> {
	const runs = await Promise.all([findRun(first), findRun(second)]);
	const [a, b] = await Promise.all([readPlayed(runs[0].id), readPlayed(runs[1].id)]);
	const inBoth = new Set(a.map(({ model }) => model));
	const isAcross = !b.some(({ model }) => inBoth.has(model));
	const cellOf = ({ suite, control, model }: Played) => `${suite}|${control}|${model}`;
	const others = [...Map.groupBy(b, cellOf).values()];
	const cells = [...Map.groupBy(a, cellOf).values()].flatMap((mine) =>
		others.flatMap((theirs) => {
			const cell = compareCells(mine, theirs, isAcross);
			return cell === null ? [] : [cell];
		}),
	);
	return { runs, cells: cells.sort(inOrder), isAcross };
}

function compareCells(
	mine: readonly Played[],
	theirs: readonly Played[],
	isAcross: boolean,
): ComparedCell | null {
	const [x, y] = [mine[0], theirs[0]];
	if (x === undefined || y === undefined) return null;
	if (x.suite !== y.suite || x.control !== y.control) return null;
	if (x.model !== y.model && !isAcross) return null;
	const suite = findKnownSuite(x.suite, x.version);
	if (suite === undefined) return null;
	const { metric, margin } = controlMetric(suite, x.control);
	const rows: [MetricRow[], MetricRow[]] = [rowsOf(mine, metric), rowsOf(theirs, metric)];
	return {
		suite: x.suite,
		suiteName: suite.name,
		control: x.control,
		models: [x.model, y.model],
		metric: suite.metrics.find(({ name }) => name === metric) ?? null,
		means: [estimateOf(suite, metric, rows[0]), estimateOf(suite, metric, rows[1])],
		paired: pairedDifference(...rows, { margin }),
	};
}

const rowsOf = (played: readonly Played[], metric: string): MetricRow[] =>
	played.map(({ scenario, replicate, metrics }) => ({
		scenario,
		replicate,
		value: metrics[metric] ?? null,
	}));

const inOrder = (x: ComparedCell, y: ComparedCell): number =>
	compareNames(x.suite, y.suite) ||
	compareNames(x.control, y.control) ||
	compareNames(x.models[0], y.models[0]) ||
	compareNames(x.models[1], y.models[1]);

/** A pairing key has parts such as `replicate=0`; without that one it names the scenario. */
async function readPlayed(runId: string): Promise<Played[]> {
	const { rows } = await pool().query<Played>(
		`SELECT e.suite, e.version, e.control, m.slug AS model, e.replicate, e.metrics,
			regexp_replace(e.pairing_key, ' replicate=\\S+', '') AS scenario
		 FROM episodes e JOIN models m ON m.id = e.model_id
		 WHERE e.run_id = $1 AND e.state = 'finished' ORDER BY e.position`,
		[runId],
	);
	await knowSuites(rows);
	return rows;
}
