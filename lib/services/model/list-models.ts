import { environmentValue } from "#lib/config/config.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { type PublicModel, publicModel, type RegisteredModel } from "#lib/models/registry.ts";
import { loadRegistry } from "./load-registry.ts";

/** A model as its operator sees it in a terminal. */
export interface ListedModel {
	slug: string;
	name: string;
	state: RegisteredModel["state"];
	stateReason: string | null;
	source: RegisteredModel["source"];
	weight: number | null;
	/** Provider and the provider's id of the first endpoint. */
	endpoint: string;
	/** Name of an environment variable that is needed and not set. */
	missingKey: string | null;
}

/** Every model, retired ones last. */
export async function listModels(): Promise<ListedModel[]> {
	const { models } = await loadRegistry();
	const rank = (model: RegisteredModel) => (model.state === "retired" ? 1 : 0);
	return [...models]
		.sort((x, y) => rank(x) - rank(y))
		.map((model) => {
			const [first] = model.endpoints;
			const keyEnv = first?.keyEnv ?? null;
			return {
				slug: model.slug,
				name: model.name,
				state: model.state,
				stateReason: model.stateReason,
				source: model.source,
				weight: model.weight,
				endpoint: first === undefined ? "" : `${first.provider} ${first.providerModelId}`,
				missingKey: keyEnv !== null && environmentValue(keyEnv) === undefined ? keyEnv : null,
			};
		});
}

/** What anybody may know of the models, without drafts and those of runs' files. */
export async function listPublicModels(): Promise<PublicModel[]> {
	const { models } = await loadRegistry();
	return models
		.filter(({ source }) => source !== "run")
		.map(publicModel)
		.filter((model) => model !== null);
}

/** The public facts of one model. Throws `unknown-model` (404), for a draft too. */
export async function getPublicModel(slug: string): Promise<PublicModel> {
	const model = (await loadRegistry()).bySlug.get(slug);
	const facts = model === undefined ? null : publicModel(model);
	if (facts === null)
		throw new AppError(
			"unknown-model",
			"There is no model of this name; GET /api/models lists them.",
			{
				status: 404,
			},
		);
	return facts;
}
