import { timingSafeEqual } from "node:crypto";
import { pool } from "#lib/db/pool.ts";
import { type Scope, scopes } from "./actor.ts";
import { hashApiKey, KEY_PREFIX } from "./hash-api-key.ts";

export interface FoundApiKey {
	keyId: string;
	voterId: string;
	name: string;
	scopes: readonly Scope[];
}

interface KeyRow {
	id: string;
	hash: string;
	voter_id: string;
	name: string;
	scopes: string[];
	is_stale: boolean;
}

/**
 * The key that a program sent; null when it is unknown or revoked. Its last use is noted at most
 * once a minute, so that a busy key costs no write per request.
 */
export async function findApiKey(key: string): Promise<FoundApiKey | null> {
	if (!key.startsWith(KEY_PREFIX) || key.length > 200) return null;
	const hash = hashApiKey(key);
	const { rows } = await pool().query<KeyRow>(
		`SELECT id, hash, voter_id, name, scopes,
		        coalesce(last_used_at < now() - interval '1 minute', true) AS is_stale
		 FROM api_keys WHERE hash = $1 AND revoked_at IS NULL`,
		[hash],
	);
	const row = rows[0];
	if (row === undefined || !timingSafeEqual(Buffer.from(row.hash), Buffer.from(hash))) return null;
	if (row.is_stale)
		await pool().query("UPDATE api_keys SET last_used_at = now() WHERE id = $1", [row.id]);
	return {
		keyId: row.id,
		voterId: row.voter_id,
		name: row.name,
		scopes: scopes.filter((scope) => row.scopes.includes(scope)),
	};
}

/** The bearer token of an Authorization header, or null. */
export function bearerOf(headers: Headers): string | null {
	const match = /^Bearer\s+(\S+)$/i.exec(headers.get("authorization") ?? "");
	return match?.[1] ?? null;
}
