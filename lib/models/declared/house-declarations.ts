import { houseModels } from "#lib/models/house/catalogue.ts";
import { declareModel, type ModelDeclaration } from "./declaration.ts";

/** The house models as registry entries. They cost nothing. */
export function houseDeclarations(): ModelDeclaration[] {
	return houseModels.map((model) =>
		declareModel({
			slug: model.slug,
			name: model.name,
			maker: model.maker,
			family: model.family,
			kind: model.kind,
			description: model.description,
			licence: model.licence,
			openWeights: true,
			contextTokens: model.contextTokens,
			inputModalities: [...model.inputModalities],
			outputModalities: [...model.outputModalities],
			priceInputUsd: 0,
			priceOutputUsd: 0,
			weight: model.weight,
			source: "house",
			endpoints: [
				{
					provider: "house",
					providerModelId: model.slug,
					baseUrl: null,
					keyEnv: null,
					limits: {},
					capabilities: {},
				},
			],
		}),
	);
}
