import type { FormatName } from "#lib/datasets/format-names.ts";
import { isLengthCategory, lengthCategories } from "#lib/ranking/board-filter.ts";
import { COUNTS_SQL } from "#lib/services/ranking/judgement-scope.ts";
import type { ExportFilter } from "./export-query.ts";
import { hasPerson, voteWithoutConsent } from "./person-consent.ts";
import type { Selection } from "./selection.ts";

/** A selection of judgements in vote formats, of battles in battle formats. `joins` adds `b` (battles) and `v` (voters). */
export interface BattleSelection extends Selection {
	table: "judgements" | "battles";
	/** Of the judgements that rows are made from. */
	kinds: string[];
}

/** Nobody has to agree for a script: behind a scripted voter is no person. */
const WITHOUT_CONSENT = "b.consent_version IS NULL AND b.scripted_by IS NULL";

/**
 * The selection for a format. `asOf` (ISO time) freezes the set: votes cast later are not in it, and
 * a vote replaced later still is, so that a long export holds every vote once.
 */
export function selectionFor(
	format: FormatName,
	filter: ExportFilter,
	asOf: string,
): BattleSelection {
	const values: unknown[] = [asOf];
	const bind = (value: unknown) => `$${values.push(value)}`;
	const at = format === "parley" ? "x.revealed_at" : "x.created_at";
	const range = [`${at} <= $1::timestamptz`];
	const kinds = filter.kind === undefined ? [...DEFAULT_KINDS] : [filter.kind];
	const ofKinds = (judgement: string) => `${judgement}.kind = ANY (${kindsAt}::text[])`;
	const kindsAt = bind(kinds);
	const where: string[] = [];
	if (filter.origin !== undefined && filter.origin !== "all")
		where.push(`b.origin = ${bind(filter.origin)}`);
	if (filter.mode !== undefined) where.push(`b.mode = ${bind(filter.mode)}`);
	if (filter.language !== undefined) where.push(`b.language = ${bind(filter.language)}`);
	if (filter.category !== undefined) where.push(categoryIs(filter.category, bind));
	if (filter.from !== undefined)
		range.push(`${at} >= ${bind(`${filter.from}T00:00:00Z`)}::timestamptz`);
	if (filter.to !== undefined)
		range.push(`${at} < ${bind(`${filter.to}T00:00:00Z`)}::timestamptz + interval '1 day'`);
	if (filter.model !== undefined) {
		const slug = bind(filter.model);
		where.push(
			`(SELECT m.id FROM models m WHERE m.slug = ${slug}) IN (b.model_a_id, b.model_b_id)`,
			// Not even counted as left out: the count would tell which models a running battle has.
			"b.revealed_at IS NOT NULL",
		);
	}
	const shape =
		format === "parley" ? ofBattles(filter, where, ofKinds) : ofVotes(filter, where, ofKinds);
	const bounds = range.join(" AND ");
	return {
		...shape,
		at,
		range: bounds,
		// A battle that still runs has no time of its own yet; it is only counted.
		counted: range.length === 1 ? `(${bounds} OR (${at} IS NULL AND x.created_at <= $1))` : bounds,
		where: ["true", ...where].join(" AND "),
		size: "b.turns_count",
		kinds,
		values,
	};
}

/** Kinds of judgement are never mixed unless they are asked for: what a person, or a script in one's place, said. */
const DEFAULT_KINDS = ["vote", "imported"];

type Shape = Pick<BattleSelection, "table" | "joins" | "reason">;
type OfKinds = (judgement: string) => string;

/** A person sat in a seat of a simulated battle, or voted on one, and agreed to nothing. */
const PERSON_WITHOUT_CONSENT = `(b.episode_a_id IS NOT NULL AND EXISTS (SELECT 1 FROM episodes e
	WHERE e.id IN (b.episode_a_id, b.episode_b_id) AND ${hasPerson("e")}))`;

