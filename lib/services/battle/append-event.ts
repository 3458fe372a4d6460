import { pool, type Queryable } from "#lib/db/pool.ts";

/** Writers of one conversation at the same moment are few; more tries than this mean something else. */
const TRIES_MAX = 50;

/**
 * Appends to a conversation's log. The next number is taken by the insert itself; a second writer of
 * the same moment waits for the first on the primary key, writes nothing, and takes the number after.
 */
export async function appendEvent(
	conversationId: string,
	kind: string,
	data: Record<string, unknown>,
	on: Queryable = pool(),
): Promise<void> {
	for (let tries = 0; tries < TRIES_MAX; tries++) {
		const written = await on.query(
			`INSERT INTO events (conversation_id, seq, kind, data)
			 SELECT $1, coalesce(max(seq), 0) + 1, $2, $3 FROM events WHERE conversation_id = $1
			 ON CONFLICT DO NOTHING`,
			[conversationId, kind, JSON.stringify(data)],
		);
		if (written.rowCount === 1) return;
	}
	throw new Error(`No number was free in the log of conversation ${conversationId}`);
}
