import { pool } from "#lib/db/pool.ts";
import type { Role } from "./actor.ts";
import { readSession } from "./session-cookie.ts";

export interface SessionActor {
	userId: string;
	/** As the database has it now: a revoked role is gone at the next request. */
	role: Role;
	/** The account's voter; null until its first battle. */
	voterId: string | null;
}

/** The signed-in person behind a request's cookies, or null. */
export async function findSessionActor(
	headers: Headers,
	secret: string,
): Promise<SessionActor | null> {
	const userId = await readSession(headers.get("cookie"), secret);
	if (userId === null) return null;
	const { rows } = await pool().query<SessionActor>(
		`SELECT u.id AS "userId", u.role, v.id AS "voterId"
		 FROM users u LEFT JOIN voters v ON v.user_id = u.id WHERE u.id = $1`,
		[userId],
	);
	return rows[0] ?? null;
}
