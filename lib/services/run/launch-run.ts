import type pg from "pg";
import { instanceSecret } from "#lib/auth/instance-secret.ts";
import { transaction } from "#lib/db/transaction.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { loadRegistry } from "#lib/services/model/load-registry.ts";
import { runtime } from "#lib/services/runtime.ts";
import type { RunConfig } from "#lib/simulation/run-config.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import {
	addInlineModels,
	addressProblems,
	inlineKeyProblems,
	withInlineModels,
} from "./add-inline-models.ts";
import { type EpisodeRow, episodeRow } from "./episode-row.ts";
import { estimateRun, type RunEstimate } from "./estimate-run.ts";
import { declareEnvironment, environmentSuite } from "./known-suite.ts";
import { isAddress } from "./model-choices.ts";
import { invalid, locateProblems, parseRun } from "./parse-run.ts";
import { type PlannedCell, planRun, type RunPlan } from "./plan-run.ts";

export interface LaunchOptions {
	/** YAML or JSON. */
	text: string;
	/** Names the text in errors. */
	file?: string;
	createdBy: string;
	/** An operator wrote the file: addresses that are not public may be asked. */
	trusted?: boolean;
	/** Plays only the first so many conversations. */
	dryRun?: number | undefined;
	/** Overrides of the file. */
	budgetUsd?: number | undefined;
	seed?: number | undefined;
}

export interface LaunchedRun {
	id: string;
	slug: string;
	config: RunConfig;
	episodes: number;
	estimate: RunEstimate;
}

/** Rows written by one statement. */
const CHUNK = 2000;

/** What a run would be: its plan and what it is expected to take. Writes nothing. */
export async function previewRun(
	options: Omit<LaunchOptions, "createdBy">,
): Promise<{ config: RunConfig; plan: RunPlan; estimate: RunEstimate }> {
	const parsed = parseRun(options.text, options.file);
	const config: RunConfig = {
		...parsed,
		seed: options.seed ?? parsed.seed,
		budget: { ...parsed.budget, usd: options.budgetUsd ?? parsed.budget.usd },
	};
	const loaded = await loadRegistry();
	const { trusted = false } = options;
	const secret = await instanceSecret();
	const environments: Suite[] = config.environments.map(environmentSuite);
	const { registry, plan } = located(options, () => {
		const problems = trusted
			? []
			: [...inlineKeyProblems(config, loaded), ...addressProblems(config)];
		if (problems.length > 0) throw invalid(problems);
		const registry = withInlineModels(loaded, config, trusted);
		return { registry, plan: planRun(config, registry, secret, environments) };
	});
	const { dryRun } = options;
	if (dryRun !== undefined) plan.episodes = plan.episodes.slice(0, dryRun);
	const estimate = estimateRun(plan, registry, judgesOf(config), environments);
	const blind = unseenSpending(config, estimate);
	if (blind !== null) throw invalid([blind]);
	return { config, plan, estimate };
}

/** Slugs of the models that judge a run; judges over HTTP are nobody's whom this instance pays. */
const judgesOf = ({ jury, critics }: RunConfig): string[] => [
	...(jury?.jurors ?? []).filter((juror) => !isAddress(juror)),
	...(critics?.models ?? []),
];

/** Says that a budget in US dollars would bound nothing; null when it does, or another one bounds what it cannot see. */
function unseenSpending(
	{ budget: { usd, calls, tokens } }: RunConfig,
	{ unpriced }: RunEstimate,
): string | null {
	if (usd === null || calls !== null || tokens !== null || unpriced.length === 0) return null;
	return `budget.usd: no price is known of ${unpriced.join(", ")}, so a budget in US dollars would not bound what they take; give prices, or a budget of calls or tokens as well`;
}

/** What is wrong with a plan is said with the line of the file that asks for it. */
function located<T>({ text, file }: Pick<LaunchOptions, "text" | "file">, work: () => T): T {
	try {
		return work();
	} catch (error) {
		const problems = isAppError(error, "run-invalid") ? error.data["problems"] : undefined;
		if (!Array.isArray(problems)) throw error;
		throw invalid(locateProblems(text, problems.map(String), file));
	}
}

