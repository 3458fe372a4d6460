import { pool } from "#lib/db/pool.ts";
import type { PlayedAs } from "./episode-setup.ts";
import { storedDriversSchema } from "./stored-driver.ts";

/** An episode that this process has claimed and plays. */
export interface ClaimedEpisode extends PlayedAs {
	id: string;
	runId: string | null;
	attempt: number;
	position: number;
	modelId: string;
	parentId: string | null;
	forkTurn: number | null;
	createdBy: string | null;
}

/**
 * Claims up to `count` episodes for this process: waiting ones, and those of a process whose lease ended. The run's
 * own limit on conversations at once holds over all workers, and so does a model's `concurrencyMax`, because an
 * episode has at most one call at a time at each model. `runId` narrows it to one run.
 */
export async function claimEpisodes(options: {
	processId: string;
	count: number;
	leaseMs: number;
	runId?: string | undefined;
}): Promise<ClaimedEpisode[]> {
	const { processId, count, leaseMs, runId = null } = options;
	if (count <= 0) return [];
	const { rows } = await pool().query<Omit<ClaimedEpisode, "others"> & { drivers: unknown }>(
		`WITH locked AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(hashtextextended('parley-claim-episodes', 0)) AS mine),
		busy AS (SELECT run_id, model_id, count(*) AS n FROM episodes WHERE state = 'running' AND lease_until > now() GROUP BY 1, 2),
		open AS (
			SELECT e.id, e.position, r.created_at AS run_at, (r.configuration->>'concurrency')::int AS run_max, e.run_id, e.model_id,
				row_number() OVER (PARTITION BY e.run_id ORDER BY e.position) AS in_run,
				row_number() OVER (PARTITION BY e.model_id ORDER BY r.created_at, e.position) AS of_model
			FROM episodes e LEFT JOIN runs r ON r.id = e.run_id
			WHERE (r.id IS NULL OR r.state = 'running') AND ($4::uuid IS NULL OR e.run_id = $4)
				AND ((e.state = 'waiting' AND (e.not_before IS NULL OR e.not_before <= now())) OR (e.state = 'running' AND e.lease_until < now()))
		),
		chosen AS (
			SELECT o.id FROM open o, locked
			WHERE locked.mine
				AND (o.run_max IS NULL OR o.in_run <= o.run_max - coalesce((SELECT sum(n) FROM busy WHERE busy.run_id = o.run_id), 0))
				AND o.of_model <= coalesce((SELECT min((p.limits->>'concurrencyMax')::int) FROM endpoints p WHERE p.model_id = o.model_id), 1000000)
					- coalesce((SELECT sum(n) FROM busy WHERE busy.model_id = o.model_id), 0)
			ORDER BY o.run_at NULLS FIRST, o.position LIMIT $2
		)
		UPDATE episodes e SET state = 'running', lease_owner = $1, lease_until = now() + $3 * interval '1 millisecond',
			started_at = coalesce(e.started_at, now())
		FROM chosen, models m WHERE e.id = chosen.id AND m.id = e.model_id
		RETURNING e.id, e.run_id AS "runId", e.attempt, e.position, e.suite, e.version, e.seed, e.control, e.language, e.replicate,
			m.slug AS model, e.model_id AS "modelId", e.drivers, e.parent_id AS "parentId", e.fork_turn AS "forkTurn", e.created_by AS "createdBy"`,
		[processId, count, leaseMs, runId],
	);
	return rows
		.map(({ drivers, ...row }) => ({ ...row, others: storedDriversSchema.parse(drivers) }))
		.sort((a, b) => a.position - b.position);
}

/**
 * Keeps this process's claims alive and says which of them it lost or has to give up, because another process took
 * them or their run was cancelled.
 */
export async function renewClaims(options: {
	processId: string;
	ids: readonly string[];
	leaseMs: number;
}): Promise<{ lost: string[] }> {
	const { processId, ids, leaseMs } = options;
	if (ids.length === 0) return { lost: [] };
	const { rows } = await pool().query<{ id: string }>(
		`UPDATE episodes e SET lease_until = now() + $3 * interval '1 millisecond'
		 WHERE e.id = ANY ($2::uuid[]) AND e.lease_owner = $1 AND e.state = 'running'
		   AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.id = e.run_id AND r.state = 'cancelled')
		 RETURNING e.id`,
		[processId, ids, leaseMs],
	);
	const kept = new Set(rows.map(({ id }) => id));
	return { lost: ids.filter((id) => !kept.has(id)) };
}
