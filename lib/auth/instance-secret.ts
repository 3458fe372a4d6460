import { randomBytes } from "node:crypto";
import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";

const shared = globalThis as typeof globalThis & { parleySecret?: { url: string; value: string } };

/**
 * The secret that signs cookies: PARLEY_SECRET, or one that the instance made for itself at first
 * start and keeps in its database, so that every process has the same. Safe when two processes ask
 * first at once.
 */
export async function instanceSecret(): Promise<string> {
	const { PARLEY_SECRET: given, DATABASE_URL: url = "" } = config();
	if (given !== undefined) return given;
	if (shared.parleySecret?.url === url) return shared.parleySecret.value;
	await pool().query(
		`INSERT INTO settings (key, value) VALUES ('instance-secret', to_jsonb($1::text)) ON CONFLICT DO NOTHING`,
		[randomBytes(32).toString("base64url")],
	);
	const { rows } = await pool().query<{ value: string }>(
		"SELECT value FROM settings WHERE key = 'instance-secret'",
	);
	const value = rows[0]?.value ?? "";
	shared.parleySecret = { url, value };
	return value;
}
