import { PgBoss } from "pg-boss";
import type { z } from "zod";
import { DEAD_LETTERS, type JobDefinition, jobDefinitions, parsePayload } from "./jobs.ts";

/** The schema that pg-boss keeps its tables in, apart from ours. */
export const QUEUE_SCHEMA = "pgboss";

export type Queue = {
	/** Sends a job, `delayMs` from now. Resolves to false when an equal one is already waiting. */
	send<P extends z.ZodType>(
		job: JobDefinition<P>,
		payload: z.input<P>,
		delayMs?: number,
	): Promise<boolean>;
	/** Starts working on a job's queue in this process, one job at a time unless told otherwise. */
	work<P extends z.ZodType>(
		job: JobDefinition<P>,
		handle: (payload: z.infer<P>) => Promise<unknown>,
		concurrency?: number,
	): Promise<void>;
	/** Lets running jobs finish for at most `graceMs`; those that don't are retried elsewhere. */
	close(graceMs: number): Promise<void>;
};

/**
 * Opens the job queue: installs or updates pg-boss's schema, makes the queues and their schedules.
 * `onProblem` hears of errors outside of jobs (a lost connection) and of warnings.
 */
export async function openQueue(options: {
	connectionString: string;
	onProblem: (level: "error" | "warn", problem: unknown) => void;
}): Promise<Queue> {
	const boss = new PgBoss({
		connectionString: options.connectionString,
		schema: QUEUE_SCHEMA,
		application_name: "parley-worker",
		max: 4,
		useListenNotify: true,
	});
	boss.on("error", (error) => options.onProblem("error", error));
	boss.on("warning", (warning) => options.onProblem("warn", warning));
	await boss.start({ attempts: 3 });
	await boss.createQueue(DEAD_LETTERS, { retentionSeconds: 30 * 86_400 });
	for (const job of jobDefinitions) {
		await boss.createQueue(job.name, job.queue);
		const { policy, ...changeable } = job.queue;
		await boss.updateQueue(job.name, changeable);
		if ("cron" in job) await boss.schedule(job.name, job.cron, {});
	}
	return {
		async send(job, payload, delayMs = 0) {
			const data = parsePayload(job, payload) as object;
			const id = await boss.send(job.name, data, { startAfter: delayMs / 1000 });
			return id !== null;
		},
		async work(job, handle, concurrency = 1) {
			await boss.work(
				job.name,
				{
					batchSize: 1,
					localConcurrency: concurrency,
					pollingIntervalSeconds: 0.5,
					// A delayed job is not announced when its time comes: that is found by polling.
					notifyPollingIntervalSeconds: 0.5,
				},
				async (jobs) => {
					for (const { data } of jobs) await handle(parsePayload(job, data));
				},
			);
		},
		close: (graceMs) => boss.stop({ graceful: true, timeout: graceMs, close: true }),
	};
}
