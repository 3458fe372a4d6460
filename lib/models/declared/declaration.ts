/** How an endpoint is reached. `house` never leaves the process. */
export const providers = ["openai", "anthropic", "google", "openai-compatible", "house"] as const;
export type Provider = (typeof providers)[number];

/** States a model may be declared in. `retired` is what a model becomes that is not declared any more. */
export const declarableStates = ["draft", "active", "paused", "retired"] as const;
export type ModelState = (typeof declarableStates)[number];

/**
 * Who declared a model. A `detected` one is not retired when its server happens to be off; one of a `run`'s file is for
 * runs only.
 */
export const modelSources = ["house", "file", "environment", "detected", "admin", "run"] as const;
export type ModelSource = (typeof modelSources)[number];

/** Sampling parameters that are sent with every call to the model; an absent one is left to the provider. */
export interface Sampling {
	temperature?: number;
	topP?: number;
	topK?: number;
	presencePenalty?: number;
	frequencyPenalty?: number;
	maxOutputTokens?: number;
	stopSequences?: string[];
	/** Overrides the call's own seed. */
	seed?: number;
	reasoning?: "none" | "minimal" | "low" | "medium" | "high";
}

export interface EndpointLimits {
	/** Calls of this process at the endpoint at once. */
	concurrencyMax?: number;
	/** The most tokens the provider lets one reply have. */
	outputTokensMax?: number;
	connectTimeoutMs?: number;
	firstTokenTimeoutMs?: number;
	betweenTokensTimeoutMs?: number;
	totalTimeoutMs?: number;
}

/** What the model can do, by models.dev's names. */
export interface Capabilities {
	attachment?: boolean;
	reasoning?: boolean;
	tool_call?: boolean;
	temperature?: boolean;
	structured_output?: boolean;
}

/** One way to call a model. `keyEnv` is the name of an environment variable, never a key. */
export interface EndpointDeclaration {
	provider: Provider;
	providerModelId: string;
	baseUrl: string | null;
	keyEnv: string | null;
	limits: EndpointLimits;
	capabilities: Capabilities;
	/** False for an address that no operator named: it is asked only while it is public. True if left out. */
	trusted?: boolean;
}

/** Public facts that carry no weight in any decision. Dates are as models.dev writes them. */
export interface ModelFacts {
	releaseDate?: string;
	knowledge?: string;
	outputTokensMax?: number;
}

/** A model as a file, the environment or the catalogue of house models declares it. */
export interface ModelDeclaration {
	slug: string;
	name: string;
	family: string | null;
	maker: string;
	kind: "language-model" | "program";
	description: string | null;
	licence: string | null;
	openWeights: boolean;
	contextTokens: number | null;
	inputModalities: string[];
	outputModalities: string[];
	/** US dollars per million tokens; null when unknown. */
	priceInputUsd: number | null;
	priceOutputUsd: number | null;
	priceCachedUsd: number | null;
	systemPrefix: string | null;
	sampling: Sampling;
	weight: number | null;
	state: ModelState;
	aliasOf: string | null;
	blindEligible: boolean;
	aliases: string[];
	facts: ModelFacts;
	source: ModelSource;
	/** The first healthy one is called. At least one. */
	endpoints: EndpointDeclaration[];
}

/** A declaration with everything optional left open, for the built-in sets. */
export function declareModel(
	given: Pick<ModelDeclaration, "slug" | "name" | "maker" | "source" | "endpoints"> &
		Partial<ModelDeclaration>,
): ModelDeclaration {
	return {
		family: null,
		kind: "language-model",
		description: null,
		licence: null,
		openWeights: false,
		contextTokens: null,
		inputModalities: ["text"],
		outputModalities: ["text"],
		priceInputUsd: null,
		priceOutputUsd: null,
		priceCachedUsd: null,
		systemPrefix: null,
		sampling: {},
		weight: null,
		state: "active",
		aliasOf: null,
		blindEligible: true,
		aliases: [],
		facts: {},
		...given,
	};
}
