import type { Environment } from "#lib/simulation/environment.ts";
import type { Program } from "#lib/simulation/program.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { bargainingTable } from "./bargaining-table.ts";
import { counterparts } from "./counterparts.ts";
import { bargainOf, NO_TALK } from "./draw-bargain.ts";
import { gradeBargain, metrics } from "./grade.ts";
import { breaker, lazy, oracle, random } from "./players.ts";

const slug = "fair-price";
const version = "1.0.0";

/** Bargaining over one price with private limits, in free talk with moves by token. */
export const fairPrice: Suite = {
	code: "S10",
	slug,
	name: "Fair price",
	version,
	licence: "Apache-2.0",
	summary:
		"Bargaining over everyday goods with a secret limit: how much of the room between both limits does a model get, does it walk away when no price suits both, and does it keep its limit to itself?",
	languages: ["en"],
	categories: ["buyer", "seller"],
	contested: "negotiator",
	others: [{ seat: "counterpart", programs: counterparts as readonly Program[], modelMay: true }],
	environment: bargainingTable as Environment,
	controls: [
		{
			name: NO_TALK,
			title: "No talk",
			isolates: "What the words around the moves win or give away.",
		},
	],
	practice: { from: 1, count: 400 },
	scenario: (seed, options = {}) => bargainOf(slug, version, seed, options.control),
	metrics,
	primary: { metric: "surplus", margin: 0.02 },
	secondary: null,
	grade: (record) => Promise.resolve(gradeBargain(record)),
	players: { oracle, random, lazy, breaker },
};
