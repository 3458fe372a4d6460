import { nearestKey } from "#lib/models/declared/nearest-key.ts";
import type { Registry } from "#lib/models/registry.ts";
import type { RunConfig, RunSuite } from "#lib/simulation/run-config.ts";
import { MAIN } from "#lib/simulation/scenario.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { findSuite, suites } from "#lib/simulation/suites/catalogue.ts";
import { juryProblems, modelChoices, toolFormOf } from "./model-choices.ts";
import { invalid } from "./parse-run.ts";
import { planSeeds } from "./plan-seeds.ts";
import { seatChoices } from "./seat-choices.ts";
import type { StoredDriver } from "./stored-driver.ts";

/** The conversations of a run that differ only by seed and repetition. */
export interface PlannedCell {
	suite: string;
	version: string;
	control: string;
	language: string | null;
	/** Slug of the model in the contested seat, and how it calls tools. */
	model: string;
	tools: "native" | "text";
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
 * Throws `run-invalid` (422) with every problem: unknown suites, controls, languages, seats, programs, models and
 * jurors, more scenarios than there are, the same conversation twice.
 */
export function planRun(
	config: RunConfig,
	registry: Registry,
	secret: string,
	environments: readonly Suite[] = [],
): RunPlan {
	const problems: string[] = [];
	const models = modelChoices(config, registry, problems);
	problems.push(...juryProblems(config, registry));
	// Before anything is made of it: a short file can ask for more than any memory holds.
	const most = config.suites.reduce((sum, asked) => sum + countAsked(asked, config, models), 0);
	if (problems.length === 0 && most > EPISODES_MAX) throw tooMany(most);
	const cells = config.suites.flatMap((asked, i) =>
		planCells(asked, `suites.${i}`, { config, registry, secret, environments, models, problems }),
	);
	if (problems.length > 0) throw invalid(problems);
	const repeated = findRepeated(cells);
	if (repeated !== null)
		throw invalid([
			`suites: ${repeated} is to be played twice in the same way; name each suite, control and program once, or give the second other seeds`,
		]);
	return { cells, episodes: orderEpisodes(cells) };
}

/** Conversations that a suite of a run's file asks for; seats that the suite does not have are a problem of their own. */
function countAsked(asked: RunSuite, config: RunConfig, models: readonly string[]): number {
	const { controls, languages, seats, seeds = config.seeds } = asked;
	const counts = [controls, languages ?? [null], models, ...Object.values(seats)];
	const cells = counts.reduce((product, { length }) => product * length, 1);
	return cells * seeds.count * (asked.replicates ?? config.replicates);
}

const tooMany = (count: number) =>
	invalid([
		`the run has ${count} conversations; at most ${EPISODES_MAX} are possible: take fewer seeds, models, controls or seats`,
	]);

interface Planning {
	config: RunConfig;
	registry: Registry;
	secret: string;
	/** Suites of the environments over HTTP that the file declares. */
	environments: readonly Suite[];
	models: readonly string[];
	problems: string[];
}

/** The cells of one suite of a run's file. */
function planCells(asked: RunSuite, where: string, planning: Planning): PlannedCell[] {
	const { config, registry, secret, environments, models, problems } = planning;
	const suite = findSuite(asked.suite) ?? environments.find(({ slug }) => slug === asked.suite);
	if (suite === undefined) {
		const also = environments.map(({ slug }) => slug);
		problems.push(`${where}: there is no suite ${asked.suite}; ${suggestion(asked.suite, also)}`);
		return [];
	}
	const window = asked.seeds ?? config.seeds;
	problems.push(
		...choiceProblems(suite, asked, where),
		...(window.range === "practice" && window.count > suite.practice.count
			? [
					`${where}.seeds: ${suite.slug} has ${suite.practice.count} practice scenarios, not ${window.count}; take fewer, or range: board`,
				]
			: []),
	);
	const seats = seatChoices(suite, asked, registry, where, problems);
	if (problems.length > 0) return [];
	const seeds = planSeeds(suite, window, config.seed, secret);
	const replicates = asked.replicates ?? config.replicates;
	const { slug, version } = suite;
	return asked.controls.flatMap((control) =>
		(asked.languages ?? [null]).flatMap((language) =>
			seats.flatMap((others) =>
				models.map((model) => {
					const tools = toolFormOf(registry, model);
					return {
						suite: slug,
						version,
						control,
						language,
						model,
						tools,
						others,
						seeds,
						replicates,
					};
				}),
			),
		),
	);
}

function suggestion(asked: string, also: readonly string[]): string {
	const slugs = [...suites.map(({ slug }) => slug), ...also];
	const near = nearestKey(asked, slugs);
	return near === undefined ? `there are: ${slugs.join(", ")}` : `did you mean ${near}?`;
}

/** What is asked of a suite that it does not have. */
function choiceProblems(suite: Suite, asked: RunSuite, where: string): string[] {
	const controls = [MAIN, ...suite.controls.map(({ name }) => name)];
	const seats = suite.others.map(({ seat }) => seat);
	const { slug, languages } = suite;
	return [
		...asked.controls
			.filter((control) => !controls.includes(control))
			.map(
				(control) =>
					`${where}.controls: ${slug} has no control ${control}; there are: ${controls.join(", ")}`,
			),
		...(asked.languages ?? [])
			.filter((language) => !languages.includes(language))
			.map(
				(language) =>
					`${where}.languages: ${slug} is not played in ${language}, but in ${languages.join(", ")}`,
			),
		...Object.keys(asked.seats)
			.filter((seat) => !seats.includes(seat))
			.map(
				(seat) =>
					`${where}.seats: ${slug} has no seat ${seat} to fill${seats.length === 0 ? "" : `; there are: ${seats.join(", ")}`}`,
			),
	];
}

/** A suite and control of which one conversation is planned twice; null when all are different. */
function findRepeated(cells: readonly PlannedCell[]): string | null {
	const seen = new Set<string>();
	for (const { suite, control, language, model, others, seeds } of cells) {
		const key = JSON.stringify([suite, control, language, model, others]);
		for (const seed of seeds) {
			const one = `${key}|${seed}`;
			if (seen.has(one)) return control === MAIN ? suite : `${suite}, ${control}`;
			seen.add(one);
		}
	}
	return null;
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
