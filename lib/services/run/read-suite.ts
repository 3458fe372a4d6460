import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { clusteredMean, clusteredShare } from "#lib/simulation/metrics/clustered-mean.ts";
import type { Estimate } from "#lib/simulation/metrics/estimate.ts";
import type { MetricRow, TurnRow } from "#lib/simulation/metrics/metric-row.ts";
import type { PairedDifference } from "#lib/simulation/metrics/paired-difference.ts";
import { type PassRate, passRate } from "#lib/simulation/metrics/pass-rates.ts";
import { type Reliability, reliability } from "#lib/simulation/metrics/reliability.ts";
import { turnCurve, turnSlope } from "#lib/simulation/metrics/turn-curve.ts";
import { multiTurnCost } from "#lib/simulation/metrics/twin-difference.ts";
import { MAIN } from "#lib/simulation/scenario.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";

/** What a suite says of one model, over all finished conversations of its current version. */
export interface SuiteModel {
	model: string;
	name: string;
	/** Void attempts and finished conversations, of all controls: the void rate is a figure of the simulated user. */
	void: number;
	finished: number;
	/** By metric, of the main scenario. */
	metrics: Record<string, Estimate>;
	/** By control: twin - main of the primary metric, on equal scenarios. */
	controls: Record<string, PairedDifference>;
	/** Share of checks passed by turn, and its change a turn. */
	curve: { turn: number; estimate: Estimate }[];
	slope: Estimate;
	/** pass^k and pass@k of the primary metric for k from 1 to 4; empty unless it is a share. */
	passes: PassRate[];
	reliability: Reliability;
}

export interface SuiteResults {
	suite: Suite;
	models: SuiteModel[];
	/** Who sat in the other seats, with how many conversations: versions of users are not mixed silently. */
	users: { drivers: string; episodes: number }[];
}

interface Row {
	id: string;
	model: string;
	name: string;
	seed: number;
	replicate: number;
	control: string;
	/** Of the pairing key: the other seats. */
	others: string;
	metrics: Record<string, number | null>;
}

const PASSES = [1, 2, 3, 4];

/**
 * The results of a suite. `others` narrows it to one choice of drivers in the other seats; without it the one with most
 * conversations is taken, so that simulated users of different versions are never mixed. Of conversations that
 * met exactly the same, the newest counts. Throws `suite-not-found` (404).
 */
export async function readSuite(
	name: string,
	options: { others?: string | undefined; language?: string | undefined } = {},
): Promise<SuiteResults> {
	const suite = findSuite(name);
	if (suite === undefined)
		throw new AppError("suite-not-found", `There is no suite ${name}.`, { status: 404 });
	const users = await readUsers(suite);
	const others = options.others ?? users[0]?.drivers ?? "";
	const rows = await readRows(suite, others, options.language ?? null);
	const [turns, voids] = await Promise.all([
		readTurns(rows.filter(({ control }) => control === MAIN).map(({ id }) => id)),
		readVoids(suite),
	]);
	const models = [...Map.groupBy(rows, ({ model }) => model)].map(([model, own]) =>
		describe(suite, model, own, turns, voids.get(model) ?? 0),
	);
	const primary = (entry: SuiteModel) =>
		entry.metrics[suite.primary.metric]?.mean ?? Number.NEGATIVE_INFINITY;
	return { suite, models: models.sort((a, b) => primary(b) - primary(a)), users };
}

