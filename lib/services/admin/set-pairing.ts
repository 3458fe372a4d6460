import { isDeepStrictEqual } from "node:util";
import { type PairingInput, readPairing } from "#lib/arena/pairing-settings.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { transaction } from "#lib/db/transaction.ts";
import { replacePairingSettings } from "#lib/services/battle/pairing-settings.ts";
import { assertAdmin } from "./assert-admin.ts";
import { auditName, writeAudit } from "./write-audit.ts";

/**
 * Chooses how pairs are drawn, from the next blind battle on. Throws `pairing-rule-unknown`,
 * `pairing-shares-invalid`, `pairing-votes-invalid` (400).
 */
export async function setPairing(actor: Actor, input: PairingInput): Promise<void> {
	assertAdmin(actor);
	const settings = readPairing(input);
	await transaction(async (client) => {
		const before = await replacePairingSettings(client, settings);
		if (isDeepStrictEqual(before, settings)) return;
		await writeAudit(client, {
			actor: auditName(actor),
			verb: "set-pairing",
			subject: "setting:pairing",
			data: { before, pairing: settings },
		});
	});
}
