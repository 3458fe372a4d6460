import { z } from "zod";
import { exclusionReasons } from "#lib/arena/battle.ts";
import { boardFilterSchema, boardSearch } from "./board-filter.ts";
import type { PairCell } from "./cells.ts";
import {
	type Coefficient,
	type FitWarning,
	type RatingComponent,
	type RatingRow,
	warningCodes,
} from "./fit-result.ts";

/** How many judgements a leaderboard looked at: used, left out by reason, and used by subset. */
export const judgementCountsSchema = z.object({
	total: z.number(),
	used: z.number(),
	/** Only reasons that occurred. */
	leftOut: z.partialRecord(z.enum(exclusionReasons), z.number()),
	byLanguage: z.record(z.string(), z.number()),
	byCategory: z.record(z.string(), z.number()),
});
export type JudgementCounts = z.infer<typeof judgementCountsSchema>;

const figure = z.number().nullable();

export const ratingRowSchema = z.object({
	model: z.string(),
	rating: figure,
	lower: figure,
	upper: figure,
	standardError: figure,
	votes: z.number(),
	battles: z.number(),
	wins: z.number(),
	losses: z.number(),
	ties: z.number(),
	bothBad: z.number(),
	winRate: figure,
	rank: figure,
	rankLower: figure,
	rankUpper: figure,
	status: z.enum(["preliminary", "established", "separated", "unrated"]),
	component: figure,
}) satisfies z.ZodType<RatingRow>;

export const ratingComponentSchema = z.object({
	models: z.array(z.string()),
	core: z.array(z.string()),
	level: z.discriminatedUnion("kind", [
		z.object({ kind: z.literal("centre"), rating: z.number() }),
		z.object({ kind: z.literal("anchor"), model: z.string(), rating: z.number() }),
	]),
	groups: z.array(z.array(z.string())),
}) satisfies z.ZodType<RatingComponent>;

const warningSchema = z.object({
	code: z.enum(warningCodes),
	models: z.array(z.string()),
}) satisfies z.ZodType<FitWarning>;

export const coefficientSchema = z.object({
	name: z.string(),
	estimate: figure,
	lower: figure,
	upper: figure,
	standardError: figure,
}) satisfies z.ZodType<Coefficient>;

/**
 * The full covariance of the ratings, in points squared, row-major in the order of `order`; 0 between
 * components. With `multipliers` (by component, how many standard errors an interval reaches) it gives
 * the interval of any difference (`pairDifference`).
 */
export const covarianceSchema = z.object({
	order: z.array(z.string()),
	values: z.array(z.number()),
});

export const cellSchema = z.object({
	modelA: z.string(),
	modelB: z.string(),
	winsA: z.number(),
	winsB: z.number(),
	ties: z.number(),
	bothBad: z.number(),
	battles: z.number(),
}) satisfies z.ZodType<PairCell>;

/**
 * One fit, never changed afterwards. `pairs` are the cells it was made from, so that everything
 * else (covariance, win rates, differences) can be computed from it again. `id` is null for a
 * leaderboard that is fitted when it is asked for and not kept (see the service `find-board`).
 */
export const snapshotSchema = z.object({
	id: z.string().nullable(),
	key: z.string(),
	method: z.string(),
	methodVersion: z.string(),
	parameters: z.record(z.string(), z.unknown()),
	filter: boardFilterSchema,
	seed: z.number(),
	judgementHash: z.string(),
	counts: judgementCountsSchema,
	components: z.array(ratingComponentSchema),
	warnings: z.array(warningSchema),
	rows: z.array(ratingRowSchema),
	pairs: z.array(cellSchema),
	coefficients: z.array(coefficientSchema),
	/** Null in snapshots that were published before it was kept. */
	covariance: covarianceSchema.nullable(),
	multipliers: z.array(z.number()),
	/** Groups of judgements whose errors were taken together; null when they count as independent. */
	clusters: z.number().nullable(),
	at: z.iso.datetime(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;
export type StoredSnapshot = Snapshot & { id: string };

/** The query string that names exactly these numbers, or their filter when they are not kept. */
export function snapshotSearch(snapshot: Snapshot, extra: Record<string, string> = {}): string {
	return snapshot.id === null
		? boardSearch(snapshot.filter, extra)
		: `?${new URLSearchParams({ snapshot: snapshot.id, ...extra })}`;
}
