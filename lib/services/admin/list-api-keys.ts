import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { assertAdmin } from "./assert-admin.ts";

export interface ApiKeyRow {
	keyId: string;
	prefix: string;
	name: string;
	scopes: string[];
	voterId: string;
	createdBy: string;
	createdAt: Date;
	lastUsedAt: Date | null;
	revokedAt: Date | null;
}

/** All API keys, live ones first; never a key or its hash. */
export async function listApiKeys(actor: Actor): Promise<ApiKeyRow[]> {
	assertAdmin(actor);
	const { rows } = await pool().query<ApiKeyRow>(
		`SELECT id AS "keyId", prefix, name, scopes, voter_id AS "voterId", created_by AS "createdBy",
		   created_at AS "createdAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"
		 FROM api_keys ORDER BY revoked_at IS NOT NULL, created_at DESC, id`,
	);
	return rows;
}
