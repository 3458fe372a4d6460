import { pool } from "#lib/db/pool.ts";
import type { Order } from "#lib/judging/orders.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import type { RegisteredModel } from "#lib/models/registry.ts";
import { storableJson } from "#lib/services/run/storable-json.ts";
import { runtime } from "#lib/services/runtime.ts";
import type { JurorReading } from "./ask-juror.ts";

/** Who reads: a registered model, or a judge over HTTP, whose name is its address. */
export interface Juror {
	name: string;
	family: string | null;
	model: RegisteredModel | null;
}

const firstSlot = (order: Order) => (order === "ab" ? "a" : "b");

/** Names one reading of a battle. */
export const readingKey = (juror: string, lens: string, order: Order): string =>
	`${juror}\n${lens}\n${firstSlot(order)}`;

/** The readings of a battle that need not be asked for again: all but those that failed for no fault of the juror. */
export async function findReadings(battleId: string): Promise<Set<string>> {
	const { rows } = await pool().query<{ key: string }>(
		"SELECT concat_ws(E'\\n', juror, lens, first_slot) AS key FROM readings WHERE battle_id = $1 AND status <> 'failed'",
		[battleId],
	);
	return new Set(rows.map(({ key }) => key));
}

/** Stores a reading. One that is there stays, unless it had failed; what the failed one took is kept. */
export async function storeReading(
	runId: string,
	battleId: string,
	{ name, family }: Juror,
	reading: JurorReading,
): Promise<void> {
	const { lens, lensVersion, order, status, reason, outcome, verdict, callId, spent } = reading;
	await pool().query(
		`INSERT INTO readings (id, battle_id, run_id, juror, family, lens, lens_version, first_slot, status, reason, outcome, verdict,
		   call_id, calls, tokens_in, tokens_out, cost_usd)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
		 ON CONFLICT (battle_id, juror, lens, lens_version, first_slot) DO UPDATE SET status = excluded.status, reason = excluded.reason,
			outcome = excluded.outcome, verdict = excluded.verdict, call_id = excluded.call_id, run_id = excluded.run_id,
			calls = readings.calls + excluded.calls, tokens_in = readings.tokens_in + excluded.tokens_in,
			tokens_out = readings.tokens_out + excluded.tokens_out,
			cost_usd = CASE WHEN readings.cost_usd IS NULL THEN excluded.cost_usd ELSE readings.cost_usd + coalesce(excluded.cost_usd, 0) END
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
			storableJson(reason),
			outcome,
			verdict === null || verdict === undefined ? null : JSON.stringify(storableJson(verdict)),
			callId,
			spent.calls,
			spent.tokensIn,
			spent.tokensOut,
			spent.costUsd,
		],
	);
}
