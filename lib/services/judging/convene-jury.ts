import type { Outcome } from "#lib/arena/outcome.ts";
import { pool } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { conveneJury as decide, type Member } from "#lib/judging/jury.ts";
import { mergeOrders, type Reading, type UnscoredReason } from "#lib/judging/orders.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { announceVotesChanged } from "#lib/services/ranking/mark-stale.ts";
import { ensureJudge } from "#lib/services/run/judge-voter.ts";
import { runtime } from "#lib/services/runtime.ts";
import type { JudgedPair } from "./judged-pair.ts";

/** Version of the rule by which opinions become a verdict. */
const JURY_VERSION = "1.0.0";

interface StoredReading {
	juror: string;
	family: string | null;
	lens: string;
	firstSlot: "a" | "b";
	status: "ok" | UnscoredReason;
	outcome: Outcome | null;
}

/**
 * Takes all readings of a battle together and stores the jury's verdict as a judgement: majority over jurors and
 * lenses, ties abstaining; readings that differ between the orders are a tie and a flip. Nothing is stored when no
 * member has an opinion, or when the same verdict is there already; another one supersedes it.
 */
export async function storeVerdict(pair: JudgedPair): Promise<Outcome | null> {
	const { rows } = await pool().query<StoredReading>(
		`SELECT juror, family, lens, first_slot AS "firstSlot", status, outcome FROM readings WHERE battle_id = $1 ORDER BY juror, lens`,
		[pair.battleId],
	);
	const result = decide(membersOf(rows), { rule: "majority", scoredMin: 1 });
	if (result.status === "unscored") return null;
	const lenses = [...new Set(rows.map(({ lens }) => lens))].sort();
	const nowMs = runtime().clock.nowMs();
	await transaction(async (client) => {
		const judge = await ensureJudge(client, `jury:${lenses.join("+")}`);
		await client.query("SELECT 1 FROM battles WHERE id = $1 FOR UPDATE", [pair.battleId]);
		const before = await client.query<{
			id: string;
			outcome: Outcome;
			version: number;
			receipt: string;
		}>(
			`SELECT id, outcome, version, receipt FROM judgements WHERE battle_id = $1 AND voter_id = $2 AND kind = 'verdict' AND is_current`,
			[pair.battleId, judge],
		);
		const [old] = before.rows;
		if (old?.outcome === result.outcome) return;
		if (old !== undefined)
			await client.query("UPDATE judgements SET is_current = false WHERE id = $1", [old.id]);
		const provenance = {
			rule: JURY_VERSION,
			lenses,
			jurors: [...new Set(rows.map(({ juror }) => juror))],
			...result,
		};
		await client.query(
			`INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, left_slot, exclusions, receipt, turns_count, group_id,
			   provenance, version, supersedes_id)
			 VALUES ($1, $2, 'battle', 0, 'verdict', $3, $4, 'a', '{}', $5, $6, $7, $8, $9, $10)`,
			[
				uuidV7(nowMs),
				pair.battleId,
				judge,
				result.outcome,
				old?.receipt ?? randomSlug(),
				pair.turns,
				pair.groupId,
				JSON.stringify(provenance),
				(old?.version ?? 0) + 1,
				old?.id ?? null,
			],
		);
		await announceVotesChanged(client, { battleId: pair.battleId }, nowMs);
	});
	return result.outcome;
}

/** One member for each juror and lens. */
function membersOf(rows: readonly StoredReading[]): Member[] {
	const groups = Map.groupBy(rows, ({ juror, lens }) => `${juror}\n${lens}`);
	return [...groups.values()].flatMap((group) => {
		const ab = group.find(({ firstSlot }) => firstSlot === "a");
		const ba = group.find(({ firstSlot }) => firstSlot === "b");
		if (ab === undefined || ba === undefined) return [];
		const opinion = mergeOrders({ ab: readingOf(ab), ba: readingOf(ba) });
		return [{ juror: `${ab.juror}/${ab.lens}`, family: ab.family ?? ab.juror, weight: 1, opinion }];
	});
}

function readingOf({ firstSlot, status, outcome }: StoredReading): Reading {
	const order = firstSlot === "a" ? "ab" : "ba";
	if (status === "ok" && outcome !== null) return { order, status: "scored", outcome };
	return { order, status: "unscored", reason: status === "ok" ? "failed" : status };
}
