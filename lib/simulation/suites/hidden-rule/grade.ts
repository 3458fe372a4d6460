import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import { replayMoves } from "#lib/simulation/replay-moves.ts";
import type { CheckResult, Grade, MetricSpec } from "#lib/simulation/suite.ts";
import { evidenceOf, type GameState, game, PROBES_MAX, toldAtFirst } from "./game.ts";
import { remaining } from "./hypotheses.ts";

export const metrics: readonly MetricSpec[] = [
	{ name: "exact", title: "Found the rule", better: "higher", unit: "share" },
	{ name: "agreement", title: "Triples sorted as the rule does", better: "higher", unit: "share" },
	{
		name: "standing",
		title: "Agreement in whole hundredths, then fewer probes to the rule",
		better: "higher",
		unit: "points",
	},
	{ name: "probes", title: "Probes used", better: "lower", unit: "probes" },
	{ name: "removed", title: "Hypotheses removed per probe", better: "higher", unit: "points" },
	{ name: "bits", title: "Bits learned per probe", better: "higher", unit: "bits" },
	{ name: "duplicates", title: "Probes asked again", better: "lower", unit: "probes" },
	{ name: "illegal", title: "Messages without a legal move", better: "lower", unit: "share" },
];

/** The smallest difference of `standing` that means something: less than one probe. */
export const STANDING_MARGIN = 0.01 / (4 * PROBES_MAX);

/** Grades the moves of a game; a game without a guess has found nothing. */
export function gradeGame(record: EpisodeRecord): Grade {
	const state = replayMoves(game, record);
	const facts = game.score(state);
	const { exact = 0, agreement = 0, guessed = 0 } = facts;
	const { probes, illegal, duplicates } = state;
	const messages = probes.length + illegal + guessed;
	return {
		checks: [
			checkOf("guessed", guessed === 1, { guess: state.guess }),
			checkOf("exact", exact === 1, { guess: state.guess }),
			checkOf("form", illegal === 0, { illegal }),
			checkOf("fresh-probes", duplicates === 0, { duplicates }),
		],
		metrics: {
			exact,
			agreement,
			// Of two wrong guesses, who made one without probing is no better.
			standing: guessed === 1 ? standing(agreement, exact === 1 ? probes.length : PROBES_MAX) : 0,
			probes: probes.length,
			...learned(state),
			duplicates,
			illegal: messages === 0 ? 0 : illegal / messages,
		},
	};
}

/**
 * One number for what the design orders by two: agreement within 0.01 is no difference, then fewer probes decide. All
 * twenty probes weigh less than one hundredth.
 */
export function standing(agreement: number, probes: number): number {
	const hundredths = Math.round(agreement * 100);
	return (hundredths + 0.9 * (1 - Math.min(probes, PROBES_MAX) / PROBES_MAX)) / 100;
}

/** What the probes told about which of the suite's rules it is; null without probes. */
function learned(state: GameState): { removed: number | null; bits: number | null } {
	const probes = state.probes.length;
	if (probes === 0) return { removed: null, bits: null };
	const before = remaining(toldAtFirst(state)).length;
	const after = remaining(evidenceOf(state)).length;
	return { removed: (before - after) / probes, bits: Math.log2(before / after) / probes };
}

function checkOf(name: string, passed: boolean, detail: CheckResult["detail"]): CheckResult {
	return {
		check: `hidden-rule/${name}`,
		version: "1.0.0",
		turn: null,
		passed,
		loose: passed,
		score: passed ? 1 : 0,
		detail,
	};
}
