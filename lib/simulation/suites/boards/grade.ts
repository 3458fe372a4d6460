import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import { replayMoves } from "#lib/simulation/replay-moves.ts";
import type { CheckResult, Grade, MetricSpec } from "#lib/simulation/suite.ts";
import { attainablePoints } from "./best-reply.ts";
import { match } from "./match.ts";
import type { MatchInit } from "./match-state.ts";
import { GAMES } from "./match-state.ts";

export const metrics: readonly MetricSpec[] = [
	{ name: "points", title: "Points per game", better: "higher", unit: "share" },
	{
		name: "keeping",
		title: "Moves that keep the board's value, in matches played to the end",
		better: "higher",
		unit: "share",
	},
	{
		name: "attained",
		title: "Points of those that the scenario's own opponent allows",
		better: "higher",
		unit: "share",
	},
	{ name: "illegal", title: "Messages without a legal move", better: "lower", unit: "share" },
];

/** Grades the moves of both games; one that is not finished gives no points. */
export function gradeMatch(record: EpisodeRecord): Grade {
	const state = replayMoves(match, record);
	const { points = 0 } = match.score(state);
	const { legal, illegal, keeping } = state.tallies.player;
	const messages = legal + illegal;
	const lost = legal - keeping;
	const isPlayedOut = state.results.length === GAMES && state.forfeits === 0;
	const attainable = attainablePoints(record.scenario.init as MatchInit);
	return {
		checks: [
			checkOf("finished", state.results.length === GAMES, { games: state.results.length }),
			checkOf("form", illegal === 0, { illegal }),
			checkOf("unbeaten", state.results.length === GAMES && !state.results.includes(0), {
				results: [...state.results],
			}),
			checkOf("value-kept", legal > 0 && lost === 0, { legal, lost }),
		],
		metrics: {
			points,
			// Who forfeits a game has few moves that could go wrong, and is no better for it.
			keeping: isPlayedOut && legal > 0 ? keeping / legal : 0,
			// Another model in the opponent's seat may allow more.
			attained: attainable === 0 ? null : Math.min(1, points / attainable),
			illegal: messages === 0 ? 0 : illegal / messages,
		},
	};
}

function checkOf(name: string, passed: boolean, detail: CheckResult["detail"]): CheckResult {
	return {
		check: `boards/${name}`,
		version: "1.0.0",
		turn: null,
		passed,
		loose: passed,
		score: passed ? 1 : 0,
		detail,
	};
}
