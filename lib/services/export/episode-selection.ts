import { type EpisodeFormatName, isSingleFormat } from "#lib/datasets/episode-formats.ts";
import { suites } from "#lib/simulation/suites/catalogue.ts";
import { ENVIRONMENT_SEEDS } from "#lib/simulation/suites/remote-suite.ts";
import type { EpisodeExportRequest } from "./episode-query.ts";
import { SUPERSEDED_SQL } from "./export-selection.ts";
import { anyInLine } from "./line-of.ts";
import { hasPerson, voteWithoutConsent } from "./person-consent.ts";
import type { Selection } from "./selection.ts";

type Filter = EpisodeExportRequest["filter"];
type Bind = (value: unknown) => string;

/**
 * The selection for a format of simulated conversations: of conversations by their end, or of pairs by when they were
 * judged. A pair is a judgement on a battle of two conversations, under the judgement's id; or, among the programs'
 * judgements, a fork and what it was forked from, under the fork's id, unless the two are a battle. `asOf` (ISO time)
 * freezes the set. The run must be given by its id.
 */
export function episodeSelection(
	format: EpisodeFormatName,
	filter: Filter,
	runId: string | null,
	asOf: string,
): Selection {
	const values: unknown[] = [asOf];
	const bind: Bind = (value) => `$${values.push(value)}`;
	const isSingle = isSingleFormat(format);
	const at = isSingle ? "x.ended_at" : "x.at";
	const range = [`${at} <= $1::timestamptz`];
	if (filter.from !== undefined)
		range.push(`${at} >= ${bind(`${filter.from}T00:00:00Z`)}::timestamptz`);
	if (filter.to !== undefined)
		range.push(`${at} < ${bind(`${filter.to}T00:00:00Z`)}::timestamptz + interval '1 day'`);
	const shape = isSingle ? ofEpisodes(filter, runId, bind) : ofPairs(format, filter, runId, bind);
	const bounds = range.join(" AND ");
	return {
		...shape,
		at,
		range: bounds,
		// What still runs has no end yet; it is only counted.
		counted:
			isSingle && range.length === 1
				? `(${bounds} OR (x.ended_at IS NULL AND x.created_at <= $1))`
				: bounds,
		values,
	};
}

type Shape = Pick<Selection, "table" | "joins" | "where" | "reason" | "size">;

function ofEpisodes(filter: Filter, runId: string | null, bind: Bind): Shape {
	const where = [
		...conditions("x", filter, runId, bind),
		...(filter.model === undefined
			? []
			: [`x.model_id = (SELECT m.id FROM models m WHERE m.slug = ${bind(filter.model)})`]),
	];
	return {
		table: "episodes",
		joins: `LEFT JOIN ${suitesTable(bind, "x")}`,
		where: ["true", ...where].join(" AND "),
		reason: `CASE
			WHEN x.ended_at IS NULL THEN 'not-finished'
			WHEN x.state = 'cancelled' THEN 'cancelled'
			WHEN ${hasPerson("x")} THEN 'no-consent'
			${filter.void === "include" ? "" : "WHEN x.state = 'void' THEN 'void'"}
			WHEN s.version IS DISTINCT FROM x.version THEN 'suite-changed'
			ELSE 'kept' END`,
		size: "x.steps",
	};
}

/** Both arms are read along an index on time and id. */
const PAIRS_SQL = `(SELECT id, created_at AS at, battle_id, kind, NULL::uuid AS fork_id FROM judgements
	UNION ALL SELECT id, ended_at, NULL::uuid, 'check', id FROM episodes WHERE parent_id IS NOT NULL AND state IN ('finished', 'void'))`;

