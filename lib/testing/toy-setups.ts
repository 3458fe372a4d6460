import type { Driver } from "#lib/simulation/episode/driver.ts";
import type { EpisodeSetup } from "#lib/simulation/episode/state.ts";
import {
	consultingUser,
	program,
	toyCards,
	toyConsulting,
	toyConversation,
	toyRemote,
	toySetup,
	toyShelf,
	toySimultaneous,
} from "./toy-suites.ts";

const other: Driver = { kind: "model", model: "other", tools: "native" };
const inText: Driver = { kind: "model", model: "m", tools: "text" };

interface ToySetup {
	name: string;
	setup: (seed: number) => EpisodeSetup;
}

/** Every kind of episode with every kind of driver, but for the environment over HTTP. */
export const localToys: readonly ToySetup[] = [
	{
		name: "a conversation with a script, and a countdown",
		setup: (seed) =>
			toySetup(toyConversation({ turnsMax: 5, showCountdown: true }), {
				seed,
				scenario: {
					history: [
						{ seat: "user", text: "Earlier." },
						{ seat: "assistant", text: "Yes." },
					],
				},
			}),
	},
	{
		name: "a conversation with a person, compared model in text",
		setup: (seed) =>
			toySetup(toyShelf({ turnsMax: 4 }), {
				seed,
				drivers: { user: { kind: "person" }, assistant: inText },
			}),
	},
	{ name: "tools", setup: (seed) => toySetup(toyShelf({ turnsMax: 4 }), { seed }) },
	{
		name: "tools for a simulated user too",
		setup: (seed) =>
			toySetup(toyShelf({ turnsMax: 4 }), { seed, drivers: { user: other, assistant: inText } }),
	},
	{
		name: "a consulting user",
		setup: (seed) => toySetup(toyConsulting({ turnsMax: 4 }), { seed }),
	},
	{
		name: "a consulting user with tools in the world",
		setup: (seed) => toySetup(toyShelf({ turnsMax: 3 }, program(consultingUser)), { seed }),
	},
	{ name: "a game against a program", setup: (seed) => toySetup(toyCards(), { seed }) },
	{
		name: "a game of two models",
		setup: (seed) => toySetup(toyCards(), { seed, drivers: { second: other } }),
	},
	{
		name: "a simultaneous game of two models",
		setup: (seed) =>
			toySetup(toySimultaneous({ turnsMax: 5 }), { seed, drivers: { right: other } }),
	},
	{
		name: "a simultaneous game against a program",
		setup: (seed) => toySetup(toySimultaneous({ turnsMax: 5 }), { seed }),
	},
];

/** Those, and an environment over HTTP with moves in words and with tools beside a conversation. */
export const everyToy: readonly ToySetup[] = [
	...localToys,
	{
		name: "a world over HTTP",
		setup: (seed) => toySetup(toyRemote(), { seed, environment: "remote" }),
	},
	{
		name: "a conversation with tools over HTTP",
		setup: (seed) =>
			toySetup(toyRemote({ order: "round-robin", speakers: ["user", "assistant"] }), {
				seed,
				environment: "remote",
				drivers: { assistant: inText },
			}),
	},
];
