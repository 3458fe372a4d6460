import { pool } from "#lib/db/pool.ts";

export const jobStates = [
	"created",
	"retry",
	"active",
	"completed",
	"cancelled",
	"failed",
] as const;
export type JobState = (typeof jobStates)[number];

export type QueueSummary = {
	queue: string;
	/** Jobs kept in each state. */
	counts: Record<JobState, number>;
	/** The queue's newest error, of a failed job or of one that waits for its next try. */
	lastError: { at: string; message: string } | null;
};

export type DeadLetter = {
	id: string;
	/** The queue it failed on. */
	queue: string | null;
	at: string;
	message: string;
};

export type JobOverview = {
	/** False until a worker has started once. */
	isInstalled: boolean;
	queues: QueueSummary[];
	/** Newest first, at most 50. */
	deadLetters: DeadLetter[];
	/** Changes that no worker has taken yet, and the age of the oldest. */
	outbox: { rows: number; oldestMs: number | null };
};

const none = Object.fromEntries(jobStates.map((state) => [state, 0])) as Record<JobState, number>;

/** What the queues hold, for Admin. Reads pg-boss's tables as they are; needs no running worker. */
export async function listJobs(): Promise<JobOverview> {
	const outboxRows = await pool().query<{ rows: number; oldestMs: number | null }>(
		`SELECT count(*) AS rows, extract(epoch FROM now() - min(created_at))::float8 * 1000 AS "oldestMs" FROM outbox`,
	);
	const outbox = outboxRows.rows[0] ?? { rows: 0, oldestMs: null };
	const { rows: tables } = await pool().query("SELECT to_regclass('pgboss.job') AS job");
	if (tables[0]?.job === null) return { isInstalled: false, queues: [], deadLetters: [], outbox };
	const counts = await pool().query<{ queue: string; state: JobState | null; n: number }>(
		`SELECT q.name AS queue, j.state, count(j.id) AS n FROM pgboss.queue q LEFT JOIN pgboss.job j ON j.name = q.name
		WHERE q.name NOT LIKE '\\_\\_%' GROUP BY 1, 2 ORDER BY 1`,
	);
	const errors = await pool().query<{ queue: string; at: Date; message: string | null }>(
		`SELECT DISTINCT ON (name) name AS queue, coalesce(completed_on, started_on, created_on) AS at, ${messageOf("output")} AS message
		FROM pgboss.job WHERE state IN ('failed', 'retry') AND output IS NOT NULL ORDER BY name, at DESC`,
	);
	const dead = await pool().query<{
		id: string;
		queue: string | null;
		at: Date;
		message: string | null;
	}>(
		`SELECT id, source_name AS queue, created_on AS at, ${messageOf("source_output")} AS message
		FROM pgboss.job WHERE name = 'dead-letters' ORDER BY created_on DESC LIMIT 50`,
	);
	const queues = new Map<string, QueueSummary>();
	for (const { queue, state, n } of counts.rows) {
		const summary = queues.get(queue) ?? { queue, counts: { ...none }, lastError: null };
		if (state !== null) summary.counts[state] = n;
		queues.set(queue, summary);
	}
	for (const { queue, at, message } of errors.rows) {
		const summary = queues.get(queue);
		if (summary !== undefined) summary.lastError = { at: at.toISOString(), message: message ?? "" };
	}
	return {
		isInstalled: true,
		queues: [...queues.values()],
		deadLetters: dead.rows.map((row) => ({
			...row,
			at: row.at.toISOString(),
			message: row.message ?? "",
		})),
		outbox,
	};
}

/** pg-boss stores an error as JSON with its message; other outputs are shown as they are. */
function messageOf(column: string): string {
	return `left(coalesce(${column}->>'message', ${column}->'value'->>'message', ${column}::text), 500)`;
}
