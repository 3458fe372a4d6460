import type { Outcome } from "#lib/arena/outcome.ts";
import { pool } from "#lib/db/pool.ts";
import {
	type AuditBattle,
	type AuditReading,
	auditJuror,
	type JurorAudit,
	type PeopleOutcome,
} from "#lib/judging/audit.ts";
import type { Reading, UnscoredReason } from "#lib/judging/orders.ts";
import { seededRandom, seedOf } from "#lib/kernel/random.ts";

/** Bootstrap draws for the intervals of agreement and kappa. */
const DRAWS = 500;
/** The newest readings that an audit is made of. */
const READINGS_MAX = 50_000;

/** A juror with one lens: what is audited as one judge. */
export interface JudgeAudit {
	juror: string;
	lens: string;
	lensVersion: string;
	audit: JurorAudit;
}

interface Row {
	battleId: string;
	juror: string;
	family: string | null;
	lens: string;
	lensVersion: string;
	firstSlot: "a" | "b";
	status: "ok" | UnscoredReason;
	outcome: Outcome | null;
}

/** Audits every juror with every lens, of all stored readings or those on one suite. */
export async function readJudges(suite?: string): Promise<JudgeAudit[]> {
	const { rows } = await pool().query<Row>(
		`SELECT r.battle_id AS "battleId", r.juror, r.family, r.lens, r.lens_version AS "lensVersion", r.first_slot AS "firstSlot", r.status, r.outcome
		 FROM readings r JOIN battles b ON b.id = r.battle_id WHERE $1::text IS NULL OR b.category = $1 ORDER BY r.id DESC LIMIT $2`,
		[suite ?? null, READINGS_MAX],
	);
	const battles = await readBattles([...new Set(rows.map(({ battleId }) => battleId))]);
	const nameOf = ({ juror, lens, lensVersion }: Row) => `${juror}\n${lens}\n${lensVersion}`;
	const readings = rows.map(
		(row): AuditReading => ({ battle: row.battleId, juror: nameOf(row), reading: readingOf(row) }),
	);
	const families = new Map(rows.map((row) => [nameOf(row), row.family ?? row.juror]));
	return [...Map.groupBy(rows, nameOf)]
		.map(
			([name, [first]]): JudgeAudit => ({
				juror: first?.juror ?? name,
				lens: first?.lens ?? "",
				lensVersion: first?.lensVersion ?? "",
				audit: auditJuror(name, {
					readings,
					...battles,
					families,
					random: seededRandom(seedOf(name)),
					draws: DRAWS,
				}),
			}),
		)
		.sort((a, b) => (a.juror + a.lens < b.juror + b.lens ? -1 : 1));
}

function readingOf({ firstSlot, status, outcome }: Row): Reading {
	const order = firstSlot === "a" ? "ab" : "ba";
	if (status === "ok" && outcome !== null) return { order, status: "scored", outcome };
	return { order, status: "unscored", reason: status === "ok" ? "failed" : status };
}

/** Lengths and families of the contenders of simulated battles, and people's votes on them. */
async function readBattles(
	ids: readonly string[],
): Promise<{ battles: AuditBattle[]; people: PeopleOutcome[] }> {
	const facts = await pool().query<{
		id: string;
		a: number;
		b: number;
		familyA: string;
		familyB: string;
	}>(
		`SELECT b.id, length_of(b.episode_a_id) AS a, length_of(b.episode_b_id) AS b, coalesce(ma.family, ma.maker) AS "familyA",
			coalesce(mb.family, mb.maker) AS "familyB"
		 FROM battles b JOIN models ma ON ma.id = b.model_a_id JOIN models mb ON mb.id = b.model_b_id WHERE b.id = ANY ($1::uuid[])`.replaceAll(
			/length_of\((\S+)\)/g,
			(_, id: string) =>
				`(SELECT coalesce(sum(length(v.data->>'text')), 0)::int FROM episode_events v WHERE v.episode_id = ${id} AND v.kind = 'model-response')`,
		),
		[ids],
	);
	const people = await pool().query<PeopleOutcome>(
		`SELECT battle_id AS battle, outcome FROM judgements
		 WHERE battle_id = ANY ($1::uuid[]) AND kind = 'vote' AND is_current AND withdrawn_at IS NULL AND exclusions = '{}'`,
		[ids],
	);
	return {
		battles: facts.rows.map(({ id, a, b, familyA, familyB }) => ({
			battle: id,
			characters: { a, b },
			families: { a: familyA, b: familyB },
		})),
		people: people.rows,
	};
}
