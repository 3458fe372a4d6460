import { say } from "#lib/simulation/action.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { selfTests } from "./suite-self-tests.ts";
import { toyConversation } from "./toy-suites.ts";

const colours = ["red", "green", "blue", "white"];
const colourOf = (seed: number) => colours[seed % colours.length] ?? "";
const conversation = toyConversation({ turnsMax: 2 });

/** Name the colour: the smallest suite there can be. The self-tests hold for it, and so for themselves. */
const toyColours: Suite = {
	...conversation,
	slug: "toy-colours",
	metrics: [{ name: "right", title: "Right", better: "higher", unit: "share" }],
	primary: { metric: "right", margin: 0 },
	secondary: null,
	scenario: (seed, options) => ({
		...conversation.scenario(seed, options),
		suite: "toy-colours",
		secret: { colour: colourOf(seed) },
	}),
	grade({ scenario, messages }) {
		const said = messages.filter((one) => one.kind === "text" && one.seat === "assistant");
		const right = said.filter(
			(one) => one.kind === "text" && one.text === colourOf(scenario.seed),
		).length;
		return Promise.resolve({ checks: [], metrics: { right: right / Math.max(1, said.length) } });
	},
	players: {
		oracle: ({ scenario }) => say((scenario.secret as { colour: string }).colour),
		random: ({ random }) => say(colours[Math.floor(random.next() * colours.length)] ?? ""),
		lazy: () => say("red"),
		breaker: () => say("}{"),
	},
};

selfTests(toyColours, { lazy: { mean: 0.25, scenarios: 100 } });
