import type pg from "pg";
import type { Actor } from "#lib/auth/actor.ts";
import { transaction } from "#lib/db/transaction.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { auditName, writeAudit } from "#lib/services/admin/write-audit.ts";
import { assertRuns, mayChange } from "./assert-runs.ts";

/** What its owner or an operator may do to a run, from which states, and what it becomes. */
const moves = {
	pause: { from: ["running"], to: "paused" },
	resume: { from: ["paused"], to: "running" },
	cancel: { from: ["running", "paused", "stopping", "judging"], to: "cancelled" },
} as const;
export type RunMove = keyof typeof moves;

/**
 * Pauses (what is being played ends, nothing new begins), resumes or cancels (what is being played is given up) a run.
 * A finished run of which readings failed is resumed too: its jury is asked for them again.
 * Throws `run-not-found` (404), also for a run of somebody else, and `run-state` (409) when the run is not in a state for it; asking again for the
 * state it is in changes nothing.
 */
export async function changeRun(actor: Actor, idOrSlug: string, move: RunMove): Promise<void> {
	assertRuns(actor);
	const { from, to } = moves[move];
	await transaction(async (client) => {
		const { rows } = await client.query<{
			id: string;
			state: string;
			createdBy: string;
			hasFailed: boolean;
		}>(
			`SELECT id, state, created_by AS "createdBy",
				EXISTS (SELECT 1 FROM readings g WHERE g.run_id = r.id AND g.status = 'failed') AS "hasFailed"
			 FROM runs r WHERE id::text = $1 OR slug = $1 FOR UPDATE`,
			[idOrSlug],
		);
		const [run] = rows;
		if (run === undefined || !mayChange(actor, run.createdBy)) throw runNotFound();
		if (run.state === to) return;
		if (move === "resume" && run.state === "finished" && run.hasFailed) {
			await judgeAgain(client, run.id, actor);
			return;
		}
		if (!(from as readonly string[]).includes(run.state))
			throw new AppError("run-state", `A run that is ${run.state} cannot be ${to}.`, {
				status: 409,
				data: { state: run.state },
			});
		// The time of a pause that ends here is kept: it does not count towards the budget of minutes.
		await client.query(
			`UPDATE runs SET state = $2, state_reason = NULL, finished_at = CASE WHEN $2 = 'cancelled' THEN now() END,
			   paused_seconds = paused_seconds + coalesce(extract(epoch FROM now() - paused_at), 0),
			   paused_at = CASE WHEN $2 = 'paused' THEN now() END
			 WHERE id = $1`,
			[run.id, to],
		);
		if (to === "cancelled") await cancelEpisodes(client, run.id);
		await writeAudit(client, {
			actor: auditName(actor),
			verb: `${move}-run`,
			subject: `run:${run.id}`,
		});
	});
}

/** Hands a finished run to its jury once more, for readings that failed because of an endpoint. */
async function judgeAgain(client: pg.PoolClient, runId: string, actor: Actor): Promise<void> {
	await client.query(
		"UPDATE runs SET state = 'judging', state_reason = NULL, finished_at = NULL WHERE id = $1",
		[runId],
	);
	await writeAudit(client, {
		actor: auditName(actor),
		verb: "resume-run",
		subject: `run:${runId}`,
	});
}

/** Locks in the order of ids, as renewals do; the rest follows. */
async function cancelEpisodes(client: pg.PoolClient, runId: string): Promise<void> {
	await client.query(
		`WITH open AS (SELECT id FROM episodes WHERE run_id = $1 AND state IN ('waiting', 'running', 'person') ORDER BY id FOR UPDATE)
		 UPDATE episodes e SET state = 'cancelled', ended_at = now(), lease_owner = NULL, lease_until = NULL FROM open WHERE e.id = open.id`,
		[runId],
	);
}

/** Says that there is no run of an id or slug. */
export const runNotFound = () =>
	new AppError("run-not-found", "There is no such run.", { status: 404 });
