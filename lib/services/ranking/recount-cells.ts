import { z } from "zod";
import { pool, type Queryable } from "#lib/db/pool.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { boardFilterSchema } from "#lib/ranking/board-filter.ts";
import { foldChanges, withCells } from "./fold-changes.ts";
import { recountBoard } from "./recount-board.ts";
import { bucketSql, JUDGEMENT_STRATA_SQL, outcomeCounts, stratumOf } from "./strata.ts";

const differencesSchema = z.object({
	/** Judgements that were counted in another cell than theirs, or not at all. */
	judgements: z.number(),
	/** Cells with wrong counts, missing ones among them. */
	cells: z.number(),
	/** Battles that were wrongly taken to have one used judgement, or several. */
	battles: z.number(),
	/** Keys of leaderboards whose sums or hashes were wrong. */
	boards: z.array(z.string()),
});
export type RecountDifferences = z.infer<typeof differencesSchema>;

export type Recount = {
	at: string;
	/** Judgements and cells looked at. */
	judgements: number;
	cells: number;
	differences: RecountDifferences;
	durationMs: number;
};

/** How many things a recount found wrong; 0 when everything agreed. */
export function differenceCount(differences: RecountDifferences): number {
	const { judgements, cells, battles, boards } = differences;
	return judgements + cells + battles + boards.length;
}

/**
 * Counts all judgements from the beginning and compares the result with the cells, then the sums and
 * hashes of each kept leaderboard with its cells. What differs is repaired at once, its leaderboards are
 * refitted, and the finding is stored for Admin and the metrics: the caller logs it. Folds wait
 * while the cells or one leaderboard are compared; votes never do.
 */
export async function recountCells(nowMs: number): Promise<Recount> {
	const started = performance.now();
	const client = await pool().connect();
	let failed: Error | undefined;
	try {
		const found = await withCells(client, () => compareCells(client));
		const boards: string[] = [];
		const kept = await client.query<{ key: string; filter: unknown }>(
			"SELECT key, filter FROM board_states JOIN leaderboards USING (key) ORDER BY key",
		);
		for (const { key, filter } of kept.rows) {
			const isRight = await withCells(client, async () => {
				await foldChanges(client);
				return recountBoard(client, boardFilterSchema.parse(filter));
			});
			if (!isRight) boards.push(key);
		}
		const recount: Recount = {
			at: new Date(nowMs).toISOString(),
			judgements: found.judgements,
			cells: found.cells,
			differences: { ...found.differences, boards },
			durationMs: Math.round(performance.now() - started),
		};
		await client.query(
			"INSERT INTO recounts (id, at, judgements, cells, differences, duration_ms) VALUES ($1, $2, $3, $4, $5, $6)",
			[
				uuidV7(nowMs),
				recount.at,
				recount.judgements,
				recount.cells,
				JSON.stringify(recount.differences),
				recount.durationMs,
			],
		);
		return recount;
	} catch (error) {
		failed = error as Error;
		throw error;
	} finally {
		client.release(failed);
	}
}

/** What the newest recount found; null before the first. */
export async function findLastRecount(): Promise<Recount | null> {
	const { rows } = await pool().query<{
		at: Date;
		judgements: number;
		cells: number;
		differences: unknown;
		durationMs: number;
	}>(
		`SELECT at, judgements, cells, differences, duration_ms AS "durationMs" FROM recounts ORDER BY at DESC, id DESC LIMIT 1`,
	);
	const row = rows[0];
	return row === undefined
		? null
		: {
				...row,
				at: row.at.toISOString(),
				differences: differencesSchema.parse(row.differences),
			};
}

/** Compares the cells with all judgements; makes them anew when anything differs. */
async function compareCells(on: Queryable) {
	await foldChanges(on);
	const counts = "wins_a, wins_b, ties, both_bad";
	const countsOf = (alias: string) => counts.replace(/\w+/g, (column) => `${alias}.${column}`);
	const { rows } = await on.query<{
		seen: number;
		made: number;
		judgements: number;
		cells: number;
		battles: number;
	}>(
		`WITH now AS MATERIALIZED (${JUDGEMENT_STRATA_SQL}),
		counted AS (
			SELECT jc.judgement_id AS id, jc.bucket, jc.outcome, jc.version, jc.voter_id, jc.at, ${stratumOf("c")}
			FROM judgement_cells jc LEFT JOIN cells c ON c.id = jc.cell_id),
		summed AS (SELECT ${stratumOf()}, ${outcomeCounts("1")} FROM now GROUP BY ${stratumOf()}),
		several AS (SELECT battle_id FROM now WHERE reason = 'used' GROUP BY 1 HAVING count(*) > 1)
		SELECT (SELECT count(*) FROM now) AS seen, (SELECT count(*) FROM summed) AS made,
			(SELECT count(*) FROM now FULL JOIN counted USING (id)
				WHERE (now.outcome, now.version, now.voter_id, now.at, ${bucketSql("now.id")}, ${stratumOf("now")})
					IS DISTINCT FROM (counted.outcome, counted.version, counted.voter_id, counted.at, counted.bucket, ${stratumOf("counted")})) AS judgements,
			(SELECT count(*) FROM summed FULL JOIN cells USING (${stratumOf()})
				WHERE (${countsOf("summed")}) IS DISTINCT FROM (${countsOf("cells")})) AS cells,
			(SELECT count(*) FROM several FULL JOIN shared_battles USING (battle_id)
				WHERE several IS NULL OR shared_battles IS NULL) AS battles`,
	);
	const { seen = 0, made = 0, ...differences } = rows[0] ?? { judgements: 0, cells: 0, battles: 0 };
	if (differences.judgements + differences.cells + differences.battles > 0) await makeAnew(on);
	return { judgements: seen, cells: made, differences };
}

/** Empties everything that is made from judgements and folds them all. Every kept leaderboard is refitted. */
async function makeAnew(on: Queryable): Promise<void> {
	for (const table of [
		"judgement_cells",
		"cells",
		"shared_battles",
		"board_cells",
		"board_counts",
		"board_buckets",
	])
		await on.query(`DELETE FROM ${table}`);
	await on.query("UPDATE board_states SET must_refit = true");
	await on.query("INSERT INTO judgement_changes DEFAULT VALUES");
	await foldChanges(on);
}
