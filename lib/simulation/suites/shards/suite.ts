import type { Program } from "#lib/simulation/program.ts";
import { MAIN, type Scenario } from "#lib/simulation/scenario.ts";
import type { MetricSpec, Suite } from "#lib/simulation/suite.ts";
import { type ShardedOptions, shardedUser } from "#lib/simulation/users/sharded.ts";
import { gradeShards } from "./grade.ts";
import { taskOf } from "./make-task.ts";
import { players } from "./players.ts";
import { instructionsFor } from "./read-answer.ts";
import { type ShardsSecret, secretOf } from "./secret.ts";
import { kinds } from "./task.ts";
import { controls, piecesOf, tellPiece, turnAllTold } from "./tell.ts";

const VERSION = "1.0.0";

function scenarioOf(seed: number, control: string): Scenario<ShardsSecret> {
	const task = taskOf(seed);
	const pieces = piecesOf(task, control);
	return {
		suite: "shards",
		version: VERSION,
		seed,
		control,
		language: "en",
		category: task.kind,
		tags: [],
		title: task.title,
		seats: [
			{ name: "user", instructions: "" },
			{ name: "assistant", instructions: instructionsFor(task.kind) },
		],
		contested: "assistant",
		policy: {
			order: "round-robin",
			speakers: ["user", "assistant"],
			turnsMax: pieces.length,
			turnsMin: pieces.length,
			stepsMax: 2 * pieces.length + 1,
			toolCallsPerTurnMax: 0,
			toolErrorsMax: 0,
			budget: { tokensMax: null, costUsdMax: null, toolCostMax: null },
			showCountdown: false,
		},
		history: [],
		init: null,
		secret: { task, pieces, allTold: turnAllTold(task, control) },
	};
}

const user = (next: ShardedOptions["next"], title: string): Program =>
	shardedUser({
		name: `shards-${next}`,
		version: VERSION,
		title,
		next,
		shards: (scenario) => secretOf(scenario).pieces,
		tell: (scenario, piece, before) => tellPiece(scenario.control, piece, before),
	}) as Program;

const metrics: readonly MetricSpec[] = [
	{ name: "success", title: "Solved in the end", better: "higher", unit: "share" },
	{ name: "turns", title: "Turn of the first right answer", better: "lower", unit: "turns" },
	{
		name: "premature",
		title: "Answers before everything was told",
		better: "lower",
		unit: "turns",
	},
	{ name: "attempts", title: "Answers given", better: null, unit: "turns" },
	{ name: "asked", title: "Replies that only ask", better: null, unit: "turns" },
	{
		name: "bloat",
		title: "Length of the last answer, by that of the reference",
		better: "lower",
		unit: "share",
	},
];

/** S05: tasks that are told in shards, one a turn. */
export const shards: Suite = {
	code: "S05",
	slug: "shards",
	name: "Shards",
	version: VERSION,
	licence: "CC-BY-4.0",
	summary:
		"A small task with one right answer is told in four to eight pieces, at most one a turn. It shows who puts them together, who answers too early, and how far luck carries.",
	languages: ["en"],
	categories: kinds,
	contested: "assistant",
	others: [
		{
			seat: "user",
			programs: [
				user("asked-for", "Tells the shard that is asked for, else the next"),
				user("in-order", "Tells the shards in their order"),
				user("consulted", "Tells the shard that a model chooses"),
			],
			modelMay: false,
		},
	],
	environment: null,
	controls,
	practice: { from: 1, count: 200 },
	scenario: (seed, { control = MAIN } = {}) => scenarioOf(seed, control),
	metrics,
	primary: { metric: "success", margin: 0 },
	secondary: { metric: "turns", margin: 0 },
	grade: gradeShards,
	players,
};
