import { pool } from "#lib/db/pool.ts";
import { orders } from "#lib/judging/orders.ts";
import { loadRegistry } from "#lib/services/model/load-registry.ts";
import { RUN_BATTLES_SQL } from "#lib/services/run/run-battles.ts";
import { type RunConfig, runConfigSchema } from "#lib/simulation/run-config.ts";
import { askHttpJudge } from "./ask-http-judge.ts";
import { askJuror } from "./ask-juror.ts";
import { storeVerdict } from "./convene-jury.ts";
import { critiqueRun } from "./critique-run.ts";
import { type JudgedPair, readJudgedPair } from "./judged-pair.ts";
import { findReadings, type Juror, readingKey, storeReading } from "./stored-readings.ts";
import { type WorkThroughOptions, workThrough } from "./work-through.ts";

type Jury = NonNullable<RunConfig["jury"]>;

/** What came of it: all is read, another process is at it, or the run's budget is used up. */
export type JudgedRun = { state: "done" } | { state: "busy" } | { state: "spent"; reason: string };

/**
 * Has a run's battles read by its jury: every juror, every lens, both orders, as many battles at once as the run plays
 * conversations at once. What is stored is not asked again, so it may be interrupted and repeated. One process at a
 * time judges a run. Throws when the signal aborts.
 */
export async function judgeRun(runId: string, signal: AbortSignal): Promise<JudgedRun> {
	const lock = await pool().connect();
	let broken: Error | undefined;
	try {
		const { rows } = await lock.query<{ isMine: boolean }>(
			`SELECT pg_try_advisory_lock(${LOCK_SQL}) AS "isMine"`,
			[runId],
		);
		if (rows[0]?.isMine !== true) return { state: "busy" };
		try {
			return await judge(runId, signal);
		} finally {
			await lock.query(`SELECT pg_advisory_unlock(${LOCK_SQL})`, [runId]).catch((error: Error) => {
				broken = error;
			});
		}
	} finally {
		// A connection that could not give the lock back is closed, which gives it back.
		lock.release(broken);
	}
}

const LOCK_SQL = "hashtextextended('parley-judge ' || $1, 0)";

async function judge(runId: string, signal: AbortSignal): Promise<JudgedRun> {
	const run = await findJudgingRun(runId);
	if (run === undefined) return { state: "done" };
	const { critics, jury, concurrency } = run.config;
	const options = { runId, concurrency, signal };
	let reason = critics === undefined ? null : await critiqueRun(critics, options);
	if (reason === null && jury !== undefined) reason = await readBattles(jury, run.trusted, options);
	return reason === null ? { state: "done" } : { state: "spent", reason };
}

/** Has the jury read its battles. Resolves to what of the budget is used up, or null. */
async function readBattles(
	jury: Jury,
	trusted: boolean,
	options: WorkThroughOptions,
): Promise<string | null> {
	const jurors = await findJurors(jury);
	const battles = await chooseBattles(options.runId, jury);
	return workThrough(battles, options, async (battleId, signal) => {
		const pair = await readJudgedPair(battleId);
		if (pair !== null)
			await readPair({ runId: options.runId, trusted }, pair, jurors, jury, signal);
	});
}

async function findJudgingRun(
	runId: string,
): Promise<{ config: RunConfig; trusted: boolean } | undefined> {
	const { rows } = await pool().query<{ configuration: unknown; trusted: boolean }>(
		"SELECT configuration, trusted FROM runs WHERE id = $1 AND state = 'judging'",
		[runId],
	);
	return rows[0] === undefined
		? undefined
		: { config: runConfigSchema.parse(rows[0].configuration), trusted: rows[0].trusted };
}

async function findJurors({ jurors }: Jury): Promise<Juror[]> {
	const { bySlug } = await loadRegistry();
	return jurors.map((name) => {
		const model = bySlug.get(name) ?? null;
		return { name, family: model?.family ?? model?.maker ?? null, model };
	});
}

/** The battles that the jury reads: all, or a sample spread evenly over suites and pairs of models by their order. */
async function chooseBattles(runId: string, { battlesMax, suites }: Jury): Promise<string[]> {
	const { rows } = await pool().query<{ id: string }>(
		`SELECT id FROM (
			SELECT b.id, b.position, row_number() OVER (PARTITION BY b.category, least(b.model_a_id, b.model_b_id),
				greatest(b.model_a_id, b.model_b_id) ORDER BY b.position, b.id) AS round
			FROM (${RUN_BATTLES_SQL}) b WHERE $3::text[] IS NULL OR b.category = ANY ($3)) chosen
		 ORDER BY round, position, id LIMIT $2`,
		[runId, battlesMax ?? null, suites ?? null],
	);
	return rows.map(({ id }) => id);
}

async function readPair(
	{ runId, trusted }: { runId: string; trusted: boolean },
	pair: JudgedPair,
	jurors: readonly Juror[],
	{ lenses }: Jury,
	signal: AbortSignal,
): Promise<void> {
	const readings = await findReadings(pair.battleId);
	for (const juror of jurors)
		for (const lens of lenses)
			for (const order of orders) {
				if (readings.has(readingKey(juror.name, lens, order))) continue;
				const reading =
					juror.model === null
						? await askHttpJudge(pair, { address: juror.name, trusted }, lens, order, signal)
						: await askJuror(pair, juror.model, lens, order, signal);
				await storeReading(runId, pair.battleId, juror, reading);
			}
	await storeVerdict(pair);
}
