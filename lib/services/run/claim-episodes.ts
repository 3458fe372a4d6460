import type pg from "pg";
import { pool } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { randomSlug } from "#lib/kernel/ids.ts";
import { chooseEpisodes, type OpenEpisode } from "./choose-episodes.ts";
import type { PlayedAs } from "./episode-setup.ts";
import { type BudgetRoom, stopSpentRuns } from "./run-budget.ts";
import { storedDriversSchema } from "./stored-driver.ts";

/** An episode that this process has claimed and plays. */
export interface ClaimedEpisode extends PlayedAs {
	id: string;
	runId: string | null;
	attempt: number;
	position: number;
	modelId: string;
	parentId: string | null;
	/** Events in its log when a step that must not be sent twice was last sent; null when none was. */
	sentAt: number | null;
	/** The claim under which it is played: new each time, so that whoever lost it cannot write any more. */
	claim: string;
}

export interface ClaimOptions {
	processId: string;
	count: number;
	leaseMs: number;
	/** Narrows it to one run. */
	runId?: string | undefined;
	/** What this process plays already, and does not take from itself when a renewal was late. */
	playing?: readonly string[];
	/** Told of runs that are left alone because their configuration cannot be read. */
	onUnreadable?(runIds: readonly string[]): void;
}

/**
 * Claims up to `count` episodes for this process: waiting ones, and those of a process whose lease ended. Stops runs
 * whose budget is used up before it takes any of theirs. The run's own limit on conversations at once holds over all
 * workers, and so does a model's `concurrencyMax`, because an episode makes one call at a time: it counts at every
 * model that sits in one of its seats. Workers claim one after the other.
 */
export async function claimEpisodes(options: ClaimOptions): Promise<ClaimedEpisode[]> {
	if (options.count <= 0) return [];
	return transaction(async (client) => {
		// A statement of its own: what follows must see what the claim before this one wrote.
		await client.query(
			"SELECT pg_advisory_xact_lock(hashtextextended('parley-claim-episodes', 0))",
		);
		const budgets = await stopSpentRuns(client, options.runId);
		if (budgets.unreadable.length > 0) options.onUnreadable?.(budgets.unreadable);
		const open = await findOpen(client, options, budgets);
		if (open.length === 0) return [];
		const room = await findRoom(client);
		const ids = chooseEpisodes(open, room, options.count).map(({ id }) => id);
		return ids.length === 0 ? [] : take(client, ids, options);
	});
}

/**
 * Episodes that could be played now, first come first: abandoned ones and those of no run before all others. Of each
 * run at most as many as its own limit and its budget leave room for; none of a model that is at its limit.
 */
async function findOpen(
	client: pg.PoolClient,
	options: ClaimOptions,
	{ atOnce, unreadable }: BudgetRoom,
): Promise<OpenEpisode[]> {
	const { count, runId = null, playing = [] } = options;
	const { rows } = await client.query<OpenEpisode>(
		`WITH full_models AS MATERIALIZED (
			SELECT coalesce(array_agg(l.slug), '{}') AS slugs FROM (${LIMITS_SQL}) l LEFT JOIN (${BUSY_SQL}) b USING (slug)
			WHERE coalesce(b.n, 0) >= l.most),
		places AS MATERIALIZED (
			SELECT r.id, r.created_at, least((r.configuration->>'concurrency')::int, ($4::jsonb->>r.id::text)::int) - (SELECT count(*) FROM episodes e
				WHERE e.run_id = r.id AND e.state = 'running' AND e.lease_until >= now())::int AS room, r.state = 'running' AS is_running
			FROM runs r WHERE r.state IN ('running', 'stopping') AND ($2::uuid IS NULL OR r.id = $2) AND NOT r.id = ANY ($5::uuid[]))
		SELECT id, run_id AS "runId", room, ARRAY(SELECT DISTINCT d.value->>'model' FROM jsonb_each(drivers) d
			WHERE d.value->>'model' IS NOT NULL) AS models
		FROM (
			SELECT e.id, e.run_id, e.position, e.drivers, p.room, p.created_at, 0 AS rank FROM places p JOIN episodes e ON e.run_id = p.id
			WHERE e.state = 'running' AND e.lease_until < now() AND NOT e.id = ANY ($3::uuid[])
			UNION ALL
			SELECT e.id, NULL, e.position, e.drivers, NULL, e.created_at, 0 FROM episodes e WHERE e.run_id IS NULL AND $2::uuid IS NULL
				AND (e.state = 'waiting' OR e.state = 'running' AND e.lease_until < now() AND NOT e.id = ANY ($3::uuid[]))
			UNION ALL
			SELECT e.*, p.room, p.created_at, 1 FROM places p CROSS JOIN full_models f CROSS JOIN LATERAL (
				SELECT w.id, w.run_id, w.position, w.drivers FROM episodes w
				WHERE w.run_id = p.id AND w.state = 'waiting' AND (w.not_before IS NULL OR w.not_before <= now())
					AND (f.slugs = '{}' OR NOT EXISTS (SELECT 1 FROM jsonb_each(w.drivers) d WHERE d.value->>'model' = ANY (f.slugs)))
				ORDER BY w.position LIMIT least($1, greatest(p.room, 0))) e
			WHERE p.is_running) open
		ORDER BY rank, created_at, position, id`,
		[count, runId, playing, JSON.stringify(atOnce), unreadable],
	);
	return rows;
}

