import { z } from "zod";
import type { LeakNames } from "#lib/arena/leak/names.ts";
import type { PairingCandidate } from "#lib/arena/pairing.ts";
import { declarableStates, modelSources, providers } from "./declared/declaration.ts";

const endpointSchema = z.object({
	id: z.string(),
	provider: z.enum(providers),
	providerModelId: z.string(),
	baseUrl: z.string().nullable(),
	keyEnv: z.string().nullable(),
	limits: z.object({
		concurrencyMax: z.number().optional(),
		outputTokensMax: z.number().optional(),
		connectTimeoutMs: z.number().optional(),
		firstTokenTimeoutMs: z.number().optional(),
		betweenTokensTimeoutMs: z.number().optional(),
		totalTimeoutMs: z.number().optional(),
	}),
	capabilities: z.object({
		attachment: z.boolean().optional(),
		reasoning: z.boolean().optional(),
		tool_call: z.boolean().optional(),
		temperature: z.boolean().optional(),
		structured_output: z.boolean().optional(),
	}),
	trusted: z.boolean(),
});

const modelSchema = z.object({
	id: z.string(),
	slug: z.string(),
	name: z.string(),
	family: z.string().nullable(),
	maker: z.string(),
	kind: z.enum(["language-model", "program"]),
	description: z.string().nullable(),
	licence: z.string().nullable(),
	openWeights: z.boolean(),
	contextTokens: z.number().nullable(),
	inputModalities: z.array(z.string()),
	outputModalities: z.array(z.string()),
	priceInputUsd: z.number().nullable(),
	priceOutputUsd: z.number().nullable(),
	priceCachedUsd: z.number().nullable(),
	systemPrefix: z.string().nullable(),
	sampling: z.object({
		temperature: z.number().optional(),
		topP: z.number().optional(),
		topK: z.number().optional(),
		presencePenalty: z.number().optional(),
		frequencyPenalty: z.number().optional(),
		maxOutputTokens: z.number().optional(),
		stopSequences: z.array(z.string()).optional(),
		seed: z.number().optional(),
		reasoning: z.enum(["none", "minimal", "low", "medium", "high"]).optional(),
	}),
	weight: z.number().nullable(),
	state: z.enum(declarableStates),
	stateReason: z.string().nullable(),
	aliasOf: z.string().nullable(),
	blindEligible: z.boolean(),
	aliases: z.array(z.string()),
	facts: z.object({
		releaseDate: z.string().optional(),
		knowledge: z.string().optional(),
		outputTokensMax: z.number().optional(),
	}),
	source: z.enum(modelSources),
	endpoints: z.array(endpointSchema),
});

export type RegisteredModel = z.infer<typeof modelSchema>;
export type RegisteredEndpoint = z.infer<typeof endpointSchema>;

/** All models of the arena at one moment, retired ones included. */
export interface Registry {
	/** By slug. */
	models: readonly RegisteredModel[];
	byId: ReadonlyMap<string, RegisteredModel>;
	bySlug: ReadonlyMap<string, RegisteredModel>;
}

/** Parses what the database holds. Throws ZodError for a JSON column that is not what we write. */
export function buildRegistry(rows: readonly unknown[]): Registry {
	const models = z.array(modelSchema).parse(rows);
	return {
		models,
		byId: new Map(models.map((model) => [model.id, model])),
		bySlug: new Map(models.map((model) => [model.slug, model])),
	};
}

/** The models that a blind pairing may draw. */
export function pairingCandidates(registry: Registry): PairingCandidate[] {
	return registry.models
		.filter((model) => model.state === "active" && model.blindEligible && model.source !== "run")
		.map(({ id, slug, weight, aliasOf }) => ({ id, slug, weight, aliasOf }));
}

/**
 * The names that replies are searched for. House models go by their names only, not by "house". Models of runs' files
 * are never in a blind battle, and their names are anybody's words.
 */
export function namesOf({ models }: Registry): LeakNames[] {
	const searched = models.filter(({ source }) => source !== "run");
	return searched.map((model) => ({
		slug: model.slug,
		displayName: model.name,
		family: model.kind === "program" ? null : model.family,
		maker: model.maker === "unknown" ? null : model.maker,
		aliases: model.aliases,
	}));
}

/** What anybody may know of a model. Money is US dollars per million tokens, null when unknown. */
export interface PublicModel {
	slug: string;
	name: string;
	maker: string;
	family: string | null;
	kind: "language-model" | "program";
	description: string | null;
	licence: string | null;
	openWeights: boolean;
	contextTokens: number | null;
	outputTokensMax: number | null;
	modalities: { input: string[]; output: string[] };
	price: { inputUsd: number | null; outputUsd: number | null; cachedUsd: number | null };
	releaseDate: string | null;
	knowledge: string | null;
	sampling: RegisteredModel["sampling"];
	/** The operator puts a text of their own before every conversation. */
	hasSystemPrefix: boolean;
	state: "active" | "paused" | "retired";
	aliasOf: string | null;
	blindEligible: boolean;
}

/** The public facts of a model; null for a draft, which nobody but the operator knows of. */
export function publicModel(model: RegisteredModel): PublicModel | null {
	if (model.state === "draft") return null;
	return {
		slug: model.slug,
		name: model.name,
		maker: model.maker,
		family: model.family,
		kind: model.kind,
		description: model.description,
		licence: model.licence,
		openWeights: model.openWeights,
		contextTokens: model.contextTokens,
		outputTokensMax: model.facts.outputTokensMax ?? null,
		modalities: { input: model.inputModalities, output: model.outputModalities },
		price: {
			inputUsd: model.priceInputUsd,
			outputUsd: model.priceOutputUsd,
			cachedUsd: model.priceCachedUsd,
		},
		releaseDate: model.facts.releaseDate ?? null,
		knowledge: model.facts.knowledge ?? null,
		sampling: model.sampling,
		hasSystemPrefix: model.systemPrefix !== null && model.systemPrefix !== "",
		state: model.state,
		aliasOf: model.aliasOf,
		blindEligible: model.blindEligible,
	};
}
