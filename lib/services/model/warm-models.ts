import { loadTokenizer } from "#lib/models/provider/estimate-tokens.ts";
import { languageModelFor } from "#lib/models/provider/language-models.ts";
import { loadRegistry } from "./load-registry.ts";

/** Loads what calling the active models takes, so that the first voter does not wait for it. */
export async function warmModels(): Promise<void> {
	const { models } = await loadRegistry();
	const active = models.filter((model) => model.state === "active");
	const endpoints = active.flatMap((model) => model.endpoints);
	// An endpoint without its key cannot be prepared; its calls will say so.
	await Promise.allSettled(endpoints.map(languageModelFor));
	if (endpoints.some(({ provider }) => provider !== "house")) await loadTokenizer();
}
