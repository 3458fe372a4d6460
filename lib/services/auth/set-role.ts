import type { Actor, Role } from "#lib/auth/actor.ts";
import { transaction } from "#lib/db/transaction.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { assertAdmin } from "#lib/services/admin/assert-admin.ts";
import { auditName, writeAudit } from "#lib/services/admin/write-audit.ts";

/**
 * Gives an account a role; it holds from the account's next request. Throws `own-role` (409) for
 * one's own account, so that the last admin cannot lock themselves out, and `not-found` (404).
 */
export async function setRole(actor: Actor, userId: string, role: Role): Promise<void> {
	assertAdmin(actor);
	if (actor.userId === userId)
		throw new AppError("own-role", "You cannot change your own role. Ask another admin.", {
			status: 409,
		});
	await transaction(async (client) => {
		const { rows } = await client.query<{ role: string }>(
			"SELECT role FROM users WHERE id = $1 FOR UPDATE",
			[userId],
		);
		const before = rows[0]?.role;
		if (before === undefined)
			throw new AppError("not-found", "There is no such account.", { status: 404 });
		if (before === role) return;
		await client.query("UPDATE users SET role = $2 WHERE id = $1", [userId, role]);
		await writeAudit(client, {
			actor: auditName(actor),
			verb: "set-role",
			subject: `user:${userId}`,
			data: { before, role },
		});
	});
}
