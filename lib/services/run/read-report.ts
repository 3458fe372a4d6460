import { pool } from "#lib/db/pool.ts";
import { fitPublished } from "#lib/ranking/published-fit.ts";
import type { Estimate } from "#lib/simulation/metrics/estimate.ts";
import { estimateOf } from "#lib/simulation/suite-results.ts";
import { findKnownSuite, knowSuites } from "./known-suite.ts";
import { type RunProgress, readProgress } from "./read-progress.ts";

import { type RunJudgement, readRunJudgements, runColumns } from "./run-columns.ts";

/** What one model did in one suite and control of a run. */
export interface CellResult {
	suite: string;
	control: string;
	model: string;
	episodes: number;
	/** The suite's primary metric. */
	metric: string;
	/** Mean over conversations, interval clustered by scenario. */
	estimate: Estimate;
}

export interface BoardLine {
	model: string;
	rating: number | null;
	lower: number | null;
	upper: number | null;
	votes: number;
	status: string;
}

export interface RunReport {
	progress: RunProgress;
	cells: CellResult[];
	/** By kind of judgement and suite, such as `check` and `check:ladder`. Kinds are never mixed. */
	boards: Record<string, BoardLine[]>;
}

/** All that a finished (or running) run can say. Throws `run-not-found` (404). */
export async function readReport(idOrSlug: string): Promise<RunReport> {
	const progress = await readProgress(idOrSlug);
	const [cells, judgements] = await Promise.all([
		readCells(progress.runId),
		readRunJudgements(progress.runId),
	]);
	return { progress, cells, boards: boardsOf(judgements) };
}

async function readCells(runId: string): Promise<CellResult[]> {
	const { rows } = await pool().query<{
		suite: string;
		version: string;
		control: string;
		model: string;
		seed: number;
		replicate: number;
		metrics: Record<string, number | null>;
	}>(
		`SELECT e.suite, e.version, e.control, m.slug AS model, e.seed, e.replicate, e.metrics FROM episodes e JOIN models m ON m.id = e.model_id
		 WHERE e.run_id = $1 AND e.state = 'finished' ORDER BY e.suite, e.control, m.slug, e.position`,
		[runId],
	);
	await knowSuites(rows);
	const groups = Map.groupBy(rows, ({ suite, control, model }) => `${suite}|${control}|${model}`);
	return [...groups.values()].flatMap((group) => {
		const [first] = group;
		const suite = first === undefined ? undefined : findKnownSuite(first.suite, first.version);
		if (first === undefined || suite === undefined) return [];
		const { metric } = suite.primary;
		const values = group.map(({ seed, replicate, metrics }) => ({
			scenario: String(seed),
			replicate,
			value: metrics[metric] ?? null,
		}));
		const { suite: slug, control, model } = first;
		return [
			{
				suite: slug,
				control,
				model,
				episodes: group.length,
				metric,
				estimate: estimateOf(suite, metric, values),
			},
		];
	});
}

function boardsOf(judgements: readonly RunJudgement[]): Record<string, BoardLine[]> {
	const boards: Record<string, BoardLine[]> = {};
	for (const [kind, ofKind] of Map.groupBy(judgements, ({ kind }) => kind)) {
		boards[kind] = boardOf(ofKind);
		const bySuite = Map.groupBy(ofKind, ({ suite }) => suite);
		if (bySuite.size > 1)
			for (const [suite, ofSuite] of bySuite) boards[`${kind}:${suite}`] = boardOf(ofSuite);
	}
	return boards;
}

function boardOf(judgements: readonly RunJudgement[]): BoardLine[] {
	return fitPublished(runColumns(judgements), "off").rows.map(
		({ model, rating, lower, upper, votes, status }) => ({
			model,
			rating,
			lower,
			upper,
			votes,
			status,
		}),
	);
}
