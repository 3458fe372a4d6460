import type { Actor } from "#lib/auth/actor.ts";
import { transaction } from "#lib/db/transaction.ts";
import { announceVotesChanged } from "#lib/services/ranking/mark-stale.ts";
import { runtime } from "#lib/services/runtime.ts";
import { findReceipt, receiptNotFound } from "./find-receipt.ts";

/**
 * Withdraws the vote of a receipt: it stays stored, marked, and leaves the boards. Doing it again
 * changes nothing. Throws `receipt-not-found` (404).
 */
export async function withdrawVote(actor: Actor, code: string): Promise<void> {
	await transaction(async (client) => {
		const { battleId, isOwn } = await findReceipt(actor, code, client);
		// An operator may read a receipt; leaving a vote out is done by excluding the voter, with a reason.
		if (!isOwn) throw receiptNotFound();
		const updated = await client.query(
			"UPDATE judgements SET withdrawn_at = now() WHERE receipt = $1 AND is_current AND withdrawn_at IS NULL",
			[code],
		);
		if (updated.rowCount === 0) return;
		await announceVotesChanged(client, { battleId }, runtime().clock.nowMs());
	});
}
