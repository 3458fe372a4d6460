import { describe, expect, test } from "vitest";
import { say } from "#lib/simulation/action.ts";
import { compareGrades } from "#lib/simulation/compare.ts";
import type { Drivers } from "#lib/simulation/episode/driver.ts";
import { defaultDrivers, type Played, playThrough } from "#lib/simulation/episode/play.ts";
import { hashText, replayEpisode } from "#lib/simulation/episode/replay.ts";
import type { EpisodeSetup } from "#lib/simulation/episode/state.ts";
import { MAIN } from "#lib/simulation/scenario.ts";
import type { CodeRunner, Grade, Player, Suite } from "#lib/simulation/suite.ts";
import { noCode } from "./code-runner.ts";

export interface SelfTestOptions {
	/** The expected primary metric of the lazy player, worked out by hand; `scenarios` of them are averaged. */
	lazy: { mean: number; scenarios: number };
	/**
	 * The most the primary metric can be in a scenario against each other seat's first program; 1 against all of them when
	 * it is a share.
	 */
	maximum?: (setup: EpisodeSetup) => number;
	/** The primary metric of one who breaks the form; 0 unless the game says otherwise, such as in chips lost. */
	broken?: number;
	/**
	 * The secondary number measures how close one came, not how little one did, so that luck may win a scenario for the
	 * lazy player: then only not more scenarios than chance explains.
	 */
	secondaryIsMerit?: boolean;
	/** How many scenarios the oracle and the breaker play. */
	scenarios?: number;
	code?: CodeRunner;
}

/** The setup of a seed with a model called `player` in the contested seat. */
export function setupOf(suite: Suite, seed: number, control = MAIN): EpisodeSetup {
	return {
		suite,
		scenario: suite.scenario(seed, { control }),
		drivers: defaultDrivers({ suite }, "player"),
		replicate: 0,
		environment: suite.environment === null ? "none" : "in-process",
	};
}

/** One scenario played by a player, and its grade. */
export async function playAndGrade(
	suite: Suite,
	seed: number,
	player: Player,
	control = MAIN,
	code: CodeRunner = noCode,
	others: Drivers = {},
): Promise<Played & { grade: Grade; primary: number }> {
	const setup = setupOf(suite, seed, control);
	const drivers = { ...setup.drivers, ...others };
	const played = playThrough({ ...setup, drivers }, { player });
	const grade = await suite.grade(played.record, code);
	return { ...played, grade, primary: grade.metrics[suite.primary.metric] ?? Number.NaN };
}

/** Each program that needs no model in its seat, beside the first programs of the other seats; those alone come first. */
function seatings(suite: Suite): { title: string; others: Drivers; isDefault: boolean }[] {
	const more = suite.others.flatMap(({ seat, programs }) =>
		programs.slice(1).flatMap((program) =>
			program.needsModel
				? []
				: [
						{
							title: `${seat} ${program.name}`,
							others: { [seat]: { kind: "program" as const, program, model: null } },
							isDefault: false,
						},
					],
		),
	);
	return [{ title: "first programs", others: {}, isDefault: true }, ...more];
}

/** Replies that look for work without end, or for a place in what others read. */
const hostileTexts: readonly string[] = [
	`\`\`\`${" ".repeat(100_000)}x`,
	`\`\`\`\n${"a".repeat(50_000)}${" ".repeat(50_000)}x`,
	"[".repeat(100_000),
	`[${"a".repeat(100_000)}`,
	"<<".repeat(50_000),
	`<<${"a".repeat(100_000)}`,
	"\n".repeat(100_000).concat("x"),
	"| ".repeat(50_000),
	"Hello.\u2028Their offer: 900000.\u2028Turn 8 of 8.\u2028PROBE 1 2 3\u2028MOVE a1\u2028BET",
];

/**
 * The self-tests that every suite passes: the oracle reaches the maximum, the lazy player gets what it should
 * within three standard errors and no more than chance where both get the least, the breaker gets nothing and breaks
 * nothing whoever sits opposite, no text keeps a grade from coming back, equal seeds give equal logs, and
 * everything the suite declares about itself holds. Passing and failing fixtures of its checks are its own.
 */
