import { declareModel } from "#lib/models/declared/declaration.ts";
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
	const inline = config.models.filter((entry): entry is InlineModel => typeof entry !== "string");
	if (inline.length === 0) return;
	const { bySlug } = await loadRegistry();
	const taken = inline.filter(({ slug }) => {
		const source = bySlug.get(slug)?.source;
		return source !== undefined && source !== "admin";
	});
	if (taken.length > 0)
		throw invalid(
			taken.map(
				({ slug }) =>
					`models: ${slug} is registered already; write the slug alone, or choose another for this endpoint`,
			),
		);
	await addModels(
		inline.map(({ slug, name = slug, base_url, id, key }) =>
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
		),
	);
}
