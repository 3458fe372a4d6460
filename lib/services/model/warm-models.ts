import { loadTokenizer } from "#lib/models/provider/estimate-tokens.ts";
import { languageModelFor } from "#lib/models/provider/language-models.ts";
import { loadRegistry } from "./load-registry.ts";

/**
 * Loads what the first turn takes: the language detector's tables, seconds of work that everybody
 * would wait for, and what calling the active models takes.
 */
export async function warmModels(): Promise<void> {
	// The module that the pages share: they leave this package out of their bundle.
	await import("eld/medium");
	const { models } = await loadRegistry();
	const active = models.filter((model) => model.state === "active");
	const endpoints = active.flatMap((model) => model.endpoints);
	// An endpoint without its key cannot be prepared; its calls will say so.
	await Promise.allSettled(endpoints.map(languageModelFor));
	if (endpoints.some(({ provider }) => provider !== "house")) await loadTokenizer();
}
