import { randomBytes } from "node:crypto";
import { type Actor, type Scope, scopes } from "#lib/auth/actor.ts";
import { hashApiKey, KEY_PREFIX, PREFIX_CHARACTERS } from "#lib/auth/hash-api-key.ts";
import { transaction } from "#lib/db/transaction.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { systemClock } from "#lib/kernel/clock.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { assertAdmin } from "#lib/services/admin/assert-admin.ts";
import { auditName, writeAudit } from "#lib/services/admin/write-audit.ts";

export interface CreatedApiKey {
	keyId: string;
	/** The key itself, shown once and never again. */
	key: string;
	prefix: string;
}

/**
 * Makes an API key with a voter of its own, so that a program's battles are never taken for those of
 * the person who made the key. 192 random bits; only the SHA-256 is kept. Throws `not-found` for
 * anybody but an admin, `invalid-input` (422) for an empty name or no scope.
 */
export async function createApiKey(
	actor: Actor,
	input: { name: string; scopes: readonly Scope[] },
): Promise<CreatedApiKey> {
	assertAdmin(actor);
	const name = input.name.trim();
	if (name === "" || name.length > 100 || input.scopes.length === 0)
		throw new AppError(
			"invalid-input",
			"A key needs a name of 1 to 100 characters and at least one scope.",
			{
				status: 422,
			},
		);
	const key = `${KEY_PREFIX}${randomBytes(24).toString("base64url")}`;
	const prefix = key.slice(0, PREFIX_CHARACTERS);
	const now = systemClock.nowMs();
	const keyId = uuidV7(now);
	const voterId = uuidV7(now);
	const chosen = scopes.filter((scope) => input.scopes.includes(scope));
	await transaction(async (client) => {
		await client.query("INSERT INTO voters (id) VALUES ($1)", [voterId]);
		await client.query(
			`INSERT INTO api_keys (id, hash, prefix, name, scopes, voter_id, created_by)
			 VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			[keyId, hashApiKey(key), prefix, name, chosen, voterId, auditName(actor)],
		);
		await writeAudit(client, {
			actor: auditName(actor),
			verb: "create-api-key",
			subject: `api-key:${keyId}`,
			data: { name, prefix, scopes: chosen },
		});
	});
	return { keyId, key, prefix };
}
