import type { Queue } from "pg-boss";
import { z } from "zod";
import { AppError } from "#lib/kernel/app-error.ts";

/** Where jobs end that failed every retry. Nothing works on it; Admin shows it. */
export const DEAD_LETTERS = "dead-letters";

export type JobDefinition<Payload extends z.ZodType> = {
	name: string;
	payload: Payload;
	queue: Omit<Queue, "name">;
	/** Cron expression (UTC) of a job that comes by itself. */
	cron?: string;
};

const retried = {
	notify: true,
	retryLimit: 5,
	retryDelay: 1,
	retryBackoff: true,
	retryDelayMax: 300,
	deadLetter: DEAD_LETTERS,
} satisfies Omit<Queue, "name">;

/** Refits what is stale. At most one waits: votes that come meanwhile are part of it. */
export const refreshLeaderboards = {
	name: "refresh-leaderboards",
	payload: z.strictObject({}),
	// A fit that died with its process is taken up by another worker after this long.
	queue: { ...retried, policy: "short", expireInSeconds: 120, deleteAfterSeconds: 3600 },
} satisfies JobDefinition<z.ZodType>;

/** Forgets answers kept for repeated requests, and thins out old snapshots. */
export const purgeIdempotencyKeys = {
	name: "purge-idempotency-keys",
	payload: z.strictObject({ olderThanHours: z.number().min(1).default(24) }),
	queue: { ...retried, policy: "short", deleteAfterSeconds: 86_400 },
	cron: "17 * * * *",
} satisfies JobDefinition<z.ZodType>;

/** Counts all judgements again and compares the result with what the leaderboards are read from. */
export const recountVotes = {
	name: "recount-votes",
	payload: z.strictObject({}),
	queue: { ...retried, policy: "short", expireInSeconds: 3600, deleteAfterSeconds: 7 * 86_400 },
	cron: "41 3 * * *",
} satisfies JobDefinition<z.ZodType>;

export const jobDefinitions = [refreshLeaderboards, purgeIdempotencyKeys, recountVotes] as const;

/** Parses a job's payload. Throws `invalid-job` (500): the job is retried and then shown as dead. */
export function parsePayload<P extends z.ZodType>(
	job: JobDefinition<P>,
	data: unknown,
): z.infer<P> {
	const parsed = job.payload.safeParse(data ?? {});
	if (parsed.success) return parsed.data;
	throw new AppError("invalid-job", `The payload of a ${job.name} job cannot be read.`, {
		status: 500,
		data: {
			problems: parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`),
		},
	});
}
