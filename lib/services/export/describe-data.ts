import type { EpisodeFormatName } from "#lib/datasets/episode-formats.ts";
import { pool } from "#lib/db/pool.ts";
import { COUNTS_SQL } from "#lib/services/ranking/judgement-scope.ts";
import type { RowExport } from "./read-pages.ts";
import { streamBattles } from "./stream-battles.ts";
import { streamEpisodes } from "./stream-episodes.ts";

export interface OriginCount {
	origin: string;
	/** Revealed battles. */
	battles: number;
	/** Current votes on them that are not withdrawn. */
	votes: number;
	/** Of those, votes that count on the leaderboards. */
	counted: number;
}

export interface DataDescription {
	origins: OriginCount[];
	/** Languages and categories that occur, most frequent first. */
	languages: string[];
	categories: string[];
	models: { slug: string; name: string }[];
	/** Rows left out of the whole arena-140k export, by reason. */
	leftOut: Record<string, number>;
	/** The newest day's file would begin so: the first rows of the arena-140k export. */
	preview: Record<string, unknown>[];
	/** The first row of simulated conversations: of pairs, else of single ones; null when there is none. */
	episode: { format: EpisodeFormatName; row: Record<string, unknown> } | null;
}

/** How long a description is shown before it is made again, in ms: it reads every vote. */
const FRESH_MS = 15_000;
/** Judgements of simulated runs are exported only when they are asked for by their kind; votes are what is described. */
const NOT_OF_RUNS = "b.episode_a_id IS NULL";
const PREVIEW_ROWS = 3;

const shared = globalThis as typeof globalThis & {
	parleyDataDescription?: { until: number; description: Promise<DataDescription> };
};

/** What there is to be taken home; at most FRESH_MS old. */
export function describeData(nowMs: number): Promise<DataDescription> {
	const known = shared.parleyDataDescription;
	if (known !== undefined && known.until > nowMs) return known.description;
	const description = readDescription();
	shared.parleyDataDescription = { until: nowMs + FRESH_MS, description };
	description.catch(() => {
		delete shared.parleyDataDescription;
	});
	return description;
}

async function readDescription(): Promise<DataDescription> {
	const rows = await streamBattles({
		format: "arena-140k",
		encoding: "jsonl",
		filter: {},
		limit: PREVIEW_ROWS,
		after: null,
	});
	const [origins, languages, categories, models, leftOut, preview, episode] = await Promise.all([
		pool().query<OriginCount>(
			`SELECT b.origin, count(DISTINCT b.id) AS battles, count(*) FILTER (WHERE j.is_current AND j.withdrawn_at IS NULL) AS votes,
			   count(*) FILTER (WHERE ${COUNTS_SQL}) AS counted
			 FROM judgements j JOIN battles b ON b.id = j.battle_id JOIN voters v ON v.id = j.voter_id
			 WHERE b.revealed_at IS NOT NULL AND ${NOT_OF_RUNS} GROUP BY b.origin ORDER BY b.origin`,
		),
		names(
			`SELECT b.language AS name FROM battles b WHERE b.revealed_at IS NOT NULL AND ${NOT_OF_RUNS} AND b.language IS NOT NULL`,
		),
		names(
			`SELECT unnest(b.categories) AS name FROM battles b WHERE b.revealed_at IS NOT NULL AND ${NOT_OF_RUNS}`,
		),
		pool().query<{ slug: string; name: string }>(
			`SELECT slug, name FROM models m WHERE state <> 'draft'
			   AND EXISTS (SELECT 1 FROM battles b WHERE b.revealed_at IS NOT NULL AND ${NOT_OF_RUNS} AND m.id IN (b.model_a_id, b.model_b_id))
			 ORDER BY name`,
		),
		rows.countLeftOut(),
		firstRows(rows),
		firstEpisodeRow(),
	]);
	return {
		origins: origins.rows,
		languages,
		categories,
		models: models.rows,
		leftOut,
		preview,
		episode,
	};
}

/** Pairs looked at for one that gives a row. */
const PREVIEW_PAIRS = 10;

async function firstEpisodeRow(): Promise<DataDescription["episode"]> {
	for (const format of ["trajectory-pairs", "sft"] as const) {
		const request = { format, encoding: "jsonl", filter: {}, limit: PREVIEW_PAIRS } as const;
		const [row] = await firstRows(await streamEpisodes({ ...request, after: null }));
		if (row !== undefined) return { format, row };
	}
	return null;
}

async function names(source: string): Promise<string[]> {
	const { rows } = await pool().query<{ name: string }>(
		`SELECT name FROM (${source}) AS named GROUP BY name ORDER BY count(*) DESC, name LIMIT 50`,
	);
	return rows.map(({ name }) => name);
}

async function firstRows(rows: RowExport): Promise<Record<string, unknown>[]> {
	const lines: Record<string, unknown>[] = [];
	for await (const { text } of rows.chunks())
		for (const line of text.split("\n")) if (line !== "") lines.push(JSON.parse(line));
	return lines;
}