/** SQL for the models that take only so many calls at once. */
const LIMITS_SQL = `SELECT m.slug, min((p.limits->>'concurrencyMax')::int) AS most FROM endpoints p JOIN models m ON m.id = p.model_id
	WHERE p.limits ? 'concurrencyMax' GROUP BY m.slug`;

/** SQL for how many conversations each model takes part in now. */
const BUSY_SQL = `SELECT slug, count(*)::int AS n FROM (
		SELECT DISTINCT e.id, d.value->>'model' AS slug FROM episodes e CROSS JOIN jsonb_each(e.drivers) d
		WHERE e.state = 'running' AND e.lease_until >= now()) seats
	WHERE slug IS NOT NULL GROUP BY slug`;

/** How many more conversations each model with a limit may take part in. */
async function findRoom(client: pg.PoolClient): Promise<Map<string, number>> {
	const { rows } = await client.query<{ slug: string; room: number }>(
		`SELECT slug, l.most - coalesce(b.n, 0) AS room FROM (${LIMITS_SQL}) l LEFT JOIN (${BUSY_SQL}) b USING (slug)`,
	);
	return new Map(rows.map(({ slug, room }) => [slug, room]));
}

async function take(
	client: pg.PoolClient,
	ids: readonly string[],
	{ processId, leaseMs }: ClaimOptions,
): Promise<ClaimedEpisode[]> {
	const { rows } = await client.query<Omit<ClaimedEpisode, "others"> & { drivers: unknown }>(
		// Locked in the order of their ids, as renewals and cancellations do, so that no two wait in a circle.
		`WITH free AS (SELECT id FROM episodes WHERE id = ANY ($2::uuid[]) AND (state = 'waiting' OR state = 'running' AND lease_until < now())
			ORDER BY id FOR UPDATE)
		UPDATE episodes e SET state = 'running', lease_owner = $1, lease_until = now() + $3 * interval '1 millisecond',
			started_at = coalesce(e.started_at, now())
		FROM free, models m WHERE e.id = free.id AND m.id = e.model_id
		RETURNING e.id, e.run_id AS "runId", e.attempt, e.position, e.suite, e.version, e.seed, e.control, e.language, e.replicate,
			m.slug AS model, e.model_id AS "modelId", e.drivers, e.parent_id AS "parentId", e.lease_owner AS claim,
			e.sent_at AS "sentAt"`,
		[`${processId}/${randomSlug()}`, ids, leaseMs],
	);
	return rows
		.map(({ drivers, ...row }) => ({ ...row, others: storedDriversSchema.parse(drivers) }))
		.sort((a, b) => a.position - b.position);
}

/**
 * Keeps claims alive and says which of them are lost or to be given up, because another process took them or their
 * run was cancelled.
 */
export async function renewClaims(
	claims: readonly Pick<ClaimedEpisode, "id" | "claim">[],
	leaseMs: number,
): Promise<{ lost: string[] }> {
	if (claims.length === 0) return { lost: [] };
	const { rows } = await pool().query<{ id: string }>(
		// Locked in the order of their ids, as a cancellation does, so that neither waits for the other in a circle.
		`WITH mine AS (
			SELECT e.id FROM episodes e JOIN unnest($1::uuid[], $2::text[]) AS held(id, claim) ON e.id = held.id AND e.lease_owner = held.claim
			WHERE e.state = 'running' ORDER BY e.id FOR UPDATE OF e)
		 UPDATE episodes e SET lease_until = now() + $3 * interval '1 millisecond' FROM mine WHERE e.id = mine.id RETURNING e.id`,
		[claims.map(({ id }) => id), claims.map(({ claim }) => claim), leaseMs],
	);
	const kept = new Set(rows.map(({ id }) => id));
	return { lost: claims.flatMap(({ id }) => (kept.has(id) ? [] : [id])) };
}

/** Gives an episode back untouched, for another process to take up at its last step. */
export async function releaseEpisode({
	id,
	claim,
}: Pick<ClaimedEpisode, "id" | "claim">): Promise<void> {
	await pool().query(
		"UPDATE episodes SET lease_until = now() WHERE id = $1 AND lease_owner = $2 AND state = 'running'",
		[id, claim],
	);
}

/**
 * Gives an episode back that this process could not play on, to be taken up after `pauseMs`. Returns how often that
 * has happened to it; null when the claim is lost.
 */
export async function giveBackEpisode(
	{ id, claim }: Pick<ClaimedEpisode, "id" | "claim">,
	pauseMs: number,
): Promise<number | null> {
	const { rows } = await pool().query<{ giveBacks: number }>(
		`UPDATE episodes SET lease_until = now() + $3 * interval '1 millisecond', give_backs = give_backs + 1
		 WHERE id = $1 AND lease_owner = $2 AND state = 'running' RETURNING give_backs AS "giveBacks"`,
		[id, claim, pauseMs],
	);
	return rows[0]?.giveBacks ?? null;
}
