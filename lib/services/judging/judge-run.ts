import { z } from "zod";
import { pool } from "#lib/db/pool.ts";
import { orders } from "#lib/judging/orders.ts";
import { loadRegistry } from "#lib/services/model/load-registry.ts";
import { RUN_BATTLES_SQL } from "#lib/services/run/run-battles.ts";
import { type RunConfig, runConfigSchema } from "#lib/simulation/run-config.ts";
import { askHttpJudge } from "./ask-http-judge.ts";
import { askJuror } from "./ask-juror.ts";
import { storeVerdict } from "./convene-jury.ts";
import { critiqueRun } from "./critique-run.ts";
import type { ItemFailures } from "./item-failures.ts";
import { type JudgedPair, readJudgedPair } from "./judged-pair.ts";
import { findReadings, type Juror, readingKey, storeReading } from "./stored-readings.ts";
import { assertBudget, type WorkThroughOptions, workThrough } from "./work-through.ts";

type Jury = NonNullable<RunConfig["jury"]>;

/** What came of it: all is read, another process is at it, or the run's budget is used up. */
export type JudgedRun = { state: "done" } | { state: "busy" } | { state: "spent"; reason: string };

export interface JudgeRunOptions {
	runId: string;
	signal: AbortSignal;
	/** What this process failed at before. */
	failures: ItemFailures;
	/** Told of each failure; the rest goes on. */
	onError(error: unknown, what: string): void;
}

/**
 * Has a run's battles read by its jury: every juror, every lens, both orders, as many battles at once as the run plays
 * conversations at once. What is stored is not asked again, so it may be interrupted and repeated. One process at a
 * time judges a run. Throws when the signal aborts, when the connection that holds the lock is lost, and when something
 * failed that is to be tried again.
 */
export async function judgeRun(options: JudgeRunOptions): Promise<JudgedRun> {
	const { runId, signal } = options;
	const lock = await pool().connect();
	const lost = new AbortController();
	let broken: Error | undefined;
	// Another process may take the lock from now on: nothing more may be asked here.
	const onLost = (error: Error) => {
		broken = error;
		lost.abort(error);
	};
	lock.on("error", onLost);
	try {
		const { rows } = await lock.query<{ isMine: boolean }>(
			`SELECT pg_try_advisory_lock(${LOCK_SQL}) AS "isMine"`,
			[runId],
		);
		if (rows[0]?.isMine !== true) return { state: "busy" };
		try {
			return await judge({ ...options, signal: AbortSignal.any([signal, lost.signal]) });
		} finally {
			await lock.query(`SELECT pg_advisory_unlock(${LOCK_SQL})`, [runId]).catch((error: Error) => {
				broken ??= error;
			});
		}
	} finally {
		lock.off("error", onLost);
		// A connection that could not give the lock back is closed, which gives it back.
		lock.release(broken);
	}
}

const LOCK_SQL = "hashtextextended('parley-judge ' || $1, 0)";

async function judge(given: JudgeRunOptions): Promise<JudgedRun> {
	const run = await findJudgingRun(given.runId);
	if (run === undefined) return { state: "done" };
	if (run.config === null) return { state: "spent", reason: "its configuration cannot be read" };
	const { critics, jury, concurrency } = run.config;
	const options = { ...given, concurrency };
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
	return workThrough(battles, options, async ({ id }, signal) => {
		const pair = await readJudgedPair(id);
		if (pair !== null)
			await readPair({ runId: options.runId, trusted }, pair, jurors, jury, signal);
	});
}

/** What judging reads of a run's configuration: what else is in it may be of an older shape. */
const judgingSchema = z
	.object(runConfigSchema.shape)
	.pick({ critics: true, jury: true, concurrency: true });

/** Without a configuration that can be read it is null; undefined when the run is not judged now. */
async function findJudgingRun(
	runId: string,
): Promise<{ config: z.infer<typeof judgingSchema> | null; trusted: boolean } | undefined> {
	const { rows } = await pool().query<{ configuration: unknown; trusted: boolean }>(
		"SELECT configuration, trusted FROM runs WHERE id = $1 AND state = 'judging'",
		[runId],
	);
	const [run] = rows;
	if (run === undefined) return undefined;
	return { config: judgingSchema.safeParse(run.configuration).data ?? null, trusted: run.trusted };
}

async function findJurors({ jurors }: Jury): Promise<Juror[]> {
	const { bySlug } = await loadRegistry();
	return jurors.map((name) => {
		const model = bySlug.get(name) ?? null;
		return { name, family: model?.family ?? model?.maker ?? null, model };
	});
}

/** The battles that the jury reads: all, or a sample spread evenly over suites and pairs of models by their order. */
async function chooseBattles(
	runId: string,
	{ battlesMax, suites }: Jury,
): Promise<{ id: string }[]> {
	const { rows } = await pool().query<{ id: string }>(
		`SELECT id FROM (
			SELECT b.id, b.position, row_number() OVER (PARTITION BY b.category, least(b.model_a_id, b.model_b_id),
				greatest(b.model_a_id, b.model_b_id) ORDER BY b.position, b.id) AS round
			FROM (${RUN_BATTLES_SQL}) b WHERE $3::text[] IS NULL OR b.category = ANY ($3)) chosen
		 ORDER BY round, position, id LIMIT $2`,
		[runId, battlesMax ?? null, suites ?? null],
	);
	return rows;
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
				await assertBudget(runId);
				const reading =
					juror.model === null
						? await askHttpJudge(pair, { address: juror.name, trusted }, lens, order, signal)
						: await askJuror(pair, juror.model, lens, order, signal);
				await storeReading(runId, pair.battleId, juror, reading);
			}
	await storeVerdict(pair);
}
