import type pg from "pg";
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
	const jurors = [...new Set(rows.map(({ juror }) => juror))];
	const provenance = { rule: JURY_VERSION, lenses, jurors, ...result };
	await transaction(async (client) => {
		const judge = await ensureJudge(client, `jury:${lenses.join("+")}`);
		await client.query("SELECT 1 FROM battles WHERE id = $1 FOR UPDATE", [pair.battleId]);
		const before = await findVerdicts(client, pair.battleId);
		const current = before.filter(({ isCurrent }) => isCurrent);
		if (current.some(({ judge: by, outcome }) => by === judge && outcome === result.outcome))
			return;
		await insertVerdict(client, pair, { judge, outcome: result.outcome, provenance, before });
		await announceVotesChanged(client, { battleId: pair.battleId }, runtime().clock.nowMs());
	});
	return result.outcome;
}

interface StoredVerdict {
	id: string;
	judge: string;
	outcome: Outcome;
	version: number;
	receipt: string;
	isCurrent: boolean;
}

/** All verdicts of juries on a battle, the newest first. */
async function findVerdicts(client: pg.PoolClient, battleId: string): Promise<StoredVerdict[]> {
	const { rows } = await client.query<StoredVerdict>(
		`SELECT id, voter_id AS judge, outcome, version, receipt, is_current AS "isCurrent" FROM judgements
		 WHERE battle_id = $1 AND kind = 'verdict' ORDER BY created_at DESC, id DESC`,
		[battleId],
	);
	return rows;
}

/** A battle has one jury's verdict at a time: the new one supersedes all before it, of whatever lenses. */
async function insertVerdict(
	client: pg.PoolClient,
	pair: JudgedPair,
	made: { judge: string; outcome: Outcome; provenance: object; before: StoredVerdict[] },
): Promise<void> {
	const { judge, outcome, provenance, before } = made;
	const own = before.filter((verdict) => verdict.judge === judge);
	const [old] = before.filter(({ isCurrent }) => isCurrent);
	await client.query(
		"UPDATE judgements SET is_current = false WHERE battle_id = $1 AND kind = 'verdict' AND is_current",
		[pair.battleId],
	);
	await client.query(
		`INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, left_slot, exclusions, receipt, turns_count, group_id,
		   provenance, version, supersedes_id)
		 VALUES ($1, $2, 'battle', 0, 'verdict', $3, $4, 'a', '{}', $5, $6, $7, $8, $9, $10)`,
		[
			uuidV7(runtime().clock.nowMs()),
			pair.battleId,
			judge,
			outcome,
			own[0]?.receipt ?? randomSlug(),
			pair.turns,
			pair.groupId,
			JSON.stringify(provenance),
			Math.max(0, ...own.map(({ version }) => version)) + 1,
			old?.id ?? null,
		],
	);
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
