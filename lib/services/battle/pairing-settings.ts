import {
	type PairingSettings,
	pairingSettingsSchema,
	plainPairing,
} from "#lib/arena/pairing-settings.ts";
import { pool, type Queryable } from "#lib/db/pool.ts";
import { log } from "#lib/http/log.ts";

const KEY = "pairing";

/**
 * How the operator has pairs drawn. Read for every battle, so that a change holds from the next one
 * in every process. What no release of ours wrote counts as the default: it stops no battle.
 */
export async function loadPairingSettings(): Promise<PairingSettings> {
	const { rows } = await pool().query<{ value: unknown }>(
		"SELECT value FROM settings WHERE key = $1",
		[KEY],
	);
	return settingsOf(rows[0]?.value);
}

/** Replaces the settings inside the caller's transaction and returns those before. */
export async function replacePairingSettings(
	on: Queryable,
	settings: PairingSettings,
): Promise<PairingSettings> {
	// The row is the lock: of two changes at once, the second sees the first as its "before".
	await on.query("INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
		KEY,
		JSON.stringify(plainPairing),
	]);
	const { rows } = await on.query<{ value: unknown }>(
		"SELECT value FROM settings WHERE key = $1 FOR UPDATE",
		[KEY],
	);
	await on.query("UPDATE settings SET value = $2, updated_at = now() WHERE key = $1", [
		KEY,
		JSON.stringify(settings),
	]);
	return settingsOf(rows[0]?.value);
}

function settingsOf(value: unknown): PairingSettings {
	if (value === undefined) return plainPairing;
	const parsed = pairingSettingsSchema.safeParse(value);
	if (parsed.success) return parsed.data;
	log().error({ err: parsed.error }, "the stored pairing settings cannot be read");
	return plainPairing;
}
