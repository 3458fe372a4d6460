import { pool } from "#lib/db/pool.ts";
import type { LensName } from "#lib/judging/lens.ts";
import { type Order, orders } from "#lib/judging/orders.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import type { RegisteredModel } from "#lib/models/registry.ts";
import { loadRegistry } from "#lib/services/model/load-registry.ts";
import { runtime } from "#lib/services/runtime.ts";
import { type RunConfig, runConfigSchema } from "#lib/simulation/run-config.ts";
import { askHttpJudge } from "./ask-http-judge.ts";
import { askJuror, type JurorReading } from "./ask-juror.ts";
import { storeVerdict } from "./convene-jury.ts";
import { type JudgedPair, readJudgedPair } from "./judged-pair.ts";

type Jury = NonNullable<RunConfig["jury"]>;
type Juror = { name: string; family: string | null; model: RegisteredModel | null };

/**
 * Has a run's battles read by its jury: every juror, every lens, both orders, as many at once as the run plays
 * conversations at once. What is stored is not asked again, so it may be interrupted and repeated. One process at a
 * time judges a run; returns false when another one does.
 */
export async function judgeRun(runId: string, signal: AbortSignal): Promise<boolean> {
	const lock = await pool().connect();
	try {
		const { rows } = await lock.query<{ mine: boolean }>(
			"SELECT pg_try_advisory_lock(hashtextextended('parley-judge ' || $1, 0)) AS mine",
			[runId],
		);
		if (rows[0]?.mine !== true) return false;
		try {
			await judge(runId, signal);
		} finally {
			await lock.query("SELECT pg_advisory_unlock(hashtextextended('parley-judge ' || $1, 0))", [
				runId,
			]);
		}
		return true;
	} finally {
		lock.release();
	}
}

async function judge(runId: string, signal: AbortSignal): Promise<void> {
	const { rows } = await pool().query<{ configuration: unknown }>(
		"SELECT configuration FROM runs WHERE id = $1 AND state = 'judging'",
		[runId],
	);
	const config = rows[0] === undefined ? undefined : runConfigSchema.parse(rows[0].configuration);
	if (config?.jury === undefined) return;
	const { jury, concurrency } = config;
	const jurors = await findJurors(jury);
	const battles = await chooseBattles(runId, jury);
	const waiting = battles.values();
	const work = async () => {
		for (const battleId of waiting) {
			if (signal.aborted || !(await isJudging(runId))) return;
			const pair = await readJudgedPair(battleId);
			if (pair !== null) await readPair(runId, pair, jurors, jury.lenses, signal);
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, battles.length) }, work));
}

async function isJudging(runId: string): Promise<boolean> {
	const { rowCount } = await pool().query(
		"SELECT 1 FROM runs WHERE id = $1 AND state = 'judging'",
		[runId],
	);
	return rowCount === 1;
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
			SELECT b.id, row_number() OVER (PARTITION BY b.category, least(b.model_a_id, b.model_b_id), greatest(b.model_a_id, b.model_b_id)
				ORDER BY e.position, b.id) AS round
			FROM battles b JOIN episodes e ON e.id = b.episode_a_id
			WHERE e.run_id = $1 AND ($3::text[] IS NULL OR b.category = ANY ($3))) chosen
		 ORDER BY round, id LIMIT $2`,
		[runId, battlesMax ?? null, suites ?? null],
	);
	return rows.map(({ id }) => id);
}

async function readPair(
	runId: string,
	pair: JudgedPair,
	jurors: readonly Juror[],
	lenses: readonly LensName[],
	signal: AbortSignal,
): Promise<void> {
	for (const juror of jurors)
		for (const lens of lenses)
			for (const order of orders) {
				if (await isRead(pair.battleId, juror.name, lens, order)) continue;
				const reading =
					juror.model === null
						? await askHttpJudge(pair, juror.name, lens, order, signal)
						: await askJuror(pair, juror.model, lens, order, signal);
				await storeReading(runId, pair.battleId, juror, reading);
			}
	await storeVerdict(pair);
}

const firstSlot = (order: Order) => (order === "ab" ? "a" : "b");

async function isRead(
	battleId: string,
	juror: string,
	lens: LensName,
	order: Order,
): Promise<boolean> {
	const { rowCount } = await pool().query(
		"SELECT 1 FROM readings WHERE battle_id = $1 AND juror = $2 AND lens = $3 AND first_slot = $4 AND status <> 'failed' LIMIT 1",
		[battleId, juror, lens, firstSlot(order)],
	);
	return rowCount === 1;
}

async function storeReading(
	runId: string,
	battleId: string,
	{ name, family }: Juror,
	{ lens, lensVersion, order, status, reason, outcome, verdict, callId, costUsd }: JurorReading,
): Promise<void> {
	await pool().query(
		`INSERT INTO readings (id, battle_id, run_id, juror, family, lens, lens_version, first_slot, status, reason, outcome, verdict, call_id, cost_usd)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
		 ON CONFLICT (battle_id, juror, lens, lens_version, first_slot) DO UPDATE SET status = excluded.status, reason = excluded.reason,
			outcome = excluded.outcome, verdict = excluded.verdict, call_id = excluded.call_id, cost_usd = excluded.cost_usd
			WHERE readings.status = 'failed'`,
		[
			uuidV7(runtime().clock.nowMs()),
			battleId,
			runId,
			name,
			family,
			lens,
			lensVersion,
			firstSlot(order),
			status,
			reason,
			outcome,
			verdict === null || verdict === undefined ? null : JSON.stringify(verdict),
			callId,
			costUsd,
		],
	);
}
