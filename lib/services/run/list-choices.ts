import { loadRegistry } from "#lib/services/model/load-registry.ts";

/** A model that a run may name. */
export interface ModelOffer {
	slug: string;
	name: string;
	/** `player`: a house player, of known strength; `juror`: the house's, which only judges; `house`: another program of ours. */
	group: "model" | "player" | "house" | "juror";
}

const order: readonly ModelOffer["group"][] = ["model", "player", "house", "juror"];

/** The active models, as the studio offers them: language models first. */
export async function listChoices(): Promise<ModelOffer[]> {
	const { models } = await loadRegistry();
	return models
		.filter(({ state }) => state === "active")
		.map(({ slug, name, source }): ModelOffer => ({ slug, name, group: groupOf(slug, source) }))
		.sort((x, y) => order.indexOf(x.group) - order.indexOf(y.group));
}

/** The active models that can sit in a seat. */
export async function listPlayers(): Promise<ModelOffer[]> {
	return (await listChoices()).filter(({ group }) => group !== "juror");
}

function groupOf(slug: string, source: string): ModelOffer["group"] {
	if (slug.startsWith("house-player-")) return "player";
	if (slug === "house-juror") return "juror";
	return source === "house" ? "house" : "model";
}
