import { MAIN } from "#lib/simulation/scenario.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { gradeMatch, metrics } from "./grade.ts";
import { match } from "./match.ts";
import { OPPONENT, PLAYER } from "./match-state.ts";
import { randomMover, solver } from "./opponents.ts";
import { players } from "./players.ts";
import { SLUG, scenarioOf, VERSION } from "./scenario.ts";
import { categoryNames } from "./variants.ts";

/** S09: four small board games, two games a scenario, one in each seat. */
export const boards: Suite = {
	code: "S09",
	slug: SLUG,
	name: "Boards",
	version: VERSION,
	licence: "Apache-2.0",
	summary:
		"Plays tic-tac-toe and three relatives of it twice from the same even board, once moving first and once second, half of the time against best play and half against an opponent that errs.",
	languages: ["en"],
	categories: categoryNames,
	contested: PLAYER,
	others: [{ seat: OPPONENT, programs: [solver, randomMover], modelMay: true }],
	environment: match,
	controls: [
		{
			name: "restated",
			title: "Board in sentences, with every move listed",
			isolates: "reading the board from choosing the move",
		},
	],
	practice: { from: 90_000, count: 240 },
	scenario: (seed, { control = MAIN } = {}) => scenarioOf(seed, control),
	metrics,
	primary: { metric: "points", margin: 0 },
	secondary: { metric: "keeping", margin: 0 },
	grade: async (record) => gradeMatch(record),
	players,
};
