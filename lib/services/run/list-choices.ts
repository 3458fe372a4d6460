import { loadRegistry } from "#lib/services/model/load-registry.ts";

/** A model that a run may name. */
export interface ModelOffer {
	slug: string;
	name: string;
	/** `player`: a house player, of known strength; `house`: another program of ours. */
	group: "model" | "player" | "house";
}

/** The active models, as the studio offers them. */
export async function listChoices(): Promise<ModelOffer[]> {
	const { models } = await loadRegistry();
	return models
		.filter(({ state }) => state === "active")
		.map(({ slug, name, source }) => {
			const isPlayer = slug.startsWith("house-player-");
			return { slug, name, group: isPlayer ? "player" : source === "house" ? "house" : "model" };
		});
}
