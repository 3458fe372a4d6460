import { z } from "zod";
import { pool, type Queryable } from "#lib/db/pool.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { type Snapshot, type StoredSnapshot, snapshotSchema } from "#lib/ranking/snapshot.ts";
import { packTriangle, unpackTriangle } from "./packed-covariance.ts";

/** Snapshots never change, so a process parses each at most once while it is in use. */
const parsed = new Map<string, StoredSnapshot>();
const PARSED_MAX = 64;

const doubtSchema = z.object({
	order: z.array(z.string()).default([]),
	multipliers: z.array(z.number()).default([]),
	clusters: z.number().nullable().default(null),
});

/** Writes a snapshot for ever and returns it with its id. */
export async function insertSnapshot(on: Queryable, snapshot: Snapshot): Promise<StoredSnapshot> {
	const stored = { ...snapshot, id: uuidV7(Date.parse(snapshot.at)) };
	await on.query(
		`INSERT INTO rating_snapshots (id, leaderboard_key, method, method_version, parameters, filter, seed,
			judgement_hash, counts, components, rows, pairs, coefficients, created_at, covariance, doubt)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
		[
			stored.id,
			stored.key,
			stored.method,
			stored.methodVersion,
			JSON.stringify(stored.parameters),
			JSON.stringify(stored.filter),
			stored.seed,
			stored.judgementHash,
			JSON.stringify(stored.counts),
			JSON.stringify({ components: stored.components, warnings: stored.warnings }),
			JSON.stringify(stored.rows),
			JSON.stringify(stored.pairs),
			JSON.stringify(stored.coefficients),
			stored.at,
			stored.covariance === null ? null : packTriangle(stored.covariance.values),
			JSON.stringify({
				order: stored.covariance?.order ?? [],
				multipliers: stored.multipliers,
				clusters: stored.clusters,
			}),
		],
	);
	return stored;
}

/** One snapshot by its id, or null. */
export async function findSnapshot(id: string): Promise<StoredSnapshot | null> {
	const known = parsed.get(id);
	if (known !== undefined) return known;
	const { rows } = await pool().query(
		`SELECT id, leaderboard_key AS key, method, method_version AS "methodVersion", parameters, filter, seed,
			judgement_hash AS "judgementHash", counts, components->'components' AS components,
			components->'warnings' AS warnings, rows, pairs, coefficients, created_at AS at, covariance, doubt
		FROM rating_snapshots WHERE id = $1`,
		[id],
	);
	const row = rows[0];
	if (row === undefined) return null;
	const { covariance, doubt, ...rest } = row;
	const { order, ...said } = doubtSchema.parse(doubt ?? {});
	const snapshot = {
		...snapshotSchema.parse({
			...rest,
			...said,
			covariance: covariance === null ? null : { order, values: unpackTriangle(covariance) },
			at: row.at.toISOString(),
		}),
		id,
	};
	if (parsed.size >= PARSED_MAX) parsed.delete(parsed.keys().next().value ?? "");
	parsed.set(id, snapshot);
	return snapshot;
}
