import { languages } from "#lib/simulation/instructions/languages.ts";
import type { DecidingMetric, Suite } from "#lib/simulation/suite.ts";
import { gradeLadder, ladderMetrics } from "./grade-ladder.ts";
import { ladderPlayers } from "./ladder-players.ts";
import { allAtOnce, goldHistory, ladderScenario, ladderVersion } from "./ladder-scenario.ts";
import { ladderUser } from "./ladder-user.ts";
import { topicCategories } from "./topics/topics.ts";

/** Both controls play the last turn alone: the mean over all turns has no twin in them. */
const lastTurn: DecidingMetric = { metric: "final_turn", margin: 0 };

/** S01: instructions that a program can check, and that add up from turn to turn. */
export const ladder: Suite = {
	code: "S01",
	slug: "ladder",
	name: "Ladder",
	version: ladderVersion,
	licence: "Apache-2.0",
	summary:
		"A user asks for a text and in each of three to six turns adds one or two instructions, changes one or takes one back. Shows how many instructions a model keeps to when they add up.",
	languages,
	categories: topicCategories,
	contested: "assistant",
	others: [{ seat: "user", programs: [ladderUser], modelMay: false }],
	environment: null,
	controls: [
		{
			name: allAtOnce,
			title: "All at once",
			isolates:
				"What it costs the last turn (final_turn) that its instructions come one after the other",
			metric: lastTurn,
		},
		{
			name: goldHistory,
			title: "Gold history",
			isolates: "What a model's own earlier replies cost it in the last turn (final_turn)",
			metric: lastTurn,
		},
	],
	practice: { from: 1, count: 300 },
	scenario: ladderScenario,
	metrics: ladderMetrics,
	primary: { metric: "loose_prompt", margin: 0.02 },
	secondary: null,
	grade: async (record) => gradeLadder(record),
	players: ladderPlayers,
};
