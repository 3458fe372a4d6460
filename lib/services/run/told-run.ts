import type { Actor } from "#lib/auth/actor.ts";
import type { RunConfig } from "#lib/simulation/run-config.ts";
import { mayRun } from "./assert-runs.ts";
import type { EpisodeLine } from "./list-episodes.ts";
import { isAddress } from "./model-choices.ts";
import type { EpisodeView } from "./read-episode.ts";
import type { RunProgress } from "./read-progress.ts";

/** A run's configuration without addresses, names of keys and what environments are handed. */
type OpenConfig = Omit<RunConfig, "models" | "environments"> & {
	models: string[];
	environments: Omit<RunConfig["environments"][number], "url" | "scenario">[];
};

/** A run as those see it who may not start any: without who started it, its file and the addresses in it. */
export type ToldRun = Omit<RunProgress, "createdBy" | "yaml" | "config"> & {
	createdBy: string | null;
	yaml: string | null;
	config: RunConfig | OpenConfig;
};

/** What this actor may know of a run. */
export const toldRun = (actor: Actor, progress: RunProgress): ToldRun =>
	mayRun(actor)
		? progress
		: { ...progress, createdBy: null, yaml: null, config: openConfig(progress.config) };

function openConfig({ models, environments, jury, ...rest }: RunConfig): OpenConfig {
	return {
		...rest,
		models: models.map((entry) => (typeof entry === "string" ? entry : entry.slug)),
		environments: environments.map(({ url: _url, scenario: _scenario, ...open }) => open),
		...(jury === undefined
			? {}
			: {
					jury: {
						...jury,
						jurors: jury.jurors.map((juror) => (isAddress(juror) ? "http-judge" : juror)),
					},
				}),
	};
}

/**
 * What this actor may know of a conversation. Those who may not run are not told who started it nor what endpoints said
 * when they failed, and of a scenario of the board neither its seed nor the details of its checks: the first makes the
 * scenario again with all its answers, the second hold them.
 */
export function toldEpisode(actor: Actor, episode: EpisodeView): EpisodeView {
	if (mayRun(actor)) return episode;
	const { range, seed, checks, traces } = episode;
	return {
		...episode,
		createdBy: null,
		seed: range === "board" ? null : seed,
		checks: range === "board" ? checks.map((check) => ({ ...check, detail: null })) : checks,
		traces: traces.map((call) => ({ ...call, errorText: null })),
	};
}

/** What this actor may know of conversations in a list: seeds of the board are for those who may run. */
export const toldLines = (actor: Actor, lines: readonly EpisodeLine[]): EpisodeLine[] =>
	lines.map((line) =>
		mayRun(actor) || line.range === "practice" ? line : { ...line, seed: null },
	);
