import { z } from "zod";
import { origins } from "#lib/arena/outcome.ts";

/** Categories by the number of turns when the vote was cast; every other category is found in the text. */
export const lengthCategories = {
	"turns-1": { from: 1, to: 1 },
	"turns-2-3": { from: 2, to: 3 },
	"turns-4-plus": { from: 4, to: null },
} as const;

/** True for a category by length; codes come from anybody, so only own names count. */
export function isLengthCategory(code: string): code is keyof typeof lengthCategories {
	return Object.hasOwn(lengthCategories, code);
}

/** By which kinds of judgement a leaderboard may be made; never mixed unless `all` is asked for. */
export const judgementKinds = ["vote", "verdict", "check", "imported"] as const;

/** Lower end of each length category, by its name in a query. */
export const turnsRanges = { "1": 1, "2-3": 2, "4-plus": 4 } as const;
export type TurnsRange = keyof typeof turnsRanges;

/** A form sends empty fields; they mean "not set". */
const optional = <S extends z.ZodType>(schema: S) =>
	z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const day = z.iso.date("must be a day such as 2026-01-31");

/**
 * Query of everything that shows a leaderboard. `from` and `to` are days in UTC, both included.
 * `origin=all` mixes people and simulated voters, `kind=all` votes and verdicts; they must be asked for
 * by that name. `style=on` controls for the form of the replies.
 */
export const boardQuery = {
	board: optional(z.literal("arena", "the only leaderboard is called arena")),
	category: optional(
		z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be a category's code such as code"),
	),
	language: optional(z.string().regex(/^[a-z]{2,3}$/, "must be an ISO 639 code such as en")),
	origin: optional(z.enum([...origins, "all"])),
	kind: optional(z.enum([...judgementKinds, "all"])),
	turns: optional(
		z.enum(Object.keys(turnsRanges) as [TurnsRange, ...TurnsRange[]], "must be 1, 2-3 or 4-plus"),
	),
	style: optional(z.enum(["on", "off"], "must be on or off")),
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
	/** Older filters do not say these: they are people's votes of any length, without style control. */
	kind: z.enum([...judgementKinds, "all"]).default("vote"),
	turns: z
		.enum(Object.keys(turnsRanges) as [TurnsRange, ...TurnsRange[]])
		.nullable()
		.default(null),
	style: z.enum(["on", "off"]).default("off"),
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
		kind: query.kind ?? "vote",
		turns: query.turns ?? null,
		style: query.style ?? "off",
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
		.filter(([name, value]) => value !== null && !isDefault(name, value))
		.map(([name, value]) => `${name}=${value}`)
		.sort();
	return [`board=${board}`, `origin=${origin}`, ...set].join("&");
}

/** Left out of keys and addresses, which stay what they were before there was a choice. */
function isDefault(name: string, value: string): boolean {
	return (name === "kind" && value === "vote") || (name === "style" && value === "off");
}

const searchNames = [
	"origin",
	"category",
	"language",
	"kind",
	"turns",
	"style",
	"from",
	"to",
] as const;

/** The query string that leads back to the filter; empty for the default leaderboard. */
export function boardSearch(filter: BoardFilter, extra: Record<string, string> = {}): string {
	const search = new URLSearchParams();
	for (const name of searchNames) {
		const value = filter[name];
		if (value === null || isDefault(name, value)) continue;
		if (!(name === "origin" && value === "human")) search.set(name, value);
	}
	for (const [name, value] of Object.entries(extra)) search.set(name, value);
	const text = search.toString();
	return text === "" ? "" : `?${text}`;
}
