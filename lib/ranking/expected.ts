import { BASE, SCALE } from "./scale.ts";

/**
 * The expected outcome for a model with `rating` against one with `opponentRating`, both in points:
 * the chance that it wins, a tie being half a win. In [0, 1]; the two directions add up to 1.
 */
export function expectedOutcome(rating: number, opponentRating: number): number {
	return 1 / (1 + BASE ** ((opponentRating - rating) / SCALE));
}