function ofPairs(
	format: EpisodeFormatName,
	filter: Filter,
	runId: string | null,
	bind: Bind,
): Shape {
	const model =
		filter.model === undefined
			? []
			: [
					`(SELECT m.id FROM models m WHERE m.slug = ${bind(filter.model)}) IN (ea.model_id, eb.model_id)`,
				];
	const where = [
		`x.kind = ${bind(filter.kind ?? "check")}`,
		"ea.id IS NOT NULL AND eb.id IS NOT NULL",
		`(x.fork_id IS NULL OR NOT EXISTS (SELECT 1 FROM battles o
			WHERE (o.episode_a_id, o.episode_b_id) IN ((ea.id, eb.id), (eb.id, ea.id))))`,
		...conditions("ea", filter, runId, bind),
		...(runId === null ? [] : [isOfRun("eb", bind(runId))]),
		...model,
	];
	return {
		table: PAIRS_SQL,
		joins: `LEFT JOIN judgements j ON j.id = x.id AND x.fork_id IS NULL LEFT JOIN battles b ON b.id = x.battle_id
			LEFT JOIN voters v ON v.id = j.voter_id LEFT JOIN episodes f ON f.id = x.fork_id
			LEFT JOIN episodes ea ON ea.id = coalesce(b.episode_a_id, f.parent_id)
			LEFT JOIN episodes eb ON eb.id = coalesce(b.episode_b_id, f.id)
			LEFT JOIN ${suitesTable(bind, "ea")}`,
		where: where.join(" AND "),
		reason: `CASE
			WHEN ${hasPerson("ea")} OR ${hasPerson("eb")} OR ${voteWithoutConsent("j")} THEN 'no-consent'
			WHEN j.withdrawn_at IS NOT NULL THEN 'withdrawn'
			WHEN ${SUPERSEDED_SQL.replaceAll("x.", "j.")} THEN 'superseded'
			WHEN v.excluded_at IS NOT NULL OR array_remove(j.exclusions, 'chosen-pair') <> '{}' THEN 'not-counted'
			${filter.void === "include" ? "" : "WHEN 'void' IN (ea.state, eb.state) THEN 'void'"}
			WHEN s.version IS DISTINCT FROM ea.version THEN 'suite-changed'
			${tieCase(format)}
			ELSE 'kept' END`,
		size: "ea.steps + eb.steps",
	};
}

/** Ties that a judgement says. Those that only the format sees, such as equal scores, are found while reading. */
function tieCase(format: EpisodeFormatName): string {
	if (format === "kto") return "WHEN j.outcome = 'tie' THEN 'tie'";
	return `WHEN j.outcome IN ('tie', 'both_bad') THEN ${format === "refuel" ? "'tie'" : "j.outcome"}`;
}

/** Filters that hold for a conversation `e`; of a pair, where the two are equal, for the first. */
function conditions(e: string, filter: Filter, runId: string | null, bind: Bind): string[] {
	const isPractice = `${e}.seed BETWEEN s.seed_from AND s.seed_to`;
	return [
		...(filter.suite === undefined ? [] : [`${e}.suite = ${bind(filter.suite)}`]),
		...(filter.control === undefined ? [] : [`${e}.control = ${bind(filter.control)}`]),
		...(filter.language === undefined ? [] : [`${e}.language = ${bind(filter.language)}`]),
		...(filter.seeds === undefined
			? []
			: [`(${isPractice}) IS ${filter.seeds === "practice" ? "" : "NOT "}TRUE`]),
		...(runId === null ? [] : [isOfRun(e, bind(runId))]),
	];
}

const isOfRun = (e: string, run: string) =>
	anyInLine(e, (episode) => `coalesce(${episode}.run_id = ${run}::uuid, false)`);

/**
 * The suites as they are today: conversations of another version cannot be told what was asked in them. An environment
 * over HTTP is each of its declarations.
 */
function suitesTable(bind: Bind, e: string): string {
	const column = (values: readonly unknown[], type: string) => `${bind(values)}::${type}[]`;
	return `(SELECT * FROM unnest(${column(
		suites.map(({ slug }) => slug),
		"text",
	)}, ${column(
		suites.map(({ version }) => version),
		"text",
	)}, ${column(
		suites.map(({ practice }) => practice.from),
		"int",
	)}, ${column(
		suites.map(({ practice }) => practice.from + practice.count - 1),
		"int",
	)}) UNION ALL SELECT slug, version, ${ENVIRONMENT_SEEDS.from}, ${ENVIRONMENT_SEEDS.from + ENVIRONMENT_SEEDS.count - 1} FROM environments)
		AS s(slug, version, seed_from, seed_to) ON s.slug = ${e}.suite AND (s.slug NOT LIKE 'env-%' OR s.version = ${e}.version)`;
}
