import { type Outcome, otherSlot } from "#lib/arena/outcome.ts";
import { pool } from "#lib/db/pool.ts";
import { compareNames } from "#lib/ranking/cells.ts";
import { type JudgementColumns, outcomeCodes } from "#lib/ranking/columns/judgement-columns.ts";
import { RUN_BATTLES_SQL } from "./run-battles.ts";

/** One judgement on a battle of a run. */
export interface RunJudgement {
	suite: string;
	kind: "check" | "verdict" | "vote";
	a: string;
	b: string;
	outcome: Outcome;
	/** The scenario that was played: what errors hang together by. */
	group: string;
}

/** The judgements on a run's battles: the programs', the juries' and people's, marked as such. */
export async function readRunJudgements(runId: string): Promise<RunJudgement[]> {
	const { rows } = await pool().query<RunJudgement>(
		`SELECT b.category AS suite, j.kind, ma.slug AS a, mb.slug AS b, j.outcome, coalesce(j.group_id, j.voter_id)::text AS "group"
		 FROM (${RUN_BATTLES_SQL}) b JOIN judgements j ON j.battle_id = b.id
		 JOIN models ma ON ma.id = b.model_a_id JOIN models mb ON mb.id = b.model_b_id
		 WHERE j.is_current AND j.withdrawn_at IS NULL AND j.exclusions = '{}' ORDER BY b.position, b.id, j.kind, j.id`,
		[runId],
	);
	return rows;
}

/**
 * The judgements as columns, errors grouped by scenario. Slots are drawn anew for every run, and seen from the other slot
 * a sum may differ in its last digit: so the model whose name comes first is in slot `a` here, and a run that is played
 * again gives every digit again.
 */
export function runColumns(drawn: readonly RunJudgement[]): JudgementColumns {
	const judgements = drawn.map((judgement) =>
		compareNames(judgement.a, judgement.b) <= 0 ? judgement : fromOtherSlot(judgement),
	);
	const models = [...new Set(judgements.flatMap(({ a, b }) => [a, b]))].sort(compareNames);
	const places = new Map(models.map((model, i) => [model, i]));
	const groups = new Map<string, number>();
	for (const { group } of judgements) if (!groups.has(group)) groups.set(group, groups.size);
	return {
		models,
		slotA: Int32Array.from(judgements, ({ a }) => places.get(a) ?? 0),
		slotB: Int32Array.from(judgements, ({ b }) => places.get(b) ?? 0),
		outcome: Uint8Array.from(judgements, ({ outcome }) => outcomeCodes[outcome]),
		score: null,
		weight: null,
		clusters: { voter: Int32Array.from(judgements, ({ group }) => groups.get(group) ?? -1) },
		covariates: [],
		atMs: null,
	};
}

function fromOtherSlot(judgement: RunJudgement): RunJudgement {
	const { a, b, outcome } = judgement;
	const swapped = outcome === "a" || outcome === "b" ? otherSlot(outcome) : outcome;
	return { ...judgement, a: b, b: a, outcome: swapped };
}
