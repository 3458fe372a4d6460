import { config } from "#lib/config/config.ts";
import type { Queryable } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { systemClock } from "#lib/kernel/clock.ts";
import { writeAudit } from "#lib/services/admin/write-audit.ts";
import { hashOperatorCode, newOperatorCode } from "./operator-code.ts";

export interface OperatorCode {
	/** Shown once; only its hash is kept. */
	code: string;
	expiresAt: Date;
}

/** Makes a one-time code that signs its holder in as the operator, for PARLEY_OPERATOR_CODE_HOURS. */
export function createOperatorCode(): Promise<OperatorCode> {
	return transaction((client) => insertCode(client));
}

async function insertCode(client: Queryable): Promise<OperatorCode> {
	const code = newOperatorCode();
	const { rows } = await client.query<{ expires_at: Date }>(
		`INSERT INTO operator_codes (hash, expires_at)
		 VALUES ($1, now() + make_interval(hours => $2)) RETURNING expires_at`,
		[hashOperatorCode(code), config().PARLEY_OPERATOR_CODE_HOURS],
	);
	await client.query("DELETE FROM operator_codes WHERE expires_at < now() - interval '30 days'");
	await writeAudit(client, { actor: "system", verb: "create-operator-code", subject: "operator" });
	return { code, expiresAt: rows[0]?.expires_at ?? new Date(systemClock.nowMs()) };
}
