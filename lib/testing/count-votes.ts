import { createHash } from "node:crypto";
import type { Outcome } from "#lib/arena/outcome.ts";
import { pool } from "#lib/db/pool.ts";
import { type BoardFilter, lengthCategories } from "#lib/ranking/board-filter.ts";
import { type MergedCell, mergeCells } from "#lib/ranking/cells.ts";
import { judgementHash } from "#lib/ranking/judgement-hash.ts";
import type { JudgementCounts } from "#lib/ranking/snapshot.ts";

type Vote = {
	id: string;
	version: number;
	outcome: Outcome;
	modelA: string;
	modelB: string;
	battleId: string;
	origin: string;
	language: string | null;
	category: string | null;
	categories: string[];
	turnsCount: number;
	at: string;
	isCurrent: boolean;
	withdrawnAt: Date | null;
	excludedAt: Date | null;
	exclusions: string[];
};

/** What a snapshot of a leaderboard must hold. */
export type CountedVotes = { pairs: MergedCell[]; counts: JudgementCounts; judgementHash: string };

/**
 * A leaderboard's figures counted from every vote, one by one and in plain code: what the cells must
 * agree with. Shares no SQL with them.
 */
export async function countVotes(filter: BoardFilter): Promise<CountedVotes> {
	const votes = (await readVotes()).filter((vote) => isLookedAt(vote, filter));
	const counts: JudgementCounts = {
		total: votes.length,
		used: 0,
		leftOut: {},
		byLanguage: {},
		byCategory: {},
	};
	const add = (to: Record<string, number>, name: string) => {
		to[name] = (to[name] ?? 0) + 1;
	};
	const used: Vote[] = [];
	for (const vote of votes) {
		const reason = reasonOf(vote);
		if (reason !== null) {
			add(counts.leftOut, reason);
			continue;
		}
		used.push(vote);
		counts.used++;
		if (vote.language !== null) add(counts.byLanguage, vote.language);
		for (const code of categoriesOf(vote)) add(counts.byCategory, code);
	}
	const pairs = mergeCells(
		used.map(({ modelA, modelB, outcome }) => ({
			modelA,
			modelB,
			winsA: outcome === "a" ? 1 : 0,
			winsB: outcome === "b" ? 1 : 0,
			ties: outcome === "tie" ? 1 : 0,
			bothBad: outcome === "both_bad" ? 1 : 0,
		})),
	).map((cell) => ({
		...cell,
		battles: new Set(
			used
				.filter(({ modelA, modelB }) => modelA === cell.modelA && modelB === cell.modelB)
				.map(({ battleId }) => battleId),
		).size,
	}));
	const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
	return { pairs, counts, judgementHash: judgementHash(used, sha256) };
}

async function readVotes(): Promise<Vote[]> {
	const { rows } = await pool().query<Vote>(
		`SELECT j.id, j.version, j.outcome, ma.slug AS "modelA", mb.slug AS "modelB", b.id AS "battleId", b.origin,
			b.language, b.category, b.categories, j.turns_count AS "turnsCount",
			to_char(j.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS at, j.is_current AS "isCurrent",
			j.withdrawn_at AS "withdrawnAt", v.excluded_at AS "excludedAt", j.exclusions
		FROM judgements j JOIN battles b ON b.id = j.battle_id JOIN voters v ON v.id = j.voter_id
		JOIN models ma ON ma.id = b.model_a_id JOIN models mb ON mb.id = b.model_b_id WHERE j.kind = 'vote'`,
	);
	return rows;
}

const categoriesOf = (vote: Vote) =>
	new Set([...vote.categories, ...(vote.category === null ? [] : [vote.category])]);

function isLookedAt(vote: Vote, { origin, language, category, from, to }: BoardFilter): boolean {
	const length = Object.entries(lengthCategories).find(([name]) => name === category)?.[1];
	const isInCategory =
		length === undefined
			? category === null || categoriesOf(vote).has(category)
			: vote.turnsCount >= length.from && vote.turnsCount <= (length.to ?? Infinity);
	return (
		(origin === "all" || origin === vote.origin) &&
		(language === null || language === vote.language) &&
		isInCategory &&
		(from === null || vote.at >= from) &&
		(to === null || vote.at <= to)
	);
}

function reasonOf(vote: Vote): keyof JudgementCounts["leftOut"] | null {
	if (!vote.isCurrent) return "superseded";
	if (vote.withdrawnAt !== null) return "withdrawn";
	if (vote.excludedAt !== null || vote.exclusions.includes("voter-excluded"))
		return "voter-excluded";
	return (vote.exclusions[0] as keyof JudgementCounts["leftOut"]) ?? null;
}
