import { z } from "zod";
import { MAIN } from "./scenario.ts";
import { remoteEnvironmentSchema } from "./suites/remote-suite.ts";

const slug = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, "must be a slug such as my-model");
const whole = (min: number, max: number) => z.number().int().min(min).max(max);

/** Which scenarios of a suite: practice seeds are public, board seeds belong to the instance. */
const seedsSchema = z.strictObject({
	range: z.enum(["practice", "board"]).default("practice"),
	count: whole(1, 100_000).default(8),
	/** Index of the first one. */
	skip: whole(0, 1_000_000).default(0),
});

/** Who sits in a seat: `name` of a program of the suite, `name+slug` with the model it consults, or `model:slug`. */
const driver = z
	.string()
	.regex(
		/^(model:[a-z0-9][a-z0-9._-]*|[a-z0-9][a-z0-9-]*(\+[a-z0-9][a-z0-9._-]*)?)$/,
		"must be a program such as script, a program and the model it consults such as persona+my-model, or a model such as model:my-model",
	);

const suiteSchema = z.strictObject({
	suite: z.string().min(1),
	controls: z.array(z.string().min(1).max(80)).min(1).max(50).default([MAIN]),
	/** Without it the seed draws one. */
	languages: z
		.array(z.string().regex(/^[a-z]{2,3}$/))
		.min(1)
		.max(50)
		.optional(),
	/** By seat; the suite's first program where nothing is said. */
	seats: z
		.record(z.string().max(80), z.array(driver).min(1).max(100))
		.refine((seats) => Object.keys(seats).length <= 20, "may name at most 20 seats")
		.default({}),
	seeds: seedsSchema.optional(),
	replicates: whole(1, 1000).optional(),
});

/** A model that is not registered yet: an endpoint that speaks OpenAI's chat completions. */
const inlineModel = z.strictObject({
	slug,
	base_url: z
		.url({
			protocol: /^https?$/,
			error: "must be the address up to /v1, such as http://127.0.0.1:11434/v1",
		})
		.regex(/^[^?#]*$/, "must be an address without ? and #: what is asked is added to its end"),
	id: z.string().min(1, "must be the provider's name of the model"),
	/** Such as ${MY_KEY}: the name of an environment variable, never a key. */
	key: z
		.string()
		.regex(/^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/, "must name an environment variable, such as ${MY_KEY}")
		.optional(),
	name: z.string().min(1).optional(),
});
export type InlineModel = z.infer<typeof inlineModel>;

export const lensNames = ["plain", "rubric", "dialogue-acts", "maxims", "safety"] as const;

const jurySchema = z.strictObject({
	/** Slugs of models, or addresses of judges over HTTP. */
	jurors: z
		.array(z.union([slug, z.url({ protocol: /^https?$/ }).max(2000)]))
		.min(1)
		.max(50),
	lenses: z.array(z.enum(lensNames)).min(1).max(lensNames.length).default(["plain"]),
	/** At most this many battles are read, spread evenly over suites and pairs; all without it. */
	battlesMax: whole(1, 1_000_000).optional(),
	suites: z.array(z.string().max(80)).min(1).max(200).optional(),
});

const criticsSchema = z.strictObject({
	models: z.array(slug).min(1).max(50),
	/** At most this many conversations, spread evenly over suites and models; all without it. */
	episodesMax: whole(1, 1_000_000).optional(),
});

const limit = z.number().nonnegative().nullable().default(null);

/** What a run is, as a person writes it. */
export const runConfigSchema = z.strictObject({
	version: z.literal(1, "must be 1"),
	name: z.string().trim().min(1).max(120).default("Run"),
	suites: z
		.array(
			z.union([
				z
					.string()
					.min(1, "must name a suite")
					.transform((suite) => suiteSchema.parse({ suite })),
				suiteSchema,
			]),
		)
		.min(1, "needs at least one suite")
		.max(200),
	/** Environments over HTTP; each is the suite `env-` and its name. */
	environments: z.array(remoteEnvironmentSchema).max(50).default([]),
	/** Slugs; `house-players` stands for all of them. */
	models: z
		.array(z.union([slug, inlineModel]))
		.min(1, "needs at least one model")
		.max(500),
	seeds: seedsSchema.default({ range: "practice", count: 8, skip: 0 }),
	replicates: whole(1, 1000).default(1),
	/** Which scenarios are played: 1 the first `count` of the range, 2 the next ones, and so on. Same seed, same run. */
	seed: whole(0, 2 ** 31 - 1).default(1),
	jury: jurySchema.optional(),
	/** Models that criticise last replies and write them anew. */
	critics: criticsSchema.optional(),
	budget: z
		.strictObject({ calls: limit, tokens: limit, usd: limit, minutes: limit })
		.default({ calls: null, tokens: null, usd: null, minutes: null }),
	/** Conversations at the same time, over all workers. */
	concurrency: whole(1, 1000).default(8),
	/** Of one call, for faults that may pass. */
	retries: whole(0, 20).default(3),
	/** Of a conversation that was void. */
	reruns: whole(0, 20).default(2),
});
export type RunConfig = z.infer<typeof runConfigSchema>;
export type RunSuite = RunConfig["suites"][number];
