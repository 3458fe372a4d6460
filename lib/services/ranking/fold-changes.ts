import { pool, type Queryable } from "#lib/db/pool.ts";
import { addToBoards } from "./board-sums.ts";
import { FACTS_SQL } from "./reply-facts.ts";
import { bucketSql, JUDGEMENT_STRATA_SQL, outcomeCounts, stratumOf } from "./strata.ts";

/** From this many judgements on, a fold pays for statistics so that its joins are planned for them. */
const MANY = 1000;

/** Work tables of this connection; emptied by the end of each transaction. */
const WORK_TABLES_SQL = `SET LOCAL client_min_messages = error;
	CREATE TEMPORARY TABLE IF NOT EXISTS fold_ids (id uuid) ON COMMIT DELETE ROWS;
	CREATE TEMPORARY TABLE IF NOT EXISTS fold_moves (judgement_id uuid, battle_id uuid, old_outcome text, outcome text, version int,
		old_cell bigint, new_cell bigint, day date, model_a_id uuid, model_b_id uuid, reason text, turns smallint,
		language text, categories text[], category text, origin text, kind text, voter_id uuid, at timestamptz, last_turn int)
		ON COMMIT DELETE ROWS;
	CREATE TEMPORARY TABLE IF NOT EXISTS fold_deltas (cell_id bigint, wins_a int, wins_b int, ties int, both_bad int)
		ON COMMIT DELETE ROWS;
	DELETE FROM fold_ids; DELETE FROM fold_moves; DELETE FROM fold_deltas`;

/**
 * Runs `work` as the only one that changes cells and what is made from them, in a transaction that sees
 * one state of the database. The table's lock is what folds wait for: LOCK takes no snapshot, so the
 * state is that after the wait, and it is given back with the transaction whatever happens. Readers
 * of the table and votes don't wait. `on` is a connection without an open transaction.
 */
export async function withCells<T>(on: Queryable, work: () => Promise<T>): Promise<T> {
	await on.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
	try {
		await on.query("LOCK TABLE board_states IN SHARE ROW EXCLUSIVE MODE");
		// Sorting a million rows in memory instead of on disk; given back with the transaction.
		await on.query("SET LOCAL work_mem = '64MB'");
		const result = await work();
		await on.query("COMMIT");
		return result;
	} catch (error) {
		// When this fails too the connection is gone, and the transaction with it.
		await on.query("ROLLBACK").catch(() => {});
		throw error;
	}
}

/** SQL that gives a row for whatever a fold has to look at. */
export const WAITING_SQL =
	"SELECT 1 FROM judgement_changes UNION ALL SELECT 1 FROM judgement_cells WHERE voter_id IS NULL";

/** Folds what is committed on a connection of its own; does nothing, without waiting, when there is nothing. */
export async function foldWaiting(): Promise<void> {
	const { rowCount } = await pool().query(`SELECT 1 FROM (${WAITING_SQL}) waiting LIMIT 1`);
	if (rowCount === 0) return;
	const client = await pool().connect();
	let failed: Error | undefined;
	try {
		await withCells(client, () => foldChanges(client));
	} catch (error) {
		failed = error as Error;
		throw error;
	} finally {
		// A connection on which this failed is not used again.
		client.release(failed);
	}
}

/**
 * Brings the cells up to date with all committed changes of judgements, and with them the sums of the
 * leaderboards that are kept. A change says only which judgements to look at: each is moved from the
 * cell it is counted in to the one where it belongs now, so that folding twice, in any order, or for
 * nothing changes nothing. Costs as much as there are changes.
 *
 * Needs the transaction of `withCells`: changes and judgements are then of one moment, and no other
 * fold is between. Returns the number of judgements moved.
 */
export async function foldChanges(on: Queryable): Promise<number> {
	await on.query(WORK_TABLES_SQL);
	const everything =
		"EXISTS (SELECT 1 FROM taken WHERE judgement_id IS NULL AND battle_id IS NULL AND voter_id IS NULL)";
	const looked = await on.query(
		`WITH taken AS (DELETE FROM judgement_changes RETURNING judgement_id, battle_id, voter_id)
		INSERT INTO fold_ids
		SELECT judgement_id FROM taken WHERE judgement_id IS NOT NULL
		UNION SELECT j.id FROM taken JOIN judgements j ON j.battle_id = taken.battle_id
		UNION SELECT j.id FROM taken JOIN judgements j ON j.voter_id = taken.voter_id
		-- Written by a process of an older version, without what is held of a judgement.
		UNION SELECT judgement_id FROM judgement_cells WHERE voter_id IS NULL
		UNION SELECT id FROM judgements WHERE ${everything}
		UNION SELECT judgement_id FROM judgement_cells WHERE ${everything}`,
	);
	const isMany = (looked.rowCount ?? 0) > MANY;
	if (isMany) await on.query("ANALYZE fold_ids");
	const moved = await on.query(
		`INSERT INTO fold_moves (judgement_id, battle_id, old_outcome, outcome, version, old_cell, voter_id, at, last_turn, ${stratumOf()})
		SELECT i.id, k.battle_id, jc.outcome, k.outcome, k.version, jc.cell_id, k.voter_id, k.at, k.last_turn, ${stratumOf("k")}
		FROM fold_ids i
		LEFT JOIN (${JUDGEMENT_STRATA_SQL}) k ON k.id = i.id
		LEFT JOIN judgement_cells jc ON jc.bucket = ${bucketSql("i.id")} AND jc.judgement_id = i.id
		LEFT JOIN cells c ON c.id = jc.cell_id
		WHERE (k.outcome, k.version, k.voter_id, k.at, ${stratumOf("k")})
			IS DISTINCT FROM (jc.outcome, jc.version, jc.voter_id, jc.at, ${stratumOf("c")})`,
	);
	const moves = moved.rowCount ?? 0;
	if (moves === 0) return 0;
	if (isMany) await on.query("ANALYZE fold_moves");
	await moveJudgements(on);
	if (isMany) await on.query("ANALYZE fold_deltas");
	await addToBoards(on);
	await on.query(
		`DELETE FROM cells USING fold_deltas d WHERE id = d.cell_id
			AND (cells.wins_a, cells.wins_b, cells.ties, cells.both_bad) = (0, 0, 0, 0)`,
	);
	return moves;
}

