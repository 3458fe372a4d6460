import type pg from "pg";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { announceVotesChanged } from "#lib/services/ranking/mark-stale.ts";
import { runtime } from "#lib/services/runtime.ts";
import type { Grade } from "#lib/simulation/suite.ts";
import { ensureJudge } from "./judge-voter.ts";
import { exclusionsOf, type PairingReason, scenarioGroup } from "./make-battles.ts";
import { type ProgramVerdict, programVerdict } from "./program-verdict.ts";

interface Judged {
	battleId: string;
	suite: string;
	version: string;
	seed: number;
	turns: number;
	a: Grade["metrics"];
	b: Grade["metrics"];
	/** The program's current judgement; null where it had none, or where it was withdrawn. */
	old: { id: string; outcome: string; version: number; receipt: string } | null;
	reason: PairingReason;
	isWithdrawn: boolean;
}

/**
 * Judges the battles of an episode again whose numbers have changed. A judgement that says the same stays; another
 * one is superseded by a new version, or withdrawn when the numbers say nothing any more. Returns how many changed.
 */
export async function supersedeVerdicts(client: pg.PoolClient, episodeId: string): Promise<number> {
	const battles = await findJudged(client, episodeId);
	let changed = 0;
	for (const battle of battles) {
		const verdict = programVerdict(battle, battle.a, battle.b);
		if (battle.isWithdrawn && verdict.outcome === null) continue;
		if (!battle.isWithdrawn && verdict.outcome === (battle.old?.outcome ?? null)) continue;
		if (verdict.outcome === null) await withdraw(client, battle);
		else await supersede(client, battle, verdict);
		await announceVotesChanged(client, { battleId: battle.battleId }, runtime().clock.nowMs());
		changed += 1;
	}
	return changed;
}

async function findJudged(client: pg.PoolClient, episodeId: string): Promise<Judged[]> {
	const { rows } = await client.query<Judged>(
		`SELECT b.id AS "battleId", ea.suite, ea.version, ea.seed, b.turns_count AS turns, ea.metrics AS a, eb.metrics AS b, b.pairing_reason AS reason,
			CASE WHEN j.id IS NOT NULL THEN jsonb_build_object('id', j.id, 'outcome', j.outcome, 'version', j.version, 'receipt', j.receipt) END AS old,
			j.withdrawn_at IS NOT NULL AS "isWithdrawn"
		 FROM battles b JOIN episodes ea ON ea.id = b.episode_a_id JOIN episodes eb ON eb.id = b.episode_b_id
		 LEFT JOIN judgements j ON j.battle_id = b.id AND j.kind = 'check' AND j.is_current
		 WHERE $1 IN (b.episode_a_id, b.episode_b_id) ORDER BY b.id FOR UPDATE OF b`,
		[episodeId],
	);
	return rows;
}

async function withdraw(client: pg.PoolClient, { old }: Judged): Promise<void> {
	await client.query("UPDATE judgements SET withdrawn_at = now() WHERE id = $1", [old?.id]);
}

async function supersede(
	client: pg.PoolClient,
	battle: Judged,
	{ outcome, provenance }: ProgramVerdict,
): Promise<void> {
	const { old, battleId, turns } = battle;
	const judge = await ensureJudge(client, `check:${battle.suite}`);
	await client.query("UPDATE judgements SET is_current = false WHERE id = $1", [old?.id ?? null]);
	await client.query(
		`INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, left_slot, exclusions, receipt, turns_count, group_id,
		   provenance, version, supersedes_id)
		 VALUES ($1, $2, 'battle', 0, 'check', $3, $4, 'a', $11, $5, $6, $7, $8, $9, $10)`,
		[
			uuidV7(runtime().clock.nowMs()),
			battleId,
			judge,
			outcome,
			old?.receipt ?? randomSlug(),
			turns,
			scenarioGroup(battle),
			JSON.stringify(provenance),
			(old?.version ?? 0) + 1,
			old?.id ?? null,
			exclusionsOf(battle.reason),
		],
	);
}
