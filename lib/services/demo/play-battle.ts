import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { type Random, randomInt } from "#lib/kernel/random.ts";
import { streamTurn } from "#lib/services/battle/stream-turn.ts";
import { takeTurn } from "#lib/services/battle/take-turn.ts";
import { castVote } from "#lib/services/vote/cast-vote.ts";
import type { Script } from "./prompts.ts";
import { judge, type Taste } from "./tastes.ts";

/** The share of battles in which a scripted voter also votes on the first turn. */
const TURN_VOTE_SHARE = 0.25;
const praise = ["clearer", "more-correct"] as const;

/**
 * Plays an open battle to its end through the same services as a person's: takes the turns, waits
 * until each is answered, votes. Blind like everybody: what the voter thinks of the two models is
 * looked up here, outside.
 */
export async function playBattle(
	actor: Actor,
	battleId: string,
	taste: Taste,
	script: Script,
	random: Random,
): Promise<void> {
	const turnsTotal = 1 + randomInt(random, script.turns.length);
	const votesOnTurn = random.next() < TURN_VOTE_SHARE;
	for (const [i, text] of script.turns.slice(0, turnsTotal).entries()) {
		const turn = await takeTurn(actor, battleId, text);
		await turnOver(actor, battleId, turn);
		if (i === 0 && votesOnTurn) {
			const outcome = judge(taste, await contenders(battleId), random);
			await castVote(actor, battleId, { scope: "turn", turn, outcome });
		}
	}
	const outcome = judge(taste, await contenders(battleId), random);
	const reason = praise[randomInt(random, praise.length)] ?? praise[0];
	const reasons = outcome === "a" || outcome === "b" ? { [outcome]: [reason] } : {};
	await castVote(actor, battleId, { scope: "battle", outcome, reasons });
}

/** Resolves when both replies of the turn have ended and are stored. */
async function turnOver(actor: Actor, battleId: string, turn: number): Promise<void> {
	const { promise, resolve } = Promise.withResolvers<void>();
	await streamTurn(actor, battleId, turn, 0, () => {}, resolve);
	await promise;
}

async function contenders(battleId: string): Promise<{ a: string; b: string }> {
	const { rows } = await pool().query<{ a: string; b: string }>(
		`SELECT ma.slug AS a, mb.slug AS b FROM battles JOIN models ma ON ma.id = model_a_id
		 JOIN models mb ON mb.id = model_b_id WHERE battles.id = $1`,
		[battleId],
	);
	const pair = rows[0];
	if (pair === undefined) throw new Error(`Broken invariant: battle ${battleId} is gone`);
	return pair;
}
