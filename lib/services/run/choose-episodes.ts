/** An episode that could be played now. */
export interface OpenEpisode {
	id: string;
	/** Null for one that belongs to no run. */
	runId: string | null;
	/** How many more conversations its run may have at once; null without a run. */
	room: number | null;
	/** Slugs of the models in its seats. */
	models: readonly string[];
}

/**
 * Chooses up to `count` episodes in their order so that neither a run's room nor a model's is exceeded. `roomOfModel`
 * holds the models that take a limited number of conversations at once.
 */
export function chooseEpisodes(
	open: readonly OpenEpisode[],
	roomOfModel: ReadonlyMap<string, number>,
	count: number,
): OpenEpisode[] {
	const models = new Map(roomOfModel);
	const runs = new Map<string, number>();
	const chosen: OpenEpisode[] = [];
	for (const episode of open) {
		if (chosen.length >= count) break;
		const { runId, room } = episode;
		const inRun = runId === null || room === null ? null : (runs.get(runId) ?? room);
		if (inRun !== null && inRun <= 0) continue;
		if (episode.models.some((slug) => (models.get(slug) ?? 1) <= 0)) continue;
		if (runId !== null && inRun !== null) runs.set(runId, inRun - 1);
		for (const slug of episode.models) {
			const left = models.get(slug);
			if (left !== undefined) models.set(slug, left - 1);
		}
		chosen.push(episode);
	}
	return chosen;
}
