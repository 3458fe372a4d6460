import { createHmac } from "node:crypto";
import { nearestKey } from "#lib/models/declared/nearest-key.ts";
import type { Registry } from "#lib/models/registry.ts";
import type { RunConfig, RunSuite } from "#lib/simulation/run-config.ts";
import { MAIN } from "#lib/simulation/scenario.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { findSuite, suites } from "#lib/simulation/suites/catalogue.ts";
import { invalid } from "./parse-run.ts";
import type { StoredDriver } from "./stored-driver.ts";

export interface PlannedCell {
	suite: string;
	version: string;
	control: string;
	language: string | null;
	model: string;
	others: Record<string, StoredDriver>;
	seeds: number[];
	replicates: number;
}

export interface PlannedEpisode {
	/** Index of its cell. */
	cell: number;
	seed: number;
	replicate: number;
}

/** Everything a run will play, in its fixed order: any beginning of it is balanced over models and suites. */
export interface RunPlan {
	cells: PlannedCell[];
	episodes: PlannedEpisode[];
}

/** Conversations of one run. */
const EPISODES_MAX = 200_000;

/**
 * Works out the cells and episodes of a run. `secret` is the instance's own, from which board seeds are made.
 * Throws `run-invalid` (422) with every problem: unknown suites, controls, languages, programs and models.
 */
export function planRun(config: RunConfig, registry: Registry, secret: string): RunPlan {
	const problems: string[] = [];
	const models = modelsOf(config, registry, problems);
	const cells = config.suites.flatMap((asked, i) => {
		const suite = findSuite(asked.suite);
		if (suite === undefined) {
			problems.push(`suites.${i}: there is no suite ${asked.suite}; ${suggestion(asked.suite)}`);
			return [];
		}
		checkChoices(suite, asked, i, problems);
		const seats = seatChoices(suite, asked, registry, i, problems);
		const seeds = seedsOf(suite, asked.seeds ?? config.seeds, secret);
		return asked.controls.flatMap((control) =>
			(asked.languages ?? [null]).flatMap((language) =>
				seats.flatMap((others) =>
					models.map((model) => ({
						suite: suite.slug,
						version: suite.version,
						control,
						language,
						model,
						others,
						seeds,
						replicates: asked.replicates ?? config.replicates,
					})),
				),
			),
		);
	});
	const episodes = problems.length > 0 ? [] : orderEpisodes(cells);
	if (episodes.length > EPISODES_MAX)
		problems.push(
			`the run has ${episodes.length} conversations; at most ${EPISODES_MAX} are possible: take fewer seeds, models or controls`,
		);
	if (problems.length > 0) throw invalid(problems);
	return { cells, episodes };
}

function modelsOf(config: RunConfig, registry: Registry, problems: string[]): string[] {
	const slugs = config.models.flatMap((entry) => {
		if (typeof entry !== "string") return [entry.slug];
		if (entry !== "house-players") return [entry];
		return registry.models
			.filter(({ slug, state }) => slug.startsWith("house-player-") && state === "active")
			.map(({ slug }) => slug);
	});
	for (const slug of slugs) requireModel(slug, registry, "models", problems);
	return [...new Set(slugs)];
}

function requireModel(slug: string, registry: Registry, where: string, problems: string[]): void {
	const model = registry.bySlug.get(slug);
	if (model !== undefined && model.state !== "retired") return;
	const near = nearestKey(slug, [...registry.bySlug.keys()]);
	problems.push(
		`${where}: there is no model ${slug}; ${near === undefined ? "npx parley models list names them" : `did you mean ${near}?`}`,
	);
}

function suggestion(asked: string): string {
	const near = nearestKey(
		asked,
		suites.map(({ slug }) => slug),
	);
	return near === undefined
		? `there are: ${suites.map(({ slug }) => slug).join(", ")}`
		: `did you mean ${near}?`;
}

function checkChoices(suite: Suite, asked: RunSuite, i: number, problems: string[]): void {
	const controls = [MAIN, ...suite.controls.map(({ name }) => name)];
	for (const control of asked.controls)
		if (!controls.includes(control))
			problems.push(
				`suites.${i}.controls: ${suite.slug} has no control ${control}; there are: ${controls.join(", ")}`,
			);
	for (const language of asked.languages ?? [])
		if (!suite.languages.includes(language))
			problems.push(
				`suites.${i}.languages: ${suite.slug} is not played in ${language}, but in ${suite.languages.join(", ")}`,
			);
	for (const seat of Object.keys(asked.seats))
		if (!suite.others.some((other) => other.seat === seat))
			problems.push(
				`suites.${i}.seats: ${suite.slug} has no seat ${seat} to fill${suite.others.length === 0 ? "" : `; there are: ${suite.others.map((other) => other.seat).join(", ")}`}`,
			);
}

/** All combinations of who may sit in the seats that are not contested. */
function seatChoices(
	suite: Suite,
	asked: RunSuite,
	registry: Registry,
	i: number,
	problems: string[],
): Record<string, StoredDriver>[] {
	let combinations: Record<string, StoredDriver>[] = [{}];
	for (const { seat, programs, modelMay } of suite.others) {
		const names = asked.seats[seat] ?? [programs[0]?.name ?? ""];
		const where = `suites.${i}.seats.${seat}`;
		const drivers = names.flatMap((name): StoredDriver[] => {
			if (name.startsWith("model:")) {
				const model = name.slice("model:".length);
				requireModel(model, registry, where, problems);
				if (!modelMay) problems.push(`${where}: no model may sit there in ${suite.slug}`);
				const tools = toolFormOf(registry, model);
				return [{ kind: "model", model, program: null, version: null, tools }];
			}
			const [own = "", model = null] = name.split("+");
			const program = programs.find((other) => other.name === own);
			if (program === undefined) {
				const known = programs.map((other) => other.name).join(", ");
				problems.push(`${where}: ${suite.slug} has no program ${own}; there are: ${known}`);
				return [];
			}
			if (program.needsModel && model === null)
				problems.push(`${where}: ${own} consults a model; write ${own}+SLUG`);
			if (model !== null) requireModel(model, registry, where, problems);
			return [{ kind: "program", model, program: own, version: program.version, tools: null }];
		});
		combinations = combinations.flatMap((base) =>
			drivers.map((driver) => ({ ...base, [seat]: driver })),
		);
	}
	return combinations;
}

/** How a model calls tools: by its endpoint's own interface where that says it has one. */
export function toolFormOf(registry: Registry, slug: string): "native" | "text" {
	const [endpoint] = registry.bySlug.get(slug)?.endpoints ?? [];
	return endpoint?.capabilities.tool_call === false ? "text" : "native";
}

function seedsOf(
	suite: Suite,
	{ range, count, skip }: RunConfig["seeds"],
	secret: string,
): number[] {
	return Array.from({ length: count }, (_, i) => {
		const index = skip + i;
		if (range === "practice") return suite.practice.from + (index % suite.practice.count);
		const digest = createHmac("sha256", secret).update(`${suite.slug}|${index}`).digest();
		return digest.readUInt32BE(0) >>> 1;
	});
}

function orderEpisodes(cells: readonly PlannedCell[]): PlannedEpisode[] {
	const rounds = Math.max(0, ...cells.map(({ seeds, replicates }) => seeds.length * replicates));
	return Array.from({ length: rounds }, (_, round) =>
		cells.flatMap(({ seeds, replicates }, cell): PlannedEpisode[] => {
			const seed = seeds[Math.floor(round / replicates)];
			return seed === undefined ? [] : [{ cell, seed, replicate: round % replicates }];
		}),
	).flat();
}
