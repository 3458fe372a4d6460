import { z } from "zod";

const figure = z.number().nullable();

/** What has to be taken away for another model to be first; see `criticism/votes-to-flip.ts`. */
const flipSchema = z.object({
	/** First now, and first without what was taken away. */
	above: z.string(),
	below: z.string(),
	/** True when an exact refit showed the new order; otherwise none was found and `count` is all that was tried. */
	verified: z.boolean(),
	/** Votes, or voters: the fewest found, and so an upper bound. */
	count: z.number(),
	/** `count` as a share of all votes or voters. */
	share: z.number(),
	/** Difference above - below in points, before and after. */
	gapBefore: z.number(),
	gapAfter: figure,
});
export type Flip = z.infer<typeof flipSchema>;

const residualSchema = z.object({
	model: z.string(),
	opponent: z.string(),
	votes: z.number(),
	/** Share of outcomes for `model`, ties as half, and what the ratings expect. */
	observed: z.number(),
	expected: z.number(),
	/** (observed - expected) in standard deviations; null when the pair decides the fit by itself. */
	standardised: figure,
	/** p-value adjusted for all pairs; null as above. */
	adjusted: figure,
	isFlagged: z.boolean(),
});
export type ResidualRecord = z.infer<typeof residualSchema>;

const meanLossSchema = z.object({ mean: z.number(), standardError: z.number(), votes: z.number() });

const binSchema = z.object({
	from: z.number(),
	to: z.number(),
	pairs: z.number(),
	votes: z.number(),
	expected: figure,
	observed: figure,
	lower: figure,
	upper: figure,
});

/**
 * What speaks against a snapshot's ratings, or would overturn them: made from the same judgements,
 * kept beside it. Models are named by slug. Parts that need more than there is are null.
 */
export const criticismSchema = z.object({
	robustness: z.object({ votes: flipSchema.nullable(), voters: flipSchema.nullable() }),
	residuals: z.object({
		/** Pairs by |standardised|, largest first, at most RESIDUALS_MAX; all flagged ones come first. */
		pairs: z.array(residualSchema),
		/** Pairs looked at, and flagged. */
		count: z.number(),
		flagged: z.number(),
		/** Overdispersion: 1 when the ratings explain the pairs and votes are independent. */
		phi: figure,
		falseDiscoveryRate: z.number(),
	}),
	cycles: z.object({
		triples: z.number(),
		apparent: z.number(),
		surviving: z.array(
			z.object({ models: z.tuple([z.string(), z.string(), z.string()]), adjusted: z.number() }),
		),
		errorRate: z.number(),
		/** Share of the preferences that no order of the models could explain, and beyond chance. */
		cyclicShare: figure,
		cyclicShareBeyondChance: figure,
	}),
	/** Of judgements that the fits had not seen; null with too few. */
	calibration: z.object({ bins: z.array(binSchema), error: figure }).nullable(),
	/** Held-out log-loss per judgement of ways to count ties, the published one first. */
	tieModels: z.array(
		z.object({
			name: z.string(),
			logLoss: meanLossSchema,
			/** Its loss minus the first one's; null for the first. */
			againstFirst: meanLossSchema.nullable(),
		}),
	),
	/** Voters whose outcomes differ from everybody else's by a test of 5 % each, of those with enough votes. */
	outlierVoters: z.object({ voters: z.number(), outliers: z.number(), votes: z.number() }),
	/** For each model, how far the one voter who moves it most moves it, in points. */
	largestInfluence: z.array(z.object({ model: z.string(), votes: z.number(), points: z.number() })),
	/** By model, within its component: places that hold for all models at once, and chances. */
	places: z.array(
		z.object({
			model: z.string(),
			rankLower: z.number(),
			rankUpper: z.number(),
			/** P(best) and P(rank <= 3). */
			chanceBest: z.number(),
			chanceTopThree: z.number(),
		}),
	),
});
export type Criticism = z.infer<typeof criticismSchema>;

/** As many residuals are kept. */
export const RESIDUALS_MAX = 200;

/** Criticism as it is stored: of which snapshot it is, and how long it took. */
export type StoredCriticism = {
	snapshotId: string;
	at: string;
	durationMs: number;
	criticism: Criticism;
};
