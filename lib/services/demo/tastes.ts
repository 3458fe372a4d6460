import type { Outcome, Slot } from "#lib/arena/outcome.ts";
import type { Random } from "#lib/kernel/random.ts";
import type { PairCell } from "#lib/ranking/cells.ts";

/**
 * What the demo's scripted voters think of the house models, in points of the leaderboard's scale.
 * It is a made-up taste and says nothing about the programs; it is known, so that the ranking can be
 * held against it.
 */
export const strengths: Readonly<Record<string, number>> = {
	"house-librarian": 1180,
	"house-reckoner": 1110,
	"house-scribe": 1050,
	"house-listener": 980,
	"house-parrot": 880,
	"house-rambler": 800,
};

/** A scripted voter. */
export interface Taste {
	name: string;
	/** How much their votes vary: 1 is the noise of the Bradley-Terry model, more is hastier. */
	temperature: number;
	/** Differences smaller than this look equal to them, in points. */
	tieZone: number;
	/** Where they differ from the common strengths, in points. */
	offsets: Readonly<Record<string, number>>;
}

export const tastes: readonly Taste[] = [
	{ name: "exact", temperature: 0.8, tieZone: 20, offsets: { "house-reckoner": 60 } },
	{ name: "curious", temperature: 1, tieZone: 40, offsets: { "house-librarian": 40 } },
	{ name: "talkative", temperature: 1, tieZone: 30, offsets: { "house-listener": 70 } },
	{ name: "orderly", temperature: 0.9, tieZone: 30, offsets: { "house-scribe": 50 } },
	{ name: "playful", temperature: 1.2, tieZone: 50, offsets: { "house-rambler": 60 } },
	{ name: "hasty", temperature: 1.6, tieZone: 60, offsets: {} },
];

const POINTS_PER_LOGIT = 400 / Math.LN10;
/** When neither seems better and both seem worse than this, both are called bad. */
const BOTH_BAD_BELOW = 950;

const worth = (taste: Taste, model: string) =>
	(strengths[model] ?? 1000) + (taste.offsets[model] ?? 0);

/** What a taste says about two models: the difference of their worth plus logistic noise, or a tie when that is small. */
export function judge(taste: Taste, models: Record<Slot, string>, random: Random): Outcome {
	const [a, b] = [worth(taste, models.a), worth(taste, models.b)];
	const u = Math.min(Math.max(random.next(), 1e-9), 1 - 1e-9);
	const felt = a - b + taste.temperature * POINTS_PER_LOGIT * Math.log(u / (1 - u));
	if (felt > taste.tieZone) return "a";
	if (felt < -taste.tieZone) return "b";
	return a < BOTH_BAD_BELOW && b < BOTH_BAD_BELOW ? "both_bad" : "tie";
}

/** The chance that `judge` prefers `model` to `other`, a tie being half of one. */
export function expectedScore(taste: Taste, model: string, other: string): number {
	const scale = taste.temperature * POINTS_PER_LOGIT;
	const above = (zone: number) =>
		1 / (1 + Math.exp(-(worth(taste, model) - worth(taste, other) - zone) / scale));
	return (above(taste.tieZone) + above(-taste.tieZone)) / 2;
}

/**
 * The cells that endlessly many votes of all tastes on all pairs would give, `votes` to a pair: the
 * rating fitted to them is what the ranking should find.
 */
export function expectedCells(models: readonly string[], votes: number): PairCell[] {
	return models.flatMap((modelA, i) =>
		models.slice(i + 1).map((modelB) => {
			const score =
				tastes.reduce((sum, taste) => sum + expectedScore(taste, modelA, modelB), 0) /
				tastes.length;
			return {
				modelA,
				modelB,
				winsA: votes * score,
				winsB: votes * (1 - score),
				ties: 0,
				bothBad: 0,
			};
		}),
	);
}
