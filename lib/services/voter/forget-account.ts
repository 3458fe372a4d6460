import { randomUUID } from "node:crypto";
import type { Actor } from "#lib/auth/actor.ts";
import { transaction } from "#lib/db/transaction.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { systemClock } from "#lib/kernel/clock.ts";
import { writeAudit } from "#lib/services/admin/write-audit.ts";
import { announceVotesChanged } from "#lib/services/ranking/mark-stale.ts";

/**
 * Deletes the signed-in person's account and withdraws all votes of its voter: they leave the boards
 * at the next refresh. The voter's row stays without any link to a person, and no cookie leads to it.
 * Returns how many votes were withdrawn. Throws `not-signed-in` (401).
 */
export async function forgetAccount(actor: Actor): Promise<{ withdrawn: number }> {
	const { userId } = actor;
	if (actor.via !== "session" || userId === null)
		throw new AppError("not-signed-in", "Sign in to the account that you want to delete.", {
			status: 401,
		});
	return transaction(async (client) => {
		const { rows } = await client.query<{ id: string }>(
			`UPDATE voters SET user_id = $2, network_hash = NULL, locale = NULL
			 WHERE user_id = $1 RETURNING id`,
			[userId, `deleted:${randomUUID()}`],
		);
		const voterId = rows[0]?.id;
		const votes =
			voterId === undefined
				? null
				: await client.query(
						`UPDATE judgements SET withdrawn_at = now()
						 WHERE voter_id = $1 AND is_current AND withdrawn_at IS NULL`,
						[voterId],
					);
		if (voterId !== undefined) await announceVotesChanged(client, { voterId }, systemClock.nowMs());
		await client.query("DELETE FROM users WHERE id = $1", [userId]);
		const withdrawn = votes?.rowCount ?? 0;
		await writeAudit(client, {
			actor: "account-owner",
			verb: "forget-account",
			subject: "account",
			data: { withdrawn },
		});
		return { withdrawn };
	});
}
