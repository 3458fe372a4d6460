import { z } from "zod";
import { declarableStates, providers } from "./declaration.ts";

const text = z
	.string()
	.trim()
	.min(1, "must not be empty")
	.max(500, "must be at most 500 characters");
const price = z.number().min(0, "must be 0 or more US dollars per million tokens").max(100_000);
const tokens = z.int("must be a whole number of tokens").min(1).max(1_000_000_000);
const date = z
	.string()
	.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "must be a date such as 2026-07 or 2026-07-31");
const slug = z
	.string()
	.regex(
		/^[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?$/,
		"must be 1 to 80 lower-case letters, digits, dots, underscores or hyphens, such as my-model-7b",
	);
const timeout = z.int().min(100, "must be at least 100 ms").max(3_600_000);

const sampling = z.strictObject({
	temperature: z.number().min(0).max(2).optional(),
	top_p: z.number().gt(0).max(1).optional(),
	top_k: z.int().min(1).max(10_000).optional(),
	presence_penalty: z.number().min(-2).max(2).optional(),
	frequency_penalty: z.number().min(-2).max(2).optional(),
	max_output_tokens: tokens.optional(),
	stop: z.array(z.string().min(1)).max(16).optional(),
	seed: z.int().min(0).max(2_147_483_647).optional(),
	reasoning: z.enum(["none", "minimal", "low", "medium", "high"]).optional(),
});

const limits = z.strictObject({
	concurrency_max: z.int().min(1).max(100_000).optional(),
	connect_timeout_ms: timeout.optional(),
	first_token_timeout_ms: timeout.optional(),
	between_tokens_timeout_ms: timeout.optional(),
	total_timeout_ms: timeout.optional(),
});

const endpointFields = {
	provider: z.enum(providers),
	id: text,
	base_url: text.optional(),
	/** `${NAME}` of the environment variable that holds the key. */
	key: text.optional(),
	limits: limits.optional(),
};
const endpoint = z.strictObject(endpointFields);

/** One model of the file: models.dev's field names, and ours beside them. */
const model = z.strictObject({
	slug,
	name: text,
	maker: text,
	family: text.optional(),
	description: text.optional(),
	licence: text.optional(),
	attachment: z.boolean().optional(),
	reasoning: z.boolean().optional(),
	tool_call: z.boolean().optional(),
	structured_output: z.boolean().optional(),
	temperature: z
		.boolean(
			"says whether the model takes a temperature (true or false); set one in sampling.temperature",
		)
		.optional(),
	open_weights: z.boolean().optional(),
	release_date: date.optional(),
	last_updated: date.optional(),
	knowledge: date.optional(),
	modalities: z
		.strictObject({ input: z.array(text).min(1), output: z.array(text).min(1) })
		.optional(),
	cost: z
		.strictObject({
			input: price,
			output: price,
			cache_read: price.optional(),
			cache_write: price.optional(),
		})
		.optional(),
	limit: z.strictObject({ context: tokens.optional(), output: tokens.optional() }).optional(),
	provider: endpointFields.provider.optional(),
	id: endpointFields.id.optional(),
	base_url: endpointFields.base_url,
	key: endpointFields.key,
	limits: endpointFields.limits,
	endpoints: z.array(endpoint).min(1).max(20).optional(),
	sampling: sampling.optional(),
	system_prefix: z.string().max(32_768).optional(),
	weight: z.number().min(0, "must be 0 or more").max(1e9).optional(),
	state: z.enum(declarableStates).optional(),
	alias_of: slug.optional(),
	aliases: z.array(text).max(100).optional(),
	blind: z.boolean().optional(),
});

export const modelsFileSchema = z.strictObject({
	version: z.literal(1, "must be 1").optional(),
	models: z.array(model).max(2000).nullable(),
});

export type FileModel = z.infer<typeof model>;
export type FileEndpoint = z.infer<typeof endpoint>;

/** The keys allowed at each kind of place, for suggestions. */
export const knownKeys = {
	top: Object.keys(modelsFileSchema.shape),
	model: Object.keys(model.shape),
	endpoint: Object.keys(endpointFields),
	sampling: Object.keys(sampling.shape),
	limits: Object.keys(limits.shape),
	modalities: ["input", "output"],
	cost: ["input", "output", "cache_read", "cache_write"],
	limit: ["context", "output"],
} as const;
