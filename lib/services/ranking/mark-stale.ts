import { z } from "zod";
import type { Queryable } from "#lib/db/pool.ts";
import { pool } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { WAITING_SQL } from "./fold-changes.ts";
import { UNCRITICISED_SQL } from "./uncriticised.ts";

/** The kind of outbox row that announces changed judgements. */
export const VOTES_CHANGED = "votes-changed";

/** What changed: the judgements of one battle, or all of one voter (who was excluded or let back in). */
export const votesChangedSchema = z.union([
	z.object({ battleId: z.uuid() }),
	z.object({ voterId: z.uuid() }),
]);
export type VotesChanged = z.infer<typeof votesChangedSchema>;

/**
 * Announces changed judgements, inside the transaction that changes them. One insert, no shared row,
 * so votes never wait for each other here; the leaderboards are marked from the outbox.
 */
export async function announceVotesChanged(
	on: Queryable,
	changed: VotesChanged,
	nowMs: number,
): Promise<void> {
	await on.query("INSERT INTO outbox (id, kind, payload) VALUES ($1, $2, $3)", [
		uuidV7(nowMs),
		VOTES_CHANGED,
		JSON.stringify(changed),
	]);
}

/**
 * Marks the leaderboards that may count votes on these battles. Call it after the votes are
 * committed: a fit that has seen the mark must have seen the votes.
 */
export async function markStale(on: Queryable, battleIds: readonly string[]): Promise<number> {
	const marked = await on.query(
		`UPDATE leaderboards l SET stale_at = clock_timestamp()
		WHERE l.key IN (
			SELECT key FROM leaderboards k
			JOIN (SELECT DISTINCT origin, language FROM battles WHERE id = ANY ($1::uuid[])) changed
				ON k.filter->>'origin' IN (changed.origin, 'all')
				AND (k.filter->>'language' IS NULL OR k.filter->>'language' = changed.language)
			ORDER BY key FOR UPDATE OF k)`,
		[battleIds],
	);
	return marked.rowCount ?? 0;
}

export type TakenChanges = { taken: number; rejected: number; boards: number };

/**
 * Takes up to `limit` announcements from the outbox and marks their leaderboards, in one
 * transaction: a crash at any point leaves either the announcement or the mark. Several processes
 * may do so at once. An announcement that cannot be read marks every leaderboard, so that nothing
 * is missed, and is counted in `rejected`.
 */
export function takeVoteChanges(limit = 1000): Promise<TakenChanges> {
	return transaction(async (client) => {
		const { rows } = await client.query<{ payload: unknown }>(
			`DELETE FROM outbox WHERE id IN (
				SELECT id FROM outbox WHERE kind = $1 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)
			RETURNING payload`,
			[VOTES_CHANGED, limit],
		);
		if (rows.length === 0) return { taken: 0, rejected: 0, boards: 0 };
		const battles = new Set<string>();
		const voters = new Set<string>();
		let rejected = 0;
		for (const { payload } of rows) {
			const parsed = votesChangedSchema.safeParse(payload);
			if (!parsed.success) rejected++;
			else if ("battleId" in parsed.data) battles.add(parsed.data.battleId);
			else voters.add(parsed.data.voterId);
		}
		if (rejected > 0) {
			const all = await client.query("UPDATE leaderboards SET stale_at = clock_timestamp()");
			return { taken: rows.length, rejected, boards: all.rowCount ?? 0 };
		}
		if (voters.size > 0) {
			const judged = await client.query<{ id: string }>(
				"SELECT DISTINCT battle_id AS id FROM judgements WHERE voter_id = ANY ($1::uuid[])",
				[[...voters]],
			);
			for (const { id } of judged.rows) battles.add(id);
		}
		const boards = battles.size > 0 ? await markStale(client, [...battles]) : 0;
		return { taken: rows.length, rejected, boards };
	});
}

/**
 * SQL that gives a row when a fold or a recount changed the sums of the leaderboard `l` and no fit has seen
 * it: that makes it stale even if nobody announced a change, such as a battle that was filed under
 * another category.
 */
export const CHANGED_SUMS_SQL = `SELECT 1 FROM board_states s WHERE s.key = l.key
	AND (s.must_refit OR EXISTS (SELECT 1 FROM board_buckets u WHERE u.board_id = s.id AND u.hash IS NULL))`;

/** True when a leaderboard waits for a refresh, its first fit or its criticism, or changes wait for a fold. */
export async function hasStaleBoards(): Promise<boolean> {
	const { rowCount } = await pool().query(
		`SELECT 1 FROM leaderboards l WHERE stale_at IS NOT NULL OR snapshot_id IS NULL OR EXISTS (${CHANGED_SUMS_SQL})
		UNION ALL ${WAITING_SQL}
		UNION ALL SELECT 1 FROM (${UNCRITICISED_SQL}) uncriticised LIMIT 1`,
	);
	return rowCount === 1;
}