function ofVotes(filter: ExportFilter, where: string[], ofKinds: OfKinds): Shape {
	where.push(ofKinds("x"));
	// The scope of a leaderboard calls judgements j; here they are x.
	const counts = COUNTS_SQL.replaceAll("j.", "x.");
	if (filter.counted !== undefined)
		where.push(filter.counted === "true" ? counts : `NOT (${counts})`);
	if (filter.scope === "turn") where.push("x.scope = 'turn'");
	const cases = [
		"WHEN b.revealed_at IS NULL THEN 'not-revealed'",
		`WHEN ${WITHOUT_CONSENT} OR ${PERSON_WITHOUT_CONSENT} OR b.episode_a_id IS NOT NULL AND ${voteWithoutConsent("x")} THEN 'no-consent'`,
		// A withdrawal takes the versions before it along, not a vote cast anew after it.
		`WHEN x.withdrawn_at IS NOT NULL OR (NOT x.is_current AND EXISTS (SELECT 1 FROM judgements w
		 WHERE w.receipt = x.receipt AND w.version >= x.version AND w.withdrawn_at IS NOT NULL)) THEN 'withdrawn'`,
		filter.versions === "all" ? "" : `WHEN ${SUPERSEDED_SQL} THEN 'superseded'`,
		// A vote on a turn that ended the battle is the voter's final word on it.
		(filter.scope ?? "final") === "final"
			? "WHEN x.scope = 'turn' AND 'turn-scope' = ANY (x.exclusions) THEN 'turn-vote'"
			: "",
	];
	return {
		table: "judgements",
		joins: "JOIN battles b ON b.id = x.battle_id JOIN voters v ON v.id = x.voter_id",
		reason: `CASE ${cases.join(" ")} ELSE 'kept' END`,
	};
}

function ofBattles(filter: ExportFilter, where: string[], ofKinds: OfKinds): Shape {
	const judged = `SELECT 1 FROM judgements j JOIN voters v ON v.id = j.voter_id WHERE j.battle_id = x.id AND ${ofKinds("j")}`;
	const counted = `EXISTS (${judged} AND ${COUNTS_SQL})`;
	// Of a simulated battle that nobody judged in this way, nothing was asked for.
	where.push(`(x.episode_a_id IS NULL OR EXISTS (${judged}))`);
	if (filter.counted !== undefined)
		where.push(filter.counted === "true" ? counted : `NOT ${counted}`);
	const reason = `CASE
		WHEN b.revealed_at IS NULL THEN 'not-revealed'
		WHEN ${WITHOUT_CONSENT} OR ${PERSON_WITHOUT_CONSENT} OR x.episode_a_id IS NOT NULL AND EXISTS (${judged} AND ${voteWithoutConsent("j")}) THEN 'no-consent'
		WHEN NOT EXISTS (${judged} AND j.created_at <= $1::timestamptz) THEN 'no-vote'
		WHEN NOT EXISTS (${judged} AND j.is_current AND j.withdrawn_at IS NULL) THEN 'withdrawn'
		ELSE 'kept' END`;
	return { table: "battles", joins: "JOIN battles b ON b.id = x.id", reason };
}

/** Replaced by a later version at the time of the export ($1). */
export const SUPERSEDED_SQL = `(NOT x.is_current AND EXISTS (SELECT 1 FROM judgements n
	WHERE n.battle_id = x.battle_id AND n.voter_id = x.voter_id AND n.scope = x.scope AND n.turn = x.turn
	  AND n.version = x.version + 1 AND n.created_at <= $1::timestamptz))`;

function categoryIs(category: string, bind: (value: unknown) => string): string {
	if (isLengthCategory(category)) {
		const { from, to } = lengthCategories[category];
		const low = `b.turns_count >= ${bind(from)}`;
		return to === null ? low : `${low} AND b.turns_count <= ${bind(to)}`;
	}
	const asked = bind(category);
	return `(${asked} = ANY (b.categories) OR b.category = ${asked})`;
}
