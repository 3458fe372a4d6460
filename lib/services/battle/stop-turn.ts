import { isLive } from "#lib/arena/battle.ts";
import type { Slot } from "#lib/arena/outcome.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { loadReplies, ownedBattle } from "./owned-battle.ts";
import { turnRunner } from "./turn-runner.ts";

/**
 * Stops one reply of a turn, or both. What was shown is kept and marked. Stopping what has already
 * ended does nothing. A turn that another process generates stops at that process's next heartbeat.
 */
export async function stopTurn(
	actor: Actor,
	battleId: string,
	turn: number,
	slot: Slot | undefined,
): Promise<void> {
	await ownedBattle(pool(), actor, battleId, false);
	const replies = (await loadReplies(pool(), battleId)).filter((reply) => reply.turn === turn);
	if (replies.length === 0)
		throw new AppError("turn-not-found", "This battle has no such turn.", { status: 404 });
	const running = turnRunner().find(battleId, turn);
	for (const reply of replies) {
		if (!isLive(reply.state) || (slot !== undefined && reply.slot !== slot)) continue;
		if (running?.isLive(reply.slot)) running.stop(reply.slot);
		else await pool().query("UPDATE replies SET stop_requested = true WHERE id = $1", [reply.id]);
	}
}
