import { randomUUID } from "node:crypto";
import type { Actor } from "#lib/auth/actor.ts";
import type { Queryable } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { systemClock } from "#lib/kernel/clock.ts";
import { writeAudit } from "#lib/services/admin/write-audit.ts";
import { announceVotesChanged } from "#lib/services/ranking/mark-stale.ts";

/**
 * Deletes the signed-in person's account, withdraws all votes of its voter, which leave the boards at
 * the next refresh, and closes the conversations it had shared. The voter's row stays without any link
 * to a person, and no cookie leads to it. Returns how many votes were withdrawn. Throws
 * `not-signed-in` (401).
 */
export async function forgetAccount(actor: Actor): Promise<{ withdrawn: number }> {
	const { userId } = actor;
	if (actor.via !== "session" || userId === null)
		throw new AppError("not-signed-in", "Sign in to the account that you want to delete.", {
			status: 401,
		});
	return transaction(async (client) => {
		const { rows } = await client.query<{ id: string }>(
			"SELECT id FROM voters WHERE user_id = $1",
			[userId],
		);
		const voterId = rows[0]?.id;
		// Battles are locked before their voter, as a turn does it.
		if (voterId !== undefined) await leaveBattles(client, voterId);
		await client.query(
			"UPDATE voters SET user_id = $2, network_hash = NULL, locale = NULL WHERE user_id = $1",
			[userId, `deleted:${randomUUID()}`],
		);
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

/**
 * Closes a voter's shared conversations and leaves all their battles to nobody. A vote or a share in
 * flight holds its battle's lock, so it is waited for and undone with the rest; one that comes later
 * finds that the battle is not its voter's any more.
 */
async function leaveBattles(client: Queryable, voterId: string): Promise<void> {
	await client.query(
		`WITH locked AS (SELECT id FROM battles WHERE owner_voter_id = $1 ORDER BY id FOR UPDATE)
		 UPDATE battles SET is_shared = false, owner_voter_id = $2 WHERE id IN (SELECT id FROM locked)`,
		[voterId, randomUUID()],
	);
}
