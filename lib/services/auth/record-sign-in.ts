import { config } from "#lib/config/config.ts";
import type { Queryable } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { writeAudit } from "#lib/services/admin/write-audit.ts";
import { type JoinedVoter, joinVoter } from "#lib/services/voter/join-voter.ts";

/**
 * What a sign-in changes, in one transaction: a listed, verified address makes an admin, and the
 * browser's anonymous voter joins the account. `email` must be verified by the provider, or null.
 */
export function recordSignIn(input: {
	userId: string;
	provider: string;
	email: string | null;
	/** The voter of the browser's cookie, if any. */
	anonymousVoterId: string | null;
}): Promise<JoinedVoter> {
	return transaction(async (client) => {
		if (input.email !== null && adminEmails().has(input.email.toLowerCase()))
			await makeAdmin(client, input.userId, input.provider);
		return joinVoter(client, input.userId, input.anonymousVoterId);
	});
}

function adminEmails(): Set<string> {
	const listed = config()
		.PARLEY_ADMIN_EMAILS.split(",")
		.map((email) => email.trim().toLowerCase());
	return new Set(listed.filter((email) => email !== ""));
}

async function makeAdmin(client: Queryable, userId: string, provider: string): Promise<void> {
	const raised = await client.query(
		"UPDATE users SET role = 'admin' WHERE id = $1 AND role <> 'admin'",
		[userId],
	);
	if (raised.rowCount === 1)
		await writeAudit(client, {
			actor: "system",
			verb: "grant-role",
			subject: `user:${userId}`,
			data: { role: "admin", because: "PARLEY_ADMIN_EMAILS", provider },
		});
}