/**
 * Launches a run: writes it with all its conversations, in one transaction, for workers to play. Throws
 * `run-invalid` (422) with every problem of the file.
 */
export async function launchRun(options: LaunchOptions): Promise<LaunchedRun> {
	const { config, plan, estimate } = await previewRun(options);
	const { trusted = false } = options;
	await addInlineModels(config, trusted);
	for (const environment of config.environments) await declareEnvironment(environment, trusted);
	const nowMs = runtime().clock.nowMs();
	const run = { id: uuidV7(nowMs), slug: randomSlug() };
	const cellIds = plan.cells.map(() => uuidV7(nowMs));
	const rows = episodeRows(plan, cellIds, nowMs);
	await transaction(async (client) => {
		await client.query(
			`INSERT INTO runs (id, slug, name, yaml, configuration, state, estimate, created_by, trusted)
			 VALUES ($1, $2, $3, $4, $5, 'running', $6, $7, $8)`,
			[
				run.id,
				run.slug,
				config.name,
				options.text,
				JSON.stringify(config),
				JSON.stringify(estimate),
				options.createdBy,
				trusted,
			],
		);
		await insertCells(client, run.id, cellIds, plan.cells);
		for (const chunk of rows) await insertEpisodes(client, run.id, chunk);
	});
	return { ...run, config, episodes: plan.episodes.length, estimate };
}

type NewEpisode = EpisodeRow & { id: string; cell: string; position: number };

/** The rows of all conversations, chunk by chunk, so that few are in memory at a time. */
function* episodeRows(
	{ cells, episodes }: RunPlan,
	cellIds: readonly string[],
	nowMs: number,
): Generator<NewEpisode[]> {
	for (let from = 0; from < episodes.length; from += CHUNK)
		yield episodes.slice(from, from + CHUNK).map(({ cell, seed, replicate }, i) => {
			const [planned, cellId] = [cells[cell], cellIds[cell]];
			if (planned === undefined || cellId === undefined)
				throw new Error("Broken invariant: an episode without a cell");
			const row = episodeRow(planned, { slug: randomSlug(), seed, replicate });
			return { ...row, id: uuidV7(nowMs), cell: cellId, position: from + i };
		});
}

async function insertCells(
	client: pg.PoolClient,
	runId: string,
	ids: readonly string[],
	cells: readonly PlannedCell[],
): Promise<void> {
	const rows = cells.map(({ suite, version, control, language, model, others }, position) => {
		return { id: ids[position], position, suite, version, control, language, model, others };
	});
	await client.query(
		`INSERT INTO run_cells (id, run_id, position, suite, version, control, language, model, others)
		 SELECT r.id, $1, r.position, r.suite, r.version, r.control, r.language, r.model, r.others
		 FROM jsonb_to_recordset($2) AS r(id uuid, position int, suite text, version text, control text, language text, model text, others jsonb)`,
		[runId, JSON.stringify(rows)],
	);
}

async function insertEpisodes(
	client: pg.PoolClient,
	runId: string,
	rows: readonly NewEpisode[],
): Promise<void> {
	await client.query(
		`INSERT INTO episodes (id, slug, run_id, cell_id, position, suite, version, seed, replicate, control, language,
		   category, model_id, drivers, pairing_key)
		 SELECT r.id, r.slug, $1, r.cell, r.position, r.suite, r.version, r.seed, r.replicate, r.control, r.language,
		   r.category, m.id, r.drivers, r.key
		 FROM jsonb_to_recordset($2) AS r(id uuid, slug text, cell uuid, position int, suite text, version text, seed int,
		   replicate int, control text, language text, category text, model text, drivers jsonb, key text)
		 JOIN models m ON m.slug = r.model`,
		[runId, JSON.stringify(rows)],
	);
}
