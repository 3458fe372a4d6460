import { declareModel, type ModelDeclaration, type Provider } from "./declaration.ts";

/**
 * A small set per provider, offered when its key is in the environment and the models file has no
 * model of that provider. Ids are among those the installed SDK names. Facts and prices (US dollars
 * per million tokens, standard tier, prompts below any long-context tier) are from models.dev's
 * files as of November 2026; a price that is about to change or could not be confirmed is left out.
 */
const sets: { provider: Provider; keyEnv: string; maker: string; models: Known[] }[] = [
	{
		provider: "openai",
		keyEnv: "OPENAI_API_KEY",
		maker: "OpenAI",
		models: [
			{
				id: "gpt-5.6-sol",
				name: "GPT-5.6 Sol",
				family: "gpt",
				contextTokens: 1_050_000,
				outputTokensMax: 128_000,
				releaseDate: "2026-07-09",
				knowledge: "2026-02-01",
				temperature: false,
				price: [2, 10, 0.2],
			},
			{
				id: "gpt-5.6-luna",
				name: "GPT-5.6 Luna",
				family: "gpt",
				contextTokens: 1_050_000,
				outputTokensMax: 128_000,
				releaseDate: "2026-07-09",
				knowledge: "2026-02-01",
				temperature: false,
			},
		],
	},
	{
		provider: "anthropic",
		keyEnv: "ANTHROPIC_API_KEY",
		maker: "Anthropic",
		models: [
			{
				id: "claude-opus-5-5",
				name: "Claude Opus 5.5",
				family: "claude-opus",
				price: [4, 20, 0.2],
			},
			{
				id: "claude-sonnet-5-5",
				name: "Claude Sonnet 5.5",
				family: "claude-sonnet",
				price: [2, 10, 0.1],
			},
			{
				id: "claude-haiku-4-5",
				name: "Claude Haiku 4.5",
				family: "claude-haiku",
				contextTokens: 200_000,
				outputTokensMax: 64_000,
				releaseDate: "2025-10-15",
				knowledge: "2025-02-28",
				temperature: true,
				price: [1, 5, 0.1],
			},
		],
	},
	{
		provider: "google",
		keyEnv: "GOOGLE_GENERATIVE_AI_API_KEY",
		maker: "Google",
		models: [
			{
				id: "gemini-3.8-flash",
				name: "Gemini 3.8 Flash",
				family: "gemini-flash",
				contextTokens: 1_048_576,
				outputTokensMax: 65_536,
				releaseDate: "2026-09-02",
				knowledge: "2026-03",
				temperature: true,
			},
			{
				id: "gemini-2.5-pro",
				name: "Gemini 2.5 Pro",
				family: "gemini-pro",
				contextTokens: 1_048_576,
				outputTokensMax: 65_536,
				releaseDate: "2025-03-20",
				knowledge: "2025-01",
				temperature: true,
				price: [1.25, 10, 0.125],
			},
		],
	},
];

interface Known {
	id: string;
	name: string;
	family: string;
	contextTokens?: number;
	outputTokensMax?: number;
	releaseDate?: string;
	knowledge?: string;
	temperature?: boolean;
	/** Input, output, cached input. */
	price?: [number, number, number];
}

/** The default sets of the providers whose key `hasVariable`, without those in `declaredProviders`. */
export function environmentModels(
	hasVariable: (name: string) => boolean,
	declaredProviders: ReadonlySet<Provider>,
): ModelDeclaration[] {
	return sets
		.filter((set) => hasVariable(set.keyEnv) && !declaredProviders.has(set.provider))
		.flatMap((set) => set.models.map((known) => declareKnown(set, known)));
}

function declareKnown(set: (typeof sets)[number], known: Known): ModelDeclaration {
	const { outputTokensMax, releaseDate, knowledge, temperature, price } = known;
	const limit = outputTokensMax === undefined ? {} : { outputTokensMax };
	return declareModel({
		slug: known.id,
		name: known.name,
		maker: set.maker,
		family: known.family,
		contextTokens: known.contextTokens ?? null,
		priceInputUsd: price?.[0] ?? null,
		priceOutputUsd: price?.[1] ?? null,
		priceCachedUsd: price?.[2] ?? null,
		facts: {
			...limit,
			...(releaseDate === undefined ? {} : { releaseDate }),
			...(knowledge === undefined ? {} : { knowledge }),
		},
		source: "environment",
		endpoints: [
			{
				provider: set.provider,
				providerModelId: known.id,
				baseUrl: null,
				keyEnv: set.keyEnv,
				limits: limit,
				capabilities: { reasoning: true, ...(temperature === undefined ? {} : { temperature }) },
			},
		],
	});
}
