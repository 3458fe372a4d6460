import type { Outcome } from "#lib/arena/outcome.ts";
import { pool } from "#lib/db/pool.ts";
import {
	type AuditBattle,
	type AuditReading,
	auditJuror,
	type JudgeAudit,
	type PeopleOutcome,
} from "#lib/judging/audit.ts";
import type { Reading, UnscoredReason } from "#lib/judging/orders.ts";
import { seededRandom, seedOf } from "#lib/kernel/random.ts";
import { COUNTS_SQL } from "#lib/services/ranking/judgement-scope.ts";
import { remember } from "#lib/services/remember.ts";
import { suites } from "#lib/simulation/suites/catalogue.ts";

/** How long an audit is shown before it is made again, in ms. */
const FRESH_MS = 30_000;
/** Bootstrap draws for the intervals of agreement and kappa. */
const DRAWS = 500;
/** The newest readings that an audit is made of. */
const READINGS_MAX = 50_000;

interface Row {
	battleId: string;
	juror: string;
	family: string | null;
	/** Of the model; null for a judge over HTTP. */
	name: string | null;
	kind: "language-model" | "program" | null;
	lens: string;
	lensVersion: string;
	firstSlot: "a" | "b";
	status: "ok" | UnscoredReason;
	outcome: Outcome | null;
}

const remembered = remember<JudgeAudit[]>(FRESH_MS, 20);

/**
 * Audits every juror with every version of every lens, on all stored readings or those on one suite's battles; at most
 * FRESH_MS old.
 */
export function readJudges(suite: string | null, nowMs: number): Promise<JudgeAudit[]> {
	return remembered(suite ?? "", nowMs, () => read(suite));
}

async function read(suite: string | null): Promise<JudgeAudit[]> {
	const { rows } = await pool().query<Row>(
		`SELECT r.battle_id AS "battleId", r.juror, r.family, m.name, m.kind, r.lens, r.lens_version AS "lensVersion",
			r.first_slot AS "firstSlot", r.status, r.outcome
		 FROM readings r JOIN battles b ON b.id = r.battle_id LEFT JOIN models m ON m.slug = r.juror
		 WHERE $1::text IS NULL OR b.category = $1 ORDER BY r.id DESC LIMIT $2`,
		[suite, READINGS_MAX],
	);
	const ids = [...new Set(rows.map(({ battleId }) => battleId))];
	const [battles, people] = await Promise.all([readBattles(ids), readPeople(ids)]);
	const nameOf = ({ juror, lens, lensVersion }: Row) => `${juror}\n${lens}\n${lensVersion}`;
	const readings = rows.map(
		(row): AuditReading => ({ battle: row.battleId, juror: nameOf(row), reading: readingOf(row) }),
	);
	const families = new Map(rows.map((row) => [nameOf(row), row.family ?? row.juror]));
	return [...Map.groupBy(rows, nameOf)]
		.flatMap(([key, [first]]): JudgeAudit[] => {
			if (first === undefined) return [];
			const { juror, name, kind, lens, lensVersion } = first;
			const random = seededRandom(seedOf(key));
			const input = { readings, battles, people, families, random, draws: DRAWS };
			const audit = auditJuror(key, input);
			return [{ juror, name: name ?? juror, kind: kind ?? "http", lens, lensVersion, audit }];
		})
		.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = ({ juror, lens, lensVersion }: JudgeAudit) => `${juror}\n${lens}\n${lensVersion}`;

function readingOf({ firstSlot, status, outcome }: Row): Reading {
	const order = firstSlot === "a" ? "ab" : "ba";
	if (status === "ok" && outcome !== null) return { order, status: "scored", outcome };
	return { order, status: "unscored", reason: status === "ok" ? "failed" : status };
}

/** Families of both contenders, and how much the judged seat said in each conversation. */
async function readBattles(ids: readonly string[]): Promise<AuditBattle[]> {
	const seats = JSON.stringify(suites.map(({ slug, contested }) => ({ suite: slug, contested })));
	const { rows } = await pool().query<{
		id: string;
		a: number;
		b: number;
		familyA: string;
		familyB: string;
	}>(
		`SELECT b.id, ${saidSql("b.episode_a_id")} AS a, ${saidSql("b.episode_b_id")} AS b, coalesce(ma.family, ma.maker) AS "familyA",
			coalesce(mb.family, mb.maker) AS "familyB"
		 FROM battles b JOIN models ma ON ma.id = b.model_a_id JOIN models mb ON mb.id = b.model_b_id
		 LEFT JOIN jsonb_to_recordset($2) AS s(suite text, contested text) ON s.suite = b.category
		 WHERE b.id = ANY ($1::uuid[])`,
		[ids, seats],
	);
	return rows.map(({ id, a, b, familyA, familyB }) => ({
		battle: id,
		characters: { a, b },
		families: { a: familyA, b: familyB },
	}));
}

/** SQL for the characters of the judged seat's messages: what the other seats said is not the model's length. */
function saidSql(episode: string): string {
	return `(SELECT coalesce(sum(length(v.data->>'text')), 0)::int FROM episode_events v
		WHERE v.episode_id = ${episode} AND v.kind = 'message' AND v.data->>'kind' = 'text' AND v.seat = s.contested)`;
}

/** People's counted votes on whole battles. */
async function readPeople(ids: readonly string[]): Promise<PeopleOutcome[]> {
	const { rows } = await pool().query<PeopleOutcome>(
		`SELECT j.battle_id AS battle, j.outcome FROM judgements j JOIN voters v ON v.id = j.voter_id
		 WHERE j.battle_id = ANY ($1::uuid[]) AND j.kind = 'vote' AND j.scope = 'battle' AND NOT v.is_scripted AND ${COUNTS_SQL}`,
		[ids],
	);
	return rows;
}
