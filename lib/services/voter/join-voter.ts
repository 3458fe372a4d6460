import type { Queryable } from "#lib/db/pool.ts";

/**
 * `joined`: the anonymous voter is the account's from now on. `kept-apart`: the account has a voter
 * already, so the anonymous one stays as it is. `none`: there was nothing to join.
 */
export type JoinedVoter = "joined" | "kept-apart" | "none";

/**
 * Gives the browser's anonymous voter to the account that signed in. A judgement never changes its
 * voter, so two voters cannot be merged: an account keeps the first that joined it. A joined voter
 * is reached by signing in and no longer by its cookie (`lib/auth/find-anonymous-voter.ts`), so a cookie that
 * somebody planted or copied before the sign-in is worth nothing after it.
 */
export async function joinVoter(
	on: Queryable,
	userId: string,
	anonymousVoterId: string | null,
): Promise<JoinedVoter> {
	if (anonymousVoterId === null) return "none";
	// One sign-in of an account at a time, so that two browsers don't race for its only voter.
	await on.query("SELECT 1 FROM users WHERE id = $1 FOR UPDATE", [userId]);
	const joined = await on.query(
		`UPDATE voters SET user_id = $1 WHERE id = $2 AND user_id IS NULL
		   AND NOT EXISTS (SELECT 1 FROM voters WHERE user_id = $1)
		   AND NOT EXISTS (SELECT 1 FROM api_keys WHERE voter_id = $2)`,
		[userId, anonymousVoterId],
	);
	if (joined.rowCount === 1) return "joined";
	const { rowCount } = await on.query("SELECT 1 FROM voters WHERE id = $1 AND user_id IS NULL", [
		anonymousVoterId,
	]);
	return rowCount === 1 ? "kept-apart" : "none";
}
