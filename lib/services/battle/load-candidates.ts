import type { PairingCandidate } from "#lib/arena/pairing.ts";
import { pool } from "#lib/db/pool.ts";

/** The models that blind pairing draws from, with what it weighs them by. */
export async function loadCandidates(): Promise<PairingCandidate[]> {
	const { rows } = await pool().query<PairingCandidate>(
		`SELECT id, slug, weight, alias_of AS "aliasOf" FROM models
		 WHERE state = 'active' AND blind_eligible AND source <> 'run' ORDER BY slug`,
	);
	return rows;
}
