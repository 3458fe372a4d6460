import { instanceSecret } from "#lib/auth/instance-secret.ts";
import { transaction } from "#lib/db/transaction.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { loadRegistry } from "#lib/services/model/load-registry.ts";
import { runtime } from "#lib/services/runtime.ts";
import { pairingKey } from "#lib/simulation/episode/pairing-key.ts";
import type { RunConfig } from "#lib/simulation/run-config.ts";
import { addInlineModels } from "./add-inline-models.ts";
import { setupFor } from "./episode-setup.ts";
import { estimateRun, type RunEstimate } from "./estimate-run.ts";
import { parseRun } from "./parse-run.ts";
import { type PlannedCell, planRun, type RunPlan } from "./plan-run.ts";

export interface LaunchOptions {
	/** YAML or JSON. */
	text: string;
	/** Names the text in errors. */
	file?: string;
	createdBy: string;
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

/** What a run would be: its plan and what it is expected to take. Writes nothing but models given inline. */
export async function previewRun(
	options: LaunchOptions,
): Promise<{ config: RunConfig; plan: RunPlan; estimate: RunEstimate }> {
	const parsed = parseRun(options.text, options.file);
	const config: RunConfig = {
		...parsed,
		seed: options.seed ?? parsed.seed,
		budget: { ...parsed.budget, usd: options.budgetUsd ?? parsed.budget.usd },
	};
	await addInlineModels(config);
	const registry = await loadRegistry();
	const plan = planRun(config, registry, await instanceSecret());
	const { dryRun } = options;
	if (dryRun !== undefined) plan.episodes = plan.episodes.slice(0, dryRun);
	return { config, plan, estimate: estimateRun(plan, registry) };
}

/**
 * Launches a run: writes it with all its conversations, in one transaction, for workers to play. Throws
 * `run-invalid` (422) with every problem of the file.
 */
export async function launchRun(options: LaunchOptions): Promise<LaunchedRun> {
	const { config, plan, estimate } = await previewRun(options);
	const now = runtime().clock.nowMs();
	const run = { id: uuidV7(now), slug: randomSlug() };
	const cellIds = plan.cells.map(() => uuidV7(now));
	await transaction(async (client) => {
		await client.query(
			`INSERT INTO runs (id, slug, name, yaml, configuration, state, estimate, created_by)
			 VALUES ($1, $2, $3, $4, $5, 'running', $6, $7)`,
			[
				run.id,
				run.slug,
				config.name,
				options.text,
				JSON.stringify(config),
				JSON.stringify(estimate),
				options.createdBy,
			],
		);
		await client.query(
			`INSERT INTO run_cells (id, run_id, position, suite, version, control, language, model, others)
			 SELECT * FROM unnest($1::uuid[], array_fill($2::uuid, ARRAY[cardinality($1::uuid[])]), $3::int[], $4::text[], $5::text[],
			   $6::text[], $7::text[], $8::text[], $9::jsonb[])`,
			[
				cellIds,
				run.id,
				plan.cells.map((_, i) => i),
				plan.cells.map(({ suite }) => suite),
				plan.cells.map(({ version }) => version),
				plan.cells.map(({ control }) => control),
				plan.cells.map(({ language }) => language),
				plan.cells.map(({ model }) => model),
				plan.cells.map(({ others }) => JSON.stringify(others)),
			],
		);
		for (let from = 0; from < plan.episodes.length; from += CHUNK) {
			const rows = plan.episodes.slice(from, from + CHUNK).map(({ cell, seed, replicate }, i) => {
				const planned = plan.cells[cell] as PlannedCell;
				return episodeRow(planned, {
					cellId: cellIds[cell] ?? "",
					position: from + i,
					seed,
					replicate,
				});
			});
			await client.query(
				`INSERT INTO episodes (id, slug, run_id, cell_id, position, suite, version, seed, replicate, control, language,
				   category, model_id, drivers, pairing_key)
				 SELECT r.id, r.slug, $1, r.cell, r.position, r.suite, r.version, r.seed, r.replicate, r.control, r.language,
				   r.category, (SELECT m.id FROM models m WHERE m.slug = r.model), r.drivers, r.key
				 FROM jsonb_to_recordset($2) AS r(id uuid, slug text, cell uuid, position int, suite text, version text, seed int,
				   replicate int, control text, language text, category text, model text, drivers jsonb, key text)`,
				[
					run.id,
					JSON.stringify(rows.map((row) => ({ ...row, id: uuidV7(now), slug: randomSlug() }))),
				],
			);
		}
	});
	return { ...run, config, episodes: plan.episodes.length, estimate };
}

/** One conversation to be played, as its row says it. */
export function episodeRow(
	cell: PlannedCell,
	place: { cellId: string | null; position: number; seed: number; replicate: number },
) {
	const { suite, version, control, language, model, others } = cell;
	const { seed, replicate } = place;
	const setup = setupFor({ suite, version, seed, control, language, replicate, model, others });
	const { scenario } = setup;
	return {
		cell: place.cellId,
		position: place.position,
		suite,
		version,
		seed,
		replicate,
		control,
		language: scenario.language,
		category: scenario.category,
		model,
		drivers: setup.stored,
		key: pairingKey(setup),
	};
}
