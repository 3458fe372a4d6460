import { declareModel, type ModelDeclaration } from "#lib/models/declared/declaration.ts";
import { buildRegistry, type Registry } from "#lib/models/registry.ts";
import { loadRegistry } from "#lib/services/model/load-registry.ts";
import { addModels } from "#lib/services/model/sync-registry.ts";
import type { InlineModel, RunConfig } from "#lib/simulation/run-config.ts";
import { invalid } from "./parse-run.ts";

/**
 * Registers the models that a run's file gives inline, for runs only: never drawn in blind battles. Given again with
 * another address or id they change. Throws `run-invalid` (422) for a slug that is a registered model of
 * another kind.
 */
export async function addInlineModels(config: RunConfig): Promise<void> {
	const declared = inlineDeclarations(config, await loadRegistry());
	if (declared.length > 0) await addModels(declared);
}

/** The registry as `addInlineModels` would leave it, with nothing written. Throws what that would throw. */
export function withInlineModels(registry: Registry, config: RunConfig): Registry {
	const declared = inlineDeclarations(config, registry);
	if (declared.length === 0) return registry;
	const slugs = new Set(declared.map(({ slug }) => slug));
	return buildRegistry([
		...registry.models.filter(({ slug }) => !slugs.has(slug)),
		...declared.map(({ endpoints, ...model }) => ({
			...model,
			id: model.slug,
			stateReason: null,
			endpoints: endpoints.map((endpoint) => ({ ...endpoint, id: model.slug })),
		})),
	]);
}

/** Settings of the arena and its surroundings, which are no keys of endpoints. */
const settings = /^(PARLEY_|DATABASE_|NEXTAUTH_|AUTH_|PG|NODE_)/;
/** Keys that Parley itself reads for its built-in sets. */
const builtIn = ["OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY"];

/**
 * What is wrong with the keys that inline models name, in a file from somebody who is not the operator: a variable's
 * value is sent to the address beside it, so it must not be a setting, nor the key of another model's endpoint.
 */
export function inlineKeyProblems(config: RunConfig, registry: Registry): string[] {
	const used = registry.models
		.filter(({ source }) => source !== "admin")
		.flatMap(({ endpoints }) => endpoints.map(({ keyEnv }) => keyEnv));
	return config.models.flatMap((entry) => {
		if (typeof entry === "string" || entry.key === undefined) return [];
		const name = entry.key.slice(2, -1);
		return settings.test(name) || builtIn.includes(name) || used.includes(name)
			? [
					`models: ${entry.slug}; ${name} is not for models of a run; ask the operator for a key of its own`,
				]
			: [];
	});
}

function inlineDeclarations(config: RunConfig, registry: Registry): ModelDeclaration[] {
	const inline = config.models.filter((entry): entry is InlineModel => typeof entry !== "string");
	const taken = inline.filter(({ slug }) => {
		const model = registry.bySlug.get(slug);
		// One that an operator added is drawn in blind battles; one of a run's file never is.
		return model !== undefined && (model.source !== "admin" || model.blindEligible);
	});
	if (taken.length > 0)
		throw invalid(
			taken.map(
				({ slug }) =>
					`models: ${slug} is registered already; write the slug alone, or choose another for this endpoint`,
			),
		);
	return inline.map(({ slug, name = slug, base_url, id, key }) =>
		declareModel({
			slug,
			name,
			maker: "unknown",
			source: "admin",
			blindEligible: false,
			endpoints: [
				{
					provider: "openai-compatible",
					providerModelId: id,
					baseUrl: base_url,
					keyEnv: key === undefined ? null : key.slice(2, -1),
					limits: {},
					capabilities: {},
				},
			],
		}),
	);
}