async function moveJudgements(on: Queryable): Promise<void> {
	// A judgement that is gone has no stratum any more.
	const isThere = "day IS NOT NULL";
	await on.query(
		`INSERT INTO cells (${stratumOf()}, wins_a, wins_b, ties, both_bad)
		SELECT ${stratumOf()}, ${outcomeCounts("1")} FROM fold_moves WHERE ${isThere} GROUP BY ${stratumOf()}
		ON CONFLICT (${stratumOf()}) DO UPDATE SET wins_a = cells.wins_a + excluded.wins_a,
			wins_b = cells.wins_b + excluded.wins_b, ties = cells.ties + excluded.ties,
			both_bad = cells.both_bad + excluded.both_bad`,
	);
	await on.query(
		`UPDATE cells SET wins_a = cells.wins_a - old.wins_a, wins_b = cells.wins_b - old.wins_b,
			ties = cells.ties - old.ties, both_bad = cells.both_bad - old.both_bad
		FROM (SELECT old_cell, ${outcomeCounts("1", "old_outcome")} FROM fold_moves WHERE old_cell IS NOT NULL GROUP BY 1) old
		WHERE cells.id = old.old_cell`,
	);
	await on.query(
		`UPDATE fold_moves m SET new_cell = c.id FROM cells c
		WHERE m.${isThere} AND (${stratumOf("c")}) = (${stratumOf("m")})`,
	);
	await on.query(
		`INSERT INTO fold_deltas SELECT cell_id, ${outcomeCounts("n")}
		FROM (SELECT new_cell AS cell_id, outcome, 1 AS n FROM fold_moves WHERE new_cell IS NOT NULL
			UNION ALL SELECT old_cell, old_outcome, -1 FROM fold_moves WHERE old_cell IS NOT NULL) moves
		GROUP BY cell_id`,
	);
	await on.query(
		`INSERT INTO judgement_cells (bucket, judgement_id, cell_id, version, outcome, voter_id, at, facts)
		SELECT ${bucketSql("judgement_id")}, judgement_id, new_cell, version, outcome, voter_id, at, ${FACTS_SQL}
		FROM fold_moves m WHERE new_cell IS NOT NULL
		ON CONFLICT (bucket, judgement_id) DO UPDATE SET cell_id = excluded.cell_id, version = excluded.version,
			outcome = excluded.outcome, voter_id = excluded.voter_id, at = excluded.at, facts = excluded.facts`,
	);
	await on.query(
		`DELETE FROM judgement_cells jc USING fold_moves m
		WHERE m.new_cell IS NULL AND jc.bucket = ${bucketSql("m.judgement_id")} AND jc.judgement_id = m.judgement_id`,
	);
	await noteSharedBattles(on);
}

/** Few battles have more than one judgement that is used: only these are looked at to count battles. */
async function noteSharedBattles(on: Queryable): Promise<void> {
	const usedOf = (battles: string) =>
		`SELECT j.battle_id FROM ${battles} m JOIN judgements j ON j.battle_id = m.battle_id
		JOIN judgement_cells jc ON jc.bucket = ${bucketSql("j.id")} AND jc.judgement_id = j.id
		JOIN cells c ON c.id = jc.cell_id AND c.reason = 'used'
		GROUP BY 1 HAVING count(*) > 1`;
	await on.query(
		`INSERT INTO shared_battles ${usedOf("(SELECT DISTINCT battle_id FROM fold_moves)")} ON CONFLICT DO NOTHING`,
	);
	// Of a judgement that is gone the battle is not known any more.
	await on.query(
		`DELETE FROM shared_battles s
		WHERE (s.battle_id IN (SELECT battle_id FROM fold_moves) OR EXISTS (SELECT 1 FROM fold_moves WHERE battle_id IS NULL))
			AND NOT EXISTS (${usedOf("(SELECT s.battle_id)")})`,
	);
}
