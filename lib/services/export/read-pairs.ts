import { z } from "zod";
import type { Outcome } from "#lib/arena/outcome.ts";
import type { EpisodePair, RecordedEpisode } from "#lib/datasets/episode-record.ts";
import { judgeOf } from "#lib/datasets/judge.ts";
import { pool } from "#lib/db/pool.ts";
import { findKnownSuite } from "#lib/services/run/known-suite.ts";
import { compareGrades } from "#lib/simulation/compare.ts";
import { type EpisodeReading, readEpisodes } from "./read-episodes.ts";

interface Row {
	id: string;
	a: string;
	b: string;
	/** Null for a fork and what it was forked from. */
	kind: "check" | "verdict" | "vote" | null;
	outcome: Outcome | null;
	provenance: unknown;
	isScripted: boolean | null;
}

const provenanceSchema = z
	.object({ difference: z.number().optional(), jurors: z.array(z.string()).optional() })
	.nullable();

/** A pair that its suite has no outcome for, because a deciding number is missing. */
export interface UnscoredPair {
	id: string;
	leftOut: "unscored";
}

/** The pairs of some judgements and forks, in the order given. */
export async function readPairs(
	ids: readonly string[],
	reading: EpisodeReading,
): Promise<(EpisodePair | UnscoredPair)[]> {
	const { rows } = await pool().query<Row>(
		`SELECT page.id, coalesce(b.episode_a_id, f.parent_id) AS a, coalesce(b.episode_b_id, f.id) AS b, j.kind, j.outcome, j.provenance,
			v.is_scripted AS "isScripted"
		 FROM unnest($1::uuid[]) WITH ORDINALITY AS page(id, number) LEFT JOIN judgements j ON j.id = page.id
		 LEFT JOIN battles b ON b.id = j.battle_id LEFT JOIN voters v ON v.id = j.voter_id LEFT JOIN episodes f ON f.id = page.id
		 ORDER BY page.number`,
		[ids],
	);
	const episodes = await readEpisodes([...new Set(rows.flatMap(({ a, b }) => [a, b]))], reading);
	return rows.map((row) => {
		const [a, b] = [episodes.get(row.a), episodes.get(row.b)];
		if (a === undefined || b === undefined)
			throw new Error("Broken invariant: a pair without its conversations");
		return pairOf(row, a, b);
	});
}

function pairOf(row: Row, a: RecordedEpisode, b: RecordedEpisode): EpisodePair | UnscoredPair {
	const { id, kind, outcome } = row;
	if (kind === null || outcome === null) return forkPair(id, a, b);
	const provenance = provenanceSchema.parse(row.provenance);
	const difference = kind === "check" ? (provenance?.difference ?? null) : null;
	const judge = judgeOf({
		kind,
		scriptedBy: null,
		suite: a.suite,
		jurors: provenance?.jurors ?? [],
		isScripted: row.isScripted === true,
	});
	const margin = difference === null ? null : Math.abs(difference);
	return { id, a, b, outcome, judge, margin };
}

/** What its suite says of a fork and what it was forked from. */
function forkPair(id: string, a: RecordedEpisode, b: RecordedEpisode): EpisodePair | UnscoredPair {
	const suite = findKnownSuite(a.suite, a.version);
	const compared = suite === undefined ? null : compareGrades(suite, a, b);
	if (compared?.kind !== "scored") return { id, leftOut: "unscored" };
	const { outcome, difference } = compared;
	return { id, a, b, outcome, judge: `check:${a.suite}`, margin: Math.abs(difference) };
}
