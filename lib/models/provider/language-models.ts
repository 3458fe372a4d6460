import type { LanguageModelV4 } from "@ai-sdk/provider";
import { config, environmentValue } from "#lib/config/config.ts";
import type { EndpointDeclaration } from "#lib/models/declared/declaration.ts";
import { ProviderFault } from "./fault.ts";
import { createProviderFetch } from "./provider-fetch.ts";

/** What decides which instance of a model of the SDK is used. */
export type EndpointAddress = Pick<
	EndpointDeclaration,
	"provider" | "providerModelId" | "baseUrl" | "keyEnv" | "trusted"
>;

const instances = new Map<string, Promise<LanguageModelV4>>();
let trustedFetch: typeof fetch | undefined;
let guardedFetch: typeof fetch | undefined;

/** How requests leave: to addresses that no operator named only while these are public. */
export function fetchFor(trusted: boolean): typeof fetch {
	if (!trusted) {
		guardedFetch ??= createProviderFetch({ useProxy: false, trusted });
		return guardedFetch;
	}
	trustedFetch ??= createProviderFetch({
		useProxy: environmentValue("NODE_USE_ENV_PROXY") === "1",
		trusted,
	});
	return trustedFetch;
}

/**
 * The SDK's model behind an endpoint, built once. Throws `ProviderFault` (`unauthorized`) when the
 * variable of its key is not set.
 */
export function languageModelFor(endpoint: EndpointAddress): Promise<LanguageModelV4> {
	const { provider, providerModelId, baseUrl, keyEnv, trusted = true } = endpoint;
	const apiKey = keyEnv === null ? undefined : environmentValue(keyEnv);
	if (keyEnv !== null && apiKey === undefined)
		return Promise.reject(
			new ProviderFault("unauthorized", `The environment variable ${keyEnv} is not set.`),
		);
	const pace = provider === "house" ? config().PARLEY_HOUSE_PACE : 1;
	const name = JSON.stringify([provider, providerModelId, baseUrl, keyEnv, trusted, pace]);
	let instance = instances.get(name);
	if (instance === undefined) {
		instance = build(endpoint, apiKey);
		instances.set(name, instance);
		instance.catch(() => instances.delete(name));
	}
	return instance;
}

// Each SDK is loaded when its first model is called: most arenas need one or two of them.
async function build(
	{ provider, providerModelId, baseUrl, trusted = true }: EndpointAddress,
	apiKey: string | undefined,
): Promise<LanguageModelV4> {
	const providerFetch = fetchFor(trusted);
	const settings = {
		// Without a key the SDK would look for one in the environment under its own name.
		apiKey: apiKey ?? "none",
		fetch: providerFetch,
		...(baseUrl === null ? {} : { baseURL: baseUrl }),
	};
	switch (provider) {
		case "house": {
			const { housePlayers } = await import("#lib/models/house/player/house-players.ts");
			const player = housePlayers.find(({ slug }) => slug === providerModelId);
			if (player !== undefined) {
				const { createPlayerModel } = await import("#lib/models/house/player/player-model.ts");
				return createPlayerModel(player.slug, player.dial);
			}
			const { createJurorModel, HOUSE_JUROR } = await import(
				"#lib/models/house/player/juror-model.ts"
			);
			if (providerModelId === HOUSE_JUROR) return createJurorModel();
			const { houseLanguageModel, houseModels } = await import("#lib/models/house/catalogue.ts");
			const declared = houseModels.find((model) => model.slug === providerModelId)?.pace;
			return houseLanguageModel(providerModelId, declared && pacedBy(declared));
		}
		case "openai": {
			const { createOpenAI } = await import("@ai-sdk/openai");
			// Chat completions, not responses: nothing is stored at the provider, every model has it.
			return createOpenAI(settings).chat(providerModelId);
		}
		case "anthropic": {
			const { createAnthropic } = await import("@ai-sdk/anthropic");
			return createAnthropic(settings).languageModel(providerModelId);
		}
		case "google": {
			const { createGoogle } = await import("@ai-sdk/google");
			return createGoogle(settings).languageModel(providerModelId);
		}
		case "openai-compatible": {
			const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
			return createOpenAICompatible({
				name: "compatible",
				baseURL: baseUrl ?? "",
				fetch: providerFetch,
				includeUsage: true,
				...(apiKey === undefined ? {} : { apiKey }),
			}).chatModel(providerModelId);
		}
	}
}

/** A house model's declared pace, times the configured speed; 0 takes all waiting out. */
function pacedBy({
	firstTokenMs,
	tokensPerSecond,
}: {
	firstTokenMs: number;
	tokensPerSecond: number;
}) {
	const speed = config().PARLEY_HOUSE_PACE;
	return speed === 0
		? { firstTokenMs: 0, tokensPerSecond: 0 }
		: { firstTokenMs: firstTokenMs / speed, tokensPerSecond: tokensPerSecond * speed };
}
