import type { Suite } from "#lib/simulation/suite.ts";

/** What anybody may see of a scenario: what its seats are told. */
export interface ExampleScenario {
	seed: number;
	title: string;
	category: string;
	language: string;
	turnsMax: number;
	seats: { name: string; instructions: string }[];
}

/**
 * The scenario of a suite's first practice seed. Secret and initial state stay out: those are what the programs
 * know and the seats do not.
 */
export function exampleScenario(suite: Suite): ExampleScenario {
	const seed = suite.practice.from;
	const { title, category, language, policy, seats } = suite.scenario(seed);
	return {
		seed,
		title,
		category,
		language,
		turnsMax: policy.turnsMax,
		seats: seats.map(({ name, instructions }) => ({ name, instructions })),
	};
}
