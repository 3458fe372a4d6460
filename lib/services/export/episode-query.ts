import { z } from "zod";
import { isSingleFormat, requireEpisodeFormat } from "#lib/datasets/episode-formats.ts";
import { requireEncoding } from "#lib/datasets/format-names.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { isRemote } from "#lib/services/run/known-suite.ts";
import { unknownSuite } from "#lib/services/run/unknown-suite.ts";
import { day, optional, pageFields, tongue } from "./query-fields.ts";

/** Kinds of judgement that a pair may have been judged by. */
const kinds = ["check", "verdict", "vote"] as const;

/** Which simulated conversations an export is about. `from` and `to` are days in UTC, both included. */
const filterFields = {
	/** Slug of a suite. */
	suite: optional(z.string().max(100)),
	/** Id or slug of a run. A conversation that was forked from one of the run's is of the run. */
	run: optional(z.string().max(100)),
	/** Slug of a model in the contested seat; of a pair, of one of the two. */
	model: optional(z.string().max(200)),
	control: optional(z.string().max(100)),
	language: optional(tongue),
	from: optional(day),
	to: optional(day),
	/** Whose judgements make the pairs, `check` by default. Formats of pairs only. */
	kind: optional(z.enum(kinds)),
	/** Only scenarios whose seeds are public, or only those whose seeds are the instance's own. */
	seeds: optional(z.enum(["practice", "board"])),
	/** Takes void conversations along, marked in a column of their own. */
	void: optional(z.enum(["include"])),
	/** Also writes the numbers of board seeds. For those who may launch runs. */
	boardSeeds: optional(z.enum(["show"])),
};

/** The query of `GET /api/exports/episodes`; the names of formats are checked by `parseEpisodeExport`. */
export const episodeQuerySchema = z.strictObject({ ...pageFields, ...filterFields });

export type EpisodeQuery = z.infer<typeof episodeQuerySchema>;

/**
 * Completes a parsed query: trajectory-pairs as JSONL by default. Throws `format-unknown`, `encoding-unknown` and
 * `filter-inapplicable` (422), which name what works.
 */
export function parseEpisodeExport({ format, as, limit, after, ...filter }: EpisodeQuery) {
	const known = requireEpisodeFormat(format ?? "trajectory-pairs");
	if (filter.kind !== undefined && isSingleFormat(known))
		throw new AppError(
			"filter-inapplicable",
			`kind chooses the judgements on pairs; rows of ${known} are of single conversations. Leave it out.`,
			{ status: 422 },
		);
	assertSuite(filter.suite);
	return {
		format: known,
		encoding: requireEncoding(as ?? "jsonl"),
		filter,
		limit: limit ?? null,
		after: after ?? null,
	};
}

export type EpisodeExportRequest = ReturnType<typeof parseEpisodeExport>;

/** A suite that is not there would give an empty file, as if nothing had been played. */
function assertSuite(slug: string | undefined): void {
	if (slug === undefined || isRemote(slug)) return;
	const unknown = unknownSuite(slug, 422);
	if (unknown !== null) throw unknown;
}
