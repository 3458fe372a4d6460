import type { BattleMode, BattleState, DisplayPolicy, ReplyState } from "#lib/arena/battle.ts";
import type { Slot } from "#lib/arena/outcome.ts";
import type { ReplyStates } from "#lib/arena/vote-rules.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { Queryable } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { isUuid } from "#lib/kernel/ids.ts";

/** The row of a battle as its services need it. */
export interface OwnedBattle {
	id: string;
	slug: string;
	origin: "human" | "simulated" | "imported";
	mode: BattleMode;
	/** As stored; `decided` also while a turn after the reveal is running, see `moveState`. */
	state: BattleState;
	modelAId: string;
	modelBId: string;
	sideOfA: "left" | "right";
	displayPolicy: DisplayPolicy;
	turnsCount: number;
	hasLeak: boolean;
	category: string | null;
	language: string | null;
	createdAt: Date;
	revealedAt: Date | null;
}

/** The one answer for a battle that does not exist and for somebody else's. */
export const battleNotFound = (): AppError =>
	new AppError("battle-not-found", "There is no such battle, or it is not yours.", { status: 404 });

/**
 * The actor's own battle, locked until the transaction ends when `lock` is set, so that two tabs
 * take turns in an order that the database decides. Throws `battle-not-found` (404) otherwise.
 */
export async function ownedBattle(
	client: Queryable,
	actor: Actor,
	battleId: string,
	lock: boolean,
): Promise<OwnedBattle> {
	if (!isUuid(battleId) || actor.voterId === null) throw battleNotFound();
	const { rows } = await client.query<OwnedBattle>(
		`SELECT id, slug, origin, mode, state, model_a_id AS "modelAId", model_b_id AS "modelBId", side_of_a AS "sideOfA",
		        display_policy AS "displayPolicy", turns_count AS "turnsCount", has_leak AS "hasLeak", category, language,
		        created_at AS "createdAt", revealed_at AS "revealedAt"
		 FROM battles WHERE id = $1 AND owner_voter_id = $2 ${lock ? "FOR UPDATE" : ""}`,
		[battleId, actor.voterId],
	);
	if (rows[0] === undefined) throw battleNotFound();
	return rows[0];
}

export interface ReplyRow {
	id: string;
	turn: number;
	slot: Slot;
	state: ReplyState;
	attempt: number;
	conversationId: string;
	modelId: string;
	leaseOwner: string | null;
	hasLeak: boolean;
	/** Nothing was shown, or nothing yet. */
	isEmpty: boolean;
	endedAt: Date | null;
}

/** All replies of a battle in order of turn and slot. */
export async function loadReplies(client: Queryable, battleId: string): Promise<ReplyRow[]> {
	const { rows } = await client.query<ReplyRow>(
		`SELECT id, turn, slot, state, attempt, conversation_id AS "conversationId", model_id AS "modelId",
		        lease_owner AS "leaseOwner", has_leak AS "hasLeak",
		        coalesce((style->>'characters')::int, 0) = 0 AS "isEmpty", ended_at AS "endedAt"
		 FROM replies WHERE battle_id = $1 ORDER BY turn, slot`,
		[battleId],
	);
	return rows;
}

/** The states of both replies of each turn, by turn number. */
export function statesByTurn(replies: readonly ReplyRow[]): Map<number, ReplyStates> {
	const byTurn = new Map<number, ReplyStates>();
	for (const reply of replies) {
		const states = byTurn.get(reply.turn) ?? { a: "pending", b: "pending" };
		states[reply.slot] = reply.state;
		byTurn.set(reply.turn, states);
	}
	return byTurn;
}
