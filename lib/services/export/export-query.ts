import { z } from "zod";
import { battleModes } from "#lib/arena/battle.ts";
import { origins } from "#lib/arena/outcome.ts";
import { requireEncoding, requireFormat } from "#lib/datasets/format-names.ts";
import { day, optional, pageFields, tongue } from "./query-fields.ts";

const code = z
	.string()
	.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be a category's code such as code");

/** Which battles and votes an export is about. `from` and `to` are days in UTC, both included. */
const filterFields = {
	origin: optional(z.enum([...origins, "all"])),
	from: optional(day),
	to: optional(day),
	category: optional(code),
	language: optional(tongue),
	/** Slug of a model that must be one of the two. */
	model: optional(z.string().max(200)),
	mode: optional(z.enum(battleModes)),
	/** Whose judgements: votes by default, a jury's verdicts or programs' checks. Never mixed. */
	kind: optional(z.enum(["check", "verdict", "vote"])),
	/** Whether the vote counts on the leaderboards. */
	counted: optional(z.enum(["true", "false"])),
	/** `current` leaves out versions that a later one replaced. Vote formats only. */
	versions: optional(z.enum(["current", "all"])),
	/** `final` is each voter's last word on a battle; `turn` the votes on single turns. Vote formats only. */
	scope: optional(z.enum(["final", "turn", "all"])),
};

export const exportFilterSchema = z.strictObject(filterFields);

/** The query of `GET /api/exports/battles`; the names of formats are checked by `parseExport`. */
export const exportQuerySchema = z.strictObject({ ...pageFields, ...filterFields });

export type ExportFilter = z.infer<typeof exportFilterSchema>;
export type ExportQuery = z.infer<typeof exportQuerySchema>;

/**
 * Completes a parsed query: arena-140k as JSONL by default. Throws `format-unknown` and
 * `encoding-unknown` (422), which name what works.
 */
export function parseExport({ format, as, limit, after, ...filter }: ExportQuery) {
	return {
		format: requireFormat(format ?? "arena-140k"),
		encoding: requireEncoding(as ?? "jsonl"),
		filter,
		limit: limit ?? null,
		after: after ?? null,
	};
}

export type ExportRequest = ReturnType<typeof parseExport>;
