import type { Environment } from "#lib/simulation/environment.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { blueprints } from "./blueprints/list.ts";
import { deskEnvironment } from "./environment.ts";
import { deskMetrics, gradeDesk } from "./grading/grade.ts";
import { breaker } from "./players/breaker.ts";
import { lazy } from "./players/lazy.ts";
import { oracle } from "./players/oracle.ts";
import { randomPlayer } from "./players/random.ts";
import { deskScenario, noUser, suiteSlug, suiteVersion } from "./scenario.ts";
import { allFacts, customerProgram } from "./user/customer.ts";
import { plainVoice, terseVoice } from "./user/voices.ts";

/** S11: customers of a harbour chandler, an assistant with tools and a page of rules. */
export const harbourDesk: Suite = {
	code: "S11",
	slug: suiteSlug,
	name: "Harbour desk",
	version: suiteVersion,
	licence: "Apache-2.0",
	summary:
		"Customers of a shop for ship supplies want something done, answered or bent. Shows whether an assistant finds out who they are, keeps the rules of the shop, changes exactly what it should and says what came of it.",
	languages: ["en"],
	categories: [...new Set(blueprints.map(({ category }) => category))],
	contested: "assistant",
	others: [
		{
			seat: "user",
			programs: [customerProgram(plainVoice), customerProgram(terseVoice)],
			modelMay: false,
		},
	],
	environment: deskEnvironment as Environment,
	controls: [
		{
			name: allFacts,
			title: "All facts at once",
			isolates: "what it costs to find out by asking",
		},
		{
			name: noUser,
			title: "A ticket, nobody to talk to",
			isolates: "what it costs to talk at all",
		},
	],
	practice: { from: 1, count: 480 },
	scenario: (seed, options = {}) => deskScenario(seed, options.control),
	metrics: deskMetrics,
	primary: { metric: "reward", margin: 0 },
	secondary: { metric: "writes-when-right", margin: 0 },
	grade: (record) => Promise.resolve(gradeDesk(record)),
	players: { oracle, random: randomPlayer, lazy, breaker },
};