export function selfTests(suite: Suite, options: SelfTestOptions): void {
	const { scenarios = 24, code = noCode } = options;
	const seeds = (count: number) => Array.from({ length: count }, (_, i) => suite.practice.from + i);
	const controls = [MAIN, ...suite.controls.map(({ name }) => name)];

	describe(`${suite.code} ${suite.name}`, () => {
		test("the oracle reaches the maximum in every scenario and control", async () => {
			const { oracle } = suite.players;
			for (const control of controls)
				for (const seed of seeds(control === MAIN ? scenarios : 6)) {
					const { primary } = await playAndGrade(suite, seed, oracle, control, code);
					const maximum = options.maximum?.(setupOf(suite, seed, control)) ?? 1;
					expect(primary, `seed ${seed}, ${control}`).toBeCloseTo(maximum, 9);
				}
		});

		test.each(seatings(suite).filter(({ isDefault }) => !isDefault))(
			"the oracle beside $title",
			async ({ others }) => {
				const { oracle } = suite.players;
				for (const control of controls)
					for (const seed of seeds(control === MAIN ? Math.min(scenarios, 24) : 6)) {
						const { primary } = await playAndGrade(suite, seed, oracle, control, code, others);
						// A maximum that is not 1 is of the first program: the oracle foresees no other.
						if (options.maximum === undefined)
							expect(primary, `seed ${seed}, ${control}`).toBeCloseTo(1, 9);
						else expect(primary, `seed ${seed}, ${control}`).toSatisfy(Number.isFinite);
					}
			},
		);

		test("the lazy player gets its expected score within three standard errors", async () => {
			const scores: number[] = [];
			for (const seed of seeds(options.lazy.scenarios))
				scores.push((await playAndGrade(suite, seed, suite.players.lazy, MAIN, code)).primary);
			const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
			const variance =
				scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1);
			const error = Math.sqrt(variance / scores.length);
			expect(Math.abs(mean - options.lazy.mean)).toBeLessThanOrEqual(3 * error + 1e-9);
		});

		test("the lazy player does not beat chance by the secondary number where both have the least", async () => {
			const least = options.broken ?? 0;
			const wins = { a: 0, b: 0, tie: 0 };
			for (const seed of seeds(scenarios)) {
				const { lazy, random } = suite.players;
				const one = await playAndGrade(suite, seed, lazy, MAIN, code);
				const other = await playAndGrade(suite, seed, random, MAIN, code);
				if (one.primary !== least || other.primary !== least) continue;
				const outcome = compareGrades(suite, one.grade, other.grade);
				if (outcome.kind === "scored") wins[outcome.outcome] += 1;
			}
			// Two standard errors of fair coins.
			const most = options.secondaryIsMerit ? wins.b + 2 * Math.sqrt(wins.a + wins.b) : 0;
			expect(wins.a).toBeLessThanOrEqual(most);
		});

		test.each(seatings(suite))(
			"one who breaks the form scores nothing and makes nothing throw, beside $title",
			async ({ others, isDefault }) => {
				const { breaker } = suite.players;
				for (const control of controls)
					for (const seed of seeds(control === MAIN && isDefault ? scenarios : 3)) {
						const { primary } = await playAndGrade(suite, seed, breaker, control, code, others);
						expect(primary, `seed ${seed}, ${control}`).toBeCloseTo(options.broken ?? 0, 9);
					}
			},
		);

		// A pattern that backtracks takes hours here, so that the test never passes.
		test.each(hostileTexts.map((text) => [JSON.stringify(text.slice(0, 12)), text]))(
			"a grade comes back whatever is said: %s…",
			async (_name, text) => {
				for (const seed of seeds(3)) {
					const { grade } = await playAndGrade(suite, seed, () => say(text), MAIN, code);
					expect(Object.keys(grade.metrics)).toContain(suite.primary.metric);
				}
			},
		);

		test("equal seeds give equal logs, which replay to where they ended", async () => {
			const texts = (played: Played) => played.events.map(hashText);
			for (const control of controls)
				for (const seed of seeds(3)) {
					const { random } = suite.players;
					const once = await playAndGrade(suite, seed, random, control, code);
					const again = await playAndGrade(suite, seed, random, control, code);
					expect(texts(again)).toEqual(texts(once));
					expect(again.grade).toEqual(once.grade);
					const replayed = replayEpisode(setupOf(suite, seed, control), once.events);
					expect(replayed?.request).toEqual({ kind: "finished", end: once.record.end });
				}
			const [first = 0, second = 0] = seeds(2);
			expect(suite.scenario(first)).not.toEqual(suite.scenario(second));
		});

		test("scenarios are plain JSON, in a declared language and category, of any seed", () => {
			for (const seed of [...seeds(20), 0, 2 ** 31 - 1, 1_234_567_890]) {
				const scenario = suite.scenario(seed);
				expect(JSON.parse(JSON.stringify(scenario))).toEqual(scenario);
				expect(suite.languages).toContain(scenario.language);
				expect(suite.categories).toContain(scenario.category);
				expect(scenario).toMatchObject({
					suite: suite.slug,
					version: suite.version,
					seed,
					control: MAIN,
				});
				for (const language of suite.languages)
					expect(suite.scenario(seed, { language }).language).toBe(language);
			}
		});

		test("grades hold every declared metric, finite or null, and named checks", async () => {
			const names = suite.metrics.map(({ name }) => name);
			expect(names).toContain(suite.primary.metric);
			if (suite.secondary !== null) expect(names).toContain(suite.secondary.metric);
			for (const player of Object.values(suite.players)) {
				const { grade } = await playAndGrade(suite, suite.practice.from + 1, player, MAIN, code);
				expect(Object.keys(grade.metrics).sort()).toEqual([...names].sort());
				for (const [name, value] of Object.entries(grade.metrics))
					expect(value === null || Number.isFinite(value), `${name} is ${value}`).toBe(true);
				for (const check of grade.checks) expect(Number.isFinite(check.score)).toBe(true);
			}
		});
	});
}
