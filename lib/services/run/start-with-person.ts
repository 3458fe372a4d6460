import type { Actor } from "#lib/auth/actor.ts";
import { instanceSecret } from "#lib/auth/instance-secret.ts";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { auditName } from "#lib/services/admin/write-audit.ts";
import { loadRegistry } from "#lib/services/model/load-registry.ts";
import { runtime } from "#lib/services/runtime.ts";
import { runConfigSchema } from "#lib/simulation/run-config.ts";
import { MAIN } from "#lib/simulation/scenario.ts";
import { assertRuns } from "./assert-runs.ts";
import { episodeRow } from "./episode-row.ts";
import { setupFor } from "./episode-setup.ts";
import { toolFormOf } from "./model-choices.ts";
import { type PlannedCell, planRun } from "./plan-run.ts";
import { modelDriver, person } from "./stored-driver.ts";

/** A single scenario with a person in one of its seats. */
export interface AskedScenario {
	suite: string;
	seed: number;
	/** The person's. */
	seat: string;
	/** Slug of the model in the contested seat; when the person takes that one, only whom it stands in for. */
	model: string;
	control?: string | undefined;
	language?: string | undefined;
}

/**
 * Starts a single scenario in which a person takes a seat: the user's, the opponent's or the contested one. Returns the
 * conversation's slug. Throws `run-invalid` (422) for an unknown suite, model, control or language, and `seat-unknown`
 * (422).
 */
export async function startWithPerson(
	actor: Actor,
	asked: AskedScenario,
): Promise<{ slug: string }> {
	assertRuns(actor);
	const { seed, seat, model } = asked;
	const cell = await planCell(asked);
	const { suite, drivers } = setupFor({ ...cell, seed, replicate: 0 });
	if (!(seat in drivers))
		throw new AppError(
			"seat-unknown",
			`${asked.suite} has no seat ${seat}; there are: ${Object.keys(drivers).join(", ")}.`,
			{ status: 422 },
		);
	const contested = modelDriver(model, toolFormOf(await loadRegistry(), model));
	const others = { [suite.contested]: contested, ...cell.others, [seat]: person };
	const slug = randomSlug();
	const row = episodeRow({ ...cell, others }, { slug, seed, replicate: 0 });
	await pool().query(
		`INSERT INTO episodes (id, slug, position, suite, version, seed, replicate, control, language, category, model_id, drivers, pairing_key, created_by)
		 SELECT $1, $2, 0, $3, $4, $5, 0, $6, $7, $8, m.id, $9, $10, $11 FROM models m WHERE m.slug = $12`,
		[
			uuidV7(runtime().clock.nowMs()),
			slug,
			row.suite,
			row.version,
			seed,
			row.control,
			row.language,
			row.category,
			JSON.stringify(row.drivers),
			row.key,
			auditName(actor),
			model,
		],
	);
	return { slug };
}

async function planCell({
	suite,
	model,
	control = MAIN,
	language,
}: AskedScenario): Promise<PlannedCell> {
	const languages = language === undefined ? {} : { languages: [language] };
	const run = runConfigSchema.parse({
		version: 1,
		suites: [{ suite, controls: [control], ...languages }],
		models: [model],
		seeds: { count: 1 },
	});
	const [cell] = planRun(run, await loadRegistry(), await instanceSecret()).cells;
	if (cell === undefined) throw new Error("Broken invariant: a plan without a cell");
	return cell;
}
