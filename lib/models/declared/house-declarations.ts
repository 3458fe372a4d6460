import { houseModels } from "#lib/models/house/catalogue.ts";
import { houseJuror, housePlayers } from "#lib/models/house/player/house-players.ts";
import { declareModel, type ModelDeclaration } from "./declaration.ts";

/** The house models and house players as registry entries. They cost nothing. */
export function houseDeclarations(): ModelDeclaration[] {
	return [...talkers(), ...players()];
}

/** Not for blind battles: they play scenarios or judge, and cannot talk. */
function players(): ModelDeclaration[] {
	return [...housePlayers, houseJuror].map(({ slug, name, description }) =>
		declareModel({
			slug,
			name,
			maker: "Parley",
			family: "house",
			kind: "program",
			description,
			licence: "Apache-2.0",
			openWeights: true,
			inputModalities: ["text"],
			outputModalities: ["text"],
			priceInputUsd: 0,
			priceOutputUsd: 0,
			blindEligible: false,
			source: "house",
			endpoints: [
				{
					provider: "house",
					providerModelId: slug,
					baseUrl: null,
					keyEnv: null,
					limits: {},
					capabilities: { tool_call: true },
				},
			],
		}),
	);
}

function talkers(): ModelDeclaration[] {
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
