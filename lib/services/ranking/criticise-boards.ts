import { pool } from "#lib/db/pool.ts";
import { seededRandom } from "#lib/kernel/random.ts";
import { boardFilterSchema } from "#lib/ranking/board-filter.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { criticise } from "#lib/ranking/criticism/criticise.ts";
import type { Criticism } from "#lib/ranking/criticism-record.ts";
import type { StoredSnapshot } from "#lib/ranking/snapshot.ts";
import { readKeptBoard } from "./fit-board.ts";
import { findSnapshot } from "./stored-snapshots.ts";
import { UNCRITICISED_SQL } from "./uncriticised.ts";

/** One call stops after as many milliseconds, whoever waits longest first; the rest is for the next one. */
const BUDGET_MS = 10_000;

export type CriticismSummary = { made: number; failed: { key: string; error: unknown }[] };

/**
 * Criticises the published snapshots that wait for it, from the judgements they were fitted to. One whose
 * judgements have changed meanwhile is left to its next fit. One that cannot be criticised is reported,
 * remembered as failed for a while, and does not stop the others.
 */
export async function criticiseBoards(): Promise<CriticismSummary> {
	const { rows } = await pool().query<{ key: string }>(
		`${UNCRITICISED_SQL} ORDER BY (SELECT max(created_at) FROM board_criticisms n WHERE n.leaderboard_key = l.key) NULLS FIRST, l.key`,
	);
	const summary: CriticismSummary = { made: 0, failed: [] };
	const begun = performance.now();
	for (const { key } of rows) {
		if (performance.now() - begun > BUDGET_MS) break;
		const snapshot = await findCurrent(key);
		if (snapshot === null) continue;
		try {
			const columns = await readJudgements(snapshot);
			if (columns === null) continue;
			const error = await criticiseSnapshot(snapshot, columns);
			if (error === null) summary.made++;
			else summary.failed.push({ key, error });
		} catch (error) {
			// The database's doing: it is tried again the next time.
			summary.failed.push({ key, error });
		}
	}
	return summary;
}

async function findCurrent(key: string): Promise<StoredSnapshot | null> {
	const { rows } = await pool().query<{ id: string }>(
		"SELECT snapshot_id AS id FROM leaderboards WHERE key = $1 AND snapshot_id IS NOT NULL",
		[key],
	);
	const id = rows[0]?.id;
	return id === undefined ? null : findSnapshot(id);
}

/** Null when the judgements are not those of the snapshot any more. */
async function readJudgements(snapshot: StoredSnapshot): Promise<JudgementColumns | null> {
	const client = await pool().connect();
	try {
		const read = await readKeptBoard(client, boardFilterSchema.parse(snapshot.filter), null);
		return read?.judgementHash === snapshot.judgementHash ? read.columns : null;
	} finally {
		client.release();
	}
}

/** Criticises and keeps the result; an error of the criticism itself is kept too, and returned. */
async function criticiseSnapshot(
	snapshot: StoredSnapshot,
	columns: JudgementColumns,
): Promise<unknown> {
	const started = performance.now();
	let criticism: Criticism | null = null;
	let failure: unknown = null;
	try {
		const covariance = snapshot.covariance ?? { order: [], values: [] };
		criticism = criticise(columns, { ...snapshot, covariance }, seededRandom(snapshot.seed));
	} catch (error) {
		failure = error;
	}
	await keep(snapshot, criticism, performance.now() - started);
	return failure;
}

async function keep(
	snapshot: StoredSnapshot,
	criticism: Criticism | null,
	durationMs: number,
): Promise<void> {
	await pool().query(
		`INSERT INTO board_criticisms (snapshot_id, leaderboard_key, criticism, duration_ms)
		SELECT id, $2, $3, $4 FROM rating_snapshots WHERE id = $1
		ON CONFLICT (snapshot_id) DO UPDATE SET criticism = excluded.criticism, duration_ms = excluded.duration_ms, created_at = now()`,
		[
			snapshot.id,
			snapshot.key,
			criticism === null ? null : JSON.stringify(criticism),
			Math.round(durationMs),
		],
	);
}
