import { MAIN } from "#lib/simulation/scenario.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { game, PLAYER } from "./game.ts";
import { gradeGame, metrics, STANDING_MARGIN } from "./grade.ts";
import { players } from "./players.ts";
import { tierNames } from "./rules.ts";
import { SLUG, scenarioOf, VERSION } from "./scenario.ts";

/** S06: find a rule about three integers by asking about triples. */
export const hiddenRule: Suite = {
	code: "S06",
	slug: SLUG,
	name: "Hidden rule",
	version: VERSION,
	licence: "Apache-2.0",
	summary:
		"Asks about triples of integers whether they fit a hidden rule, then guesses it. Shows who asks what tells the most and who concludes no more than was seen.",
	languages: ["en"],
	categories: tierNames,
	contested: PLAYER,
	others: [],
	environment: game,
	controls: [
		{
			name: "probes-given",
			title: "Twenty probes already answered",
			isolates: "concluding from answers without choosing the questions",
		},
		{
			name: "five-probes",
			title: "Five probes instead of twenty",
			isolates: "what more questions are worth",
		},
	],
	practice: { from: 60_000, count: 120 },
	scenario: (seed, { control = MAIN } = {}) => scenarioOf(seed, control),
	metrics,
	primary: { metric: "exact", margin: 0 },
	secondary: { metric: "standing", margin: STANDING_MARGIN },
	grade: async (record) => gradeGame(record),
	players,
};
