import type { Actor } from "#lib/auth/actor.ts";
import { transaction } from "#lib/db/transaction.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { systemClock } from "#lib/kernel/clock.ts";
import { assertAdmin } from "#lib/services/admin/assert-admin.ts";
import { auditName, writeAudit } from "#lib/services/admin/write-audit.ts";
import { announceVotesChanged } from "#lib/services/ranking/mark-stale.ts";

/**
 * Leaves a voter's votes out of the boards, with a reason. The votes stay as they were cast and are
 * marked by this; the boards are refitted without them. `already` changes nothing (the first reason
 * stands). Throws `not-found` (404), `reason-missing` (422).
 */
export async function excludeVoter(
	actor: Actor,
	voterId: string,
	reason: string,
): Promise<"excluded" | "already"> {
	assertAdmin(actor);
	const text = reason.trim();
	if (text === "" || text.length > 500)
		throw new AppError(
			"reason-missing",
			"Say why, in 1 to 500 characters: the voter's receipts show it counts no more, and the audit keeps the reason.",
			{
				status: 422,
			},
		);
	return changeExclusion(actor, voterId, { verb: "exclude-voter", reason: text });
}

/** Lets an excluded voter's votes count again. `already` when they do. Throws `not-found` (404). */
export async function includeVoter(actor: Actor, voterId: string): Promise<"included" | "already"> {
	assertAdmin(actor);
	return changeExclusion(actor, voterId, { verb: "include-voter" });
}

type Change = { verb: "exclude-voter"; reason: string } | { verb: "include-voter" };

async function changeExclusion<R extends "excluded" | "included">(
	actor: Actor,
	voterId: string,
	change: Change,
): Promise<R | "already"> {
	const isExclusion = change.verb === "exclude-voter";
	return transaction(async (client) => {
		const { rows } = await client.query<{ excluded_reason: string | null; is_excluded: boolean }>(
			`SELECT excluded_reason, excluded_at IS NOT NULL AS is_excluded
			 FROM voters WHERE id = $1 FOR UPDATE`,
			[voterId],
		);
		const before = rows[0];
		if (before === undefined)
			throw new AppError("not-found", "There is no such voter.", { status: 404 });
		if (before.is_excluded === isExclusion) return "already";
		await client.query(
			`UPDATE voters SET excluded_at = CASE WHEN $2 THEN now() END, excluded_reason = $3 WHERE id = $1`,
			[voterId, isExclusion, isExclusion ? change.reason : null],
		);
		const votes = await client.query(
			"SELECT 1 FROM judgements WHERE voter_id = $1 AND is_current",
			[voterId],
		);
		await announceVotesChanged(client, { voterId }, systemClock.nowMs());
		await writeAudit(client, {
			actor: auditName(actor),
			verb: change.verb,
			subject: `voter:${voterId}`,
			data: {
				votes: votes.rowCount ?? 0,
				...(isExclusion ? { reason: change.reason } : { reasonBefore: before.excluded_reason }),
			},
		});
		return (isExclusion ? "excluded" : "included") as R;
	});
}
