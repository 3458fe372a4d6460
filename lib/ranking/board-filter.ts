import { z } from "zod";
import { origins } from "#lib/arena/outcome.ts";

/** Categories by the number of turns when the vote was cast; every other category is found in the text. */
export const lengthCategories = {
	"turns-1": { from: 1, to: 1 },
	"turns-2-3": { from: 2, to: 3 },
	"turns-4-plus": { from: 4, to: null },
} as const;

/** A form sends empty fields; they mean "not set". */
const optional = <S extends z.ZodType>(schema: S) =>
	z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const day = z.iso.date("must be a day such as 2026-01-31");

/**
 * Query of everything that shows a leaderboard. `from` and `to` are days in UTC, both included.
 * `origin=all` mixes people and simulated voters; it must be asked for by that name.
 */
export const boardQuery = {
	board: optional(z.literal("arena", "the only leaderboard is called arena")),
	category: optional(
		z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be a category's code such as code"),
	),
	language: optional(z.string().regex(/^[a-z]{2,3}$/, "must be an ISO 639 code such as en")),
	origin: optional(z.enum([...origins, "all"])),
	style: optional(
		z.literal("off", "style control is not offered yet; leave it out or say style=off"),
	),
	from: optional(day),
	to: optional(day),
};

export const boardQuerySchema = z.strictObject(boardQuery);

/** What a leaderboard is made from, as it is stored with each snapshot. */
export const boardFilterSchema = z.object({
	board: z.literal("arena"),
	origin: z.enum([...origins, "all"]),
	category: z.string().nullable(),
	language: z.string().nullable(),
	from: z.string().nullable(),
	to: z.string().nullable(),
});
export type BoardFilter = z.infer<typeof boardFilterSchema>;

/** Completes a parsed query: people's votes, everything else unfiltered. */
export function boardFilter(query: z.infer<typeof boardQuerySchema>): BoardFilter {
	return {
		board: "arena",
		origin: query.origin ?? "human",
		category: query.category ?? null,
		language: query.language ?? null,
		from: query.from ?? null,
		to: query.to ?? null,
	};
}

/** The leaderboard of all votes of one origin. */
export function wholeBoard(origin: BoardFilter["origin"]): BoardFilter {
	return boardFilter({ origin });
}

/** The filter's canonical text: equal filters have equal keys, whatever the order they came in. */
export function boardKey(filter: BoardFilter): string {
	const { board, origin, ...rest } = filter;
	const set = Object.entries(rest)
		.filter(([, value]) => value !== null)
		.map(([name, value]) => `${name}=${value}`)
		.sort();
	return [`board=${board}`, `origin=${origin}`, ...set].join("&");
}

/** The query string that leads back to the filter; empty for the default leaderboard. */
export function boardSearch(filter: BoardFilter, extra: Record<string, string> = {}): string {
	const search = new URLSearchParams();
	for (const name of ["origin", "category", "language", "from", "to"] as const) {
		const value = filter[name];
		if (value !== null && !(name === "origin" && value === "human")) search.set(name, value);
	}
	for (const [name, value] of Object.entries(extra)) search.set(name, value);
	const text = search.toString();
	return text === "" ? "" : `?${text}`;
}
