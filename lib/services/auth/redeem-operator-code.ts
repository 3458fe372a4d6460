import { transaction } from "#lib/db/transaction.ts";
import { writeAudit } from "#lib/services/admin/write-audit.ts";
import { hashOperatorCode } from "./operator-code.ts";

/** The account that operator codes sign in to. */
export const OPERATOR_USER_ID = "operator";

/**
 * Uses a code up and makes the operator's account an admin; null when the code is wrong, expired or
 * used. However many try at once, one conditional UPDATE lets one through. Every other open code
 * ends with it, so that none lies about in a log.
 */
export function redeemOperatorCode(code: string): Promise<{ userId: string } | null> {
	return transaction(async (client) => {
		const used = await client.query(
			`UPDATE operator_codes SET used_at = now()
			 WHERE hash = $1 AND used_at IS NULL AND expires_at > now()`,
			[hashOperatorCode(code)],
		);
		if (used.rowCount !== 1) return null;
		await client.query(
			"UPDATE operator_codes SET expires_at = now() WHERE used_at IS NULL AND expires_at > now()",
		);
		await client.query(
			`INSERT INTO users (id, name, role) VALUES ($1, 'Operator', 'admin')
			 ON CONFLICT (id) DO UPDATE SET role = 'admin'`,
			[OPERATOR_USER_ID],
		);
		await writeAudit(client, {
			actor: `user:${OPERATOR_USER_ID}`,
			verb: "redeem-operator-code",
			subject: `user:${OPERATOR_USER_ID}`,
		});
		return { userId: OPERATOR_USER_ID };
	});
}