function describe(
	suite: Suite,
	model: string,
	rows: readonly Row[],
	turns: ReadonlyMap<string, { turn: number; value: number }[]>,
	voids: number,
): SuiteModel {
	const main = rows.filter(({ control }) => control === MAIN);
	const { metric } = suite.primary;
	const isShare = suite.metrics.find((one) => one.name === metric)?.unit === "share";
	const curveRows: TurnRow[] = main.flatMap((row) =>
		(turns.get(row.id) ?? []).map(({ turn, value }) => ({ ...place(row), turn, value })),
	);
	const primary = valuesOf(main, metric);
	return {
		model,
		name: rows[0]?.name ?? model,
		void: voids,
		finished: rows.length,
		metrics: Object.fromEntries(
			suite.metrics.map((one) => [one.name, estimateOf(valuesOf(main, one.name))]),
		),
		controls: Object.fromEntries(
			suite.controls.map(({ name }) => [
				name,
				multiTurnCost(
					primary,
					valuesOf(
						rows.filter(({ control }) => control === name),
						metric,
					),
				),
			]),
		),
		curve: turnCurve(curveRows),
		slope: turnSlope(curveRows),
		passes: isShare ? PASSES.map((k) => passRate(primary, k)) : [],
		reliability: reliability(primary),
	};
}

const place = ({ seed, replicate }: Pick<Row, "seed" | "replicate">) => ({
	scenario: String(seed),
	replicate,
});

const valuesOf = (rows: readonly Row[], metric: string): MetricRow[] =>
	rows.map((row) => ({ ...place(row), value: row.metrics[metric] ?? null }));

/** Values that are all 0 or 1 are shares, whose interval stays within them. */
export function estimateOf(rows: readonly MetricRow[]): Estimate {
	const isShare = rows.every(({ value }) => value === null || value === 0 || value === 1);
	return isShare ? clusteredShare(rows) : clusteredMean(rows);
}

async function readUsers({ slug, version }: Suite): Promise<SuiteResults["users"]> {
	const { rows } = await pool().query<{ drivers: string; episodes: number }>(
		`SELECT coalesce(substring(pairing_key FROM ' (seat:.*)$'), '') AS drivers, count(*) AS episodes FROM episodes
		 WHERE suite = $1 AND version = $2 AND state = 'finished' AND parent_id IS NULL AND run_id IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
		[slug, version],
	);
	return rows;
}

async function readRows(suite: Suite, others: string, language: string | null): Promise<Row[]> {
	const { rows } = await pool().query<Row>(
		`SELECT DISTINCT ON (e.pairing_key, e.model_id) e.id, m.slug AS model, m.name, e.seed, e.replicate, e.control,
			coalesce(substring(e.pairing_key FROM ' (seat:.*)$'), '') AS others, e.metrics
		 FROM episodes e JOIN models m ON m.id = e.model_id
		 WHERE e.suite = $1 AND e.version = $2 AND e.state = 'finished' AND e.parent_id IS NULL AND e.run_id IS NOT NULL
			AND coalesce(substring(e.pairing_key FROM ' (seat:.*)$'), '') = $3 AND ($4::text IS NULL OR e.language = $4)
		 ORDER BY e.pairing_key, e.model_id, e.ended_at DESC, e.id DESC`,
		[suite.slug, suite.version, others, language],
	);
	return rows;
}

/** Share of checks passed by turn, by episode; checks of the whole conversation are not in it. */
async function readTurns(
	ids: readonly string[],
): Promise<Map<string, { turn: number; value: number }[]>> {
	const { rows } = await pool().query<{ id: string; turn: number; value: number }>(
		`SELECT episode_id AS id, turn, avg(passed::int)::float AS value FROM check_results
		 WHERE episode_id = ANY ($1::uuid[]) AND turn > 0 GROUP BY 1, 2 ORDER BY 1, 2`,
		[ids],
	);
	return Map.groupBy(rows, ({ id }) => id);
}

async function readVoids({ slug, version }: Suite): Promise<Map<string, number>> {
	const { rows } = await pool().query<{ model: string; n: number }>(
		`SELECT m.slug AS model, count(*) AS n FROM episodes e JOIN models m ON m.id = e.model_id
		 WHERE e.suite = $1 AND e.version = $2 AND e.state = 'void' GROUP BY 1`,
		[slug, version],
	);
	return new Map(rows.map(({ model, n }) => [model, n]));
}
