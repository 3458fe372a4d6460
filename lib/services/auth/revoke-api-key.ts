import type { Actor } from "#lib/auth/actor.ts";
import { transaction } from "#lib/db/transaction.ts";
import { assertAdmin } from "#lib/services/admin/assert-admin.ts";
import { auditName, writeAudit } from "#lib/services/admin/write-audit.ts";

/** Ends a key at once. `already` when it is unknown or was revoked before. */
export async function revokeApiKey(actor: Actor, keyId: string): Promise<"revoked" | "already"> {
	assertAdmin(actor);
	return transaction(async (client) => {
		const revoked = await client.query(
			"UPDATE api_keys SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL",
			[keyId],
		);
		if (revoked.rowCount !== 1) return "already";
		await writeAudit(client, {
			actor: auditName(actor),
			verb: "revoke-api-key",
			subject: `api-key:${keyId}`,
		});
		return "revoked";
	});
}
