import type { Environment } from "#lib/simulation/environment.ts";
import type { Program } from "#lib/simulation/program.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { AT_EQUILIBRIUM, dealOf } from "./deal.ts";
import { gradeTable, metrics } from "./grade.ts";
import { opponents } from "./opponents.ts";
import { breaker, lazy, oracle, random } from "./players.ts";
import { table } from "./table.ts";

const slug = "kuhn-match";
const version = "1.0.0";

/**
 * Kuhn poker in duplicate: a scenario is four hands of different deals, and four seeds in a row play the same deals
 * with both seats in both places and with both cards.
 */
export const kuhnMatch: Suite = {
	code: "S08",
	slug,
	name: "Kuhn match",
	version,
	licence: "Apache-2.0",
	summary:
		"Poker with three cards against opponents of fixed habits: does a model bet, bluff and fold with profit? Each deal is played four ways, in four conversations, so the luck of the cards cancels over them; a match is 40 deals.",
	languages: ["en"],
	categories: ["three-cards"],
	contested: "player",
	others: [{ seat: "opponent", programs: opponents as readonly Program[], modelMay: true }],
	environment: table as Environment,
	controls: [
		{
			name: AT_EQUILIBRIUM,
			title: "Opponent at equilibrium",
			isolates:
				"What is won by finding an opponent's habits: on average nobody wins against the equilibrium.",
		},
	],
	// Ten matches.
	practice: { from: 1, count: 400 },
	scenario: (seed, options = {}) => dealOf(slug, version, seed, options.control),
	metrics,
	primary: { metric: "chips", margin: 0 },
	secondary: { metric: "illegal", margin: 0 },
	grade: (record) => Promise.resolve(gradeTable(record)),
	players: { oracle, random, lazy, breaker },
};
