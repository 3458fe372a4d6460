import { createHmac, randomBytes } from "node:crypto";
import { pool } from "#lib/db/pool.ts";

/**
 * The key that turns voter ids into pseudonyms, made once and kept in the database. It is not the
 * key that signs cookies: whoever learns one must not learn the other.
 */
export async function exportKey(): Promise<string> {
	await pool().query(
		"INSERT INTO settings (key, value) VALUES ('export-key', to_jsonb($1::text)) ON CONFLICT DO NOTHING",
		[randomBytes(32).toString("base64url")],
	);
	const { rows } = await pool().query<{ value: string }>(
		"SELECT value FROM settings WHERE key = 'export-key'",
	);
	return rows[0]?.value ?? "";
}

/** How many pseudonyms are remembered before starting afresh: bounds memory, saves most hashing. */
const REMEMBERED_MAX = 10_000;

/** A function from voter id to pseudonym: the first 128 bits of HMAC-SHA-256, hexadecimal. */
export function pseudonymiser(key: string): (voterId: string) => string {
	const known = new Map<string, string>();
	return (voterId) => {
		let pseudonym = known.get(voterId);
		if (pseudonym === undefined) {
			pseudonym = createHmac("sha256", key).update(voterId).digest("hex").slice(0, 32);
			if (known.size >= REMEMBERED_MAX) known.clear();
			known.set(voterId, pseudonym);
		}
		return pseudonym;
	};
}
