import type { Actor, Role } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { assertAdmin } from "./assert-admin.ts";

export interface Person {
	userId: string;
	name: string | null;
	/** Only ever an address that a provider verified. */
	email: string | null;
	role: Role;
	providers: string[];
	createdAt: Date;
}

/** Accounts with more than the voter's role first, then the newest; at most 200, by name or address. */
export async function listPeople(actor: Actor, search: string): Promise<Person[]> {
	assertAdmin(actor);
	const { rows } = await pool().query<Person>(
		`SELECT u.id AS "userId", u.name, u.email, u.role, u.created_at AS "createdAt",
		   ARRAY(SELECT a.provider FROM accounts a WHERE a.user_id = u.id ORDER BY 1) AS providers
		 FROM users u
		 WHERE $1 = '' OR strpos(lower(coalesce(u.name, '') || ' ' || coalesce(u.email, '')), lower($1)) > 0
		 ORDER BY u.role = 'voter', u.created_at DESC, u.id LIMIT 200`,
		[search.trim()],
	);
	return rows;
}
