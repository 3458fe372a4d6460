import type { Actor } from "#lib/auth/actor.ts";
import { transaction } from "#lib/db/transaction.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { ownedBattle } from "./owned-battle.ts";

/**
 * Lets anybody with the link read the conversation, or takes that back. Only after the reveal: a
 * replay names the models. Throws `battle-not-found` (404), `not-revealed` (409).
 */
export async function shareBattle(
	actor: Actor,
	battleId: string,
	isShared: boolean,
): Promise<{ shared: boolean; path: string }> {
	return transaction(async (client) => {
		const battle = await ownedBattle(client, actor, battleId, true);
		if (battle.revealedAt === null)
			throw new AppError("not-revealed", "Vote first: a shared conversation names its models.", {
				status: 409,
			});
		await client.query("UPDATE battles SET is_shared = $2 WHERE id = $1", [battleId, isShared]);
		return { shared: isShared, path: `/r/${battle.slug}` };
	});
}
