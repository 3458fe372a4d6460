import { nearestKey } from "#lib/models/declared/nearest-key.ts";
import type { Registry } from "#lib/models/registry.ts";
import type { RunConfig } from "#lib/simulation/run-config.ts";

/** Stands for all house players in a run's file. */
const HOUSE_PLAYERS = "house-players";

/** The slugs of the models in a run's contested seats, each once. What is wrong is added to `problems`. */
export function modelChoices(config: RunConfig, registry: Registry, problems: string[]): string[] {
	const slugs = config.models.flatMap((entry) => {
		if (typeof entry !== "string") return [entry.slug];
		if (entry !== HOUSE_PLAYERS) return [entry];
		const players = registry.models
			.filter(({ slug, state }) => slug.startsWith("house-player-") && state === "active")
			.map(({ slug }) => slug);
		if (players.length === 0)
			problems.push("models: there are no house players here; name models instead");
		return players;
	});
	for (const slug of slugs)
		problems.push(...missingModel(slug, registry).map((problem) => `models: ${problem}`));
	return [...new Set(slugs)];
}

/** What is wrong with the jury and the critics of a run's file. */
export function juryProblems({ jury, critics, suites }: RunConfig, registry: Registry): string[] {
	const missing = (critics?.models ?? [])
		.flatMap((slug) => missingModel(slug, registry))
		.map((problem) => `critics.models: ${problem}`);
	if (jury === undefined) return missing;
	const played = suites.map(({ suite }) => suite);
	return [
		...missing,
		...jury.jurors.flatMap((juror) =>
			isAddress(juror)
				? []
				: missingModel(juror, registry).map((problem) => `jury.jurors: ${problem}`),
		),
		...(jury.suites ?? [])
			.filter((suite) => !played.includes(suite))
			.map((suite) => `jury.suites: ${suite} is not among the suites of this run`),
	];
}

/** True for a juror that is reached over HTTP. */
export const isAddress = (juror: string): boolean => /^https?:\/\//.test(juror);

/** Says that there is no such model, with what may have been meant; nothing when there is one. */
export function missingModel(slug: string, registry: Registry): string[] {
	const model = registry.bySlug.get(slug);
	if (model?.state === "retired")
		return [`${slug} is retired; bring it back on the models page, or choose another`];
	if (model !== undefined) return [];
	const near = nearestKey(slug, [...registry.bySlug.keys()]);
	const remedy = near === undefined ? "npx parley models list names them" : `did you mean ${near}?`;
	return [`there is no model ${slug}; ${remedy}`];
}

/** How a model calls tools: by its endpoint's own interface, unless that says it has none. */
export function toolFormOf(registry: Registry, slug: string): "native" | "text" {
	const [endpoint] = registry.bySlug.get(slug)?.endpoints ?? [];
	return endpoint?.capabilities.tool_call === false ? "text" : "native";
}
