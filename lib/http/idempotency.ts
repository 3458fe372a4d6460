import { createHash } from "node:crypto";
import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { log } from "./log.ts";

interface Kept {
	body_hash: string;
	status: number | null;
	response: { text: string } | null;
	headers: Record<string, string> | null;
	stale: boolean;
}

/** Hash of what makes two requests "the same": method, path and body. */
export function requestHash(method: string, path: string, body: string): string {
	return createHash("sha256").update(`${method} ${path}\n${body}`).digest("hex");
}

/**
 * Runs `work` once for an actor and key. The same request again gets the kept response; another body
 * under the key is `idempotency-mismatch` (409); a first request still running is
 * `idempotency-running` (409, worth a retry). A response of 5xx or 429 is not kept, so that a retry
 * works; a key whose process died is free again after PARLEY_LEASE_MS, as its replies are. Either way
 * `work` may be done again although its change is committed, so it must find what it has done before
 * (battles, turns, retries and votes store the key with their row).
 */
export async function once(
	actor: string,
	key: string,
	bodyHash: string,
	work: () => Promise<Response>,
): Promise<Response> {
	if (key.length > 200)
		throw new AppError(
			"idempotency-key-too-long",
			"An Idempotency-Key has at most 200 characters.",
			{ status: 422 },
		);
	const claimed = await pool().query(
		`INSERT INTO idempotency_keys (actor, key, body_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
		[actor, key, bodyHash],
	);
	if (claimed.rowCount === 0) {
		const kept = await findKept(actor, key);
		if (kept !== undefined) {
			if (kept.body_hash !== bodyHash)
				throw new AppError(
					"idempotency-mismatch",
					"This Idempotency-Key was used with another request. Use a new key for a new request.",
					{ status: 409 },
				);
			if (kept.status !== null)
				return new Response(kept.response?.text === "" ? null : (kept.response?.text ?? null), {
					status: kept.status,
					headers: { ...kept.headers, "idempotency-replayed": "true" },
				});
			if (!(kept.stale && (await takeOver(actor, key))))
				throw new AppError(
					"idempotency-running",
					"The first request under this key is still running. Try again shortly.",
					{
						status: 409,
						data: { retryAfterSeconds: 1 },
					},
				);
		}
	}
	let response: Response;
	try {
		response = await work();
	} catch (error) {
		await release(actor, key).catch(() => {});
		throw error;
	}
	// What is done is done: an answer that cannot be kept now is still the answer.
	const isFinal = response.status < 500 && response.status !== 429;
	await (isFinal ? keep(actor, key, response) : release(actor, key)).catch((error: unknown) =>
		log().error({ err: error }, "an answer could not be kept for repeats of its request"),
	);
	return response;
}

/** Of several that find the key left behind, one gets it. */
async function takeOver(actor: string, key: string): Promise<boolean> {
	const taken = await pool().query(
		`UPDATE idempotency_keys SET created_at = now()
		 WHERE actor = $1 AND key = $2 AND status IS NULL AND created_at < now() - make_interval(secs => $3)`,
		[actor, key, config().PARLEY_LEASE_MS / 1000],
	);
	return taken.rowCount === 1;
}

async function findKept(actor: string, key: string): Promise<Kept | undefined> {
	const { rows } = await pool().query<Kept>(
		`SELECT body_hash, status, response, headers, created_at < now() - make_interval(secs => $3) AS stale
		 FROM idempotency_keys WHERE actor = $1 AND key = $2`,
		[actor, key, config().PARLEY_LEASE_MS / 1000],
	);
	return rows[0];
}

async function keep(actor: string, key: string, response: Response): Promise<void> {
	const text = await response.clone().text();
	const headers: Record<string, string> = {};
	for (const name of ["content-type", "location", "cache-control"]) {
		const value = response.headers.get(name);
		if (value !== null) headers[name] = value;
	}
	await pool().query(
		"UPDATE idempotency_keys SET status = $3, response = $4, headers = $5 WHERE actor = $1 AND key = $2",
		[actor, key, response.status, JSON.stringify({ text }), JSON.stringify(headers)],
	);
}

/** For a start on a database that no other process uses: whoever still had a request running is dead. */
export async function freeRunningKeys(): Promise<void> {
	await pool().query("DELETE FROM idempotency_keys WHERE status IS NULL");
}

/** Frees the key for the same request at once. It is not forgotten: another request is told apart. */
const release = (actor: string, key: string) =>
	pool().query(
		`UPDATE idempotency_keys SET created_at = now() - make_interval(secs => $3)
		 WHERE actor = $1 AND key = $2 AND status IS NULL`,
		[actor, key, config().PARLEY_LEASE_MS / 1000],
	);
