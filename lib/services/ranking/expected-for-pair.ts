import { wholeBoard } from "#lib/ranking/board-filter.ts";
import { expectedOutcome } from "#lib/ranking/expected.ts";
import { currentSnapshot } from "./find-board.ts";

/** Votes that each of the two models needs before a chance is named. */
export const EXPECTED_VOTES_MIN = 10;

export type PairExpectation = {
	/** Chance that the first model beats the second, a tie being half a win. In [0, 1]. */
	probability: number;
	/** Whose votes it comes from. */
	origin: "human" | "simulated";
	snapshotId: string | null;
};

/**
 * What the leaderboard expects of two models: from people's votes, or from simulated voters when no
 * person's vote has been counted yet. Null when it knows too little: either model is unrated, has
 * fewer than EXPECTED_VOTES_MIN votes, only won or only lost, or nothing joins the two. Never fits.
 */
export async function expectedForPair(
	slugA: string,
	slugB: string,
): Promise<PairExpectation | null> {
	for (const origin of ["human", "simulated"] as const) {
		const snapshot = await currentSnapshot(wholeBoard(origin));
		if (snapshot === null || snapshot.counts.used === 0) continue;
		const [a, b] = [slugA, slugB].map((slug) => snapshot.rows.find((row) => row.model === slug));
		if (a === undefined || b === undefined || a.component !== b.component) return null;
		const isKnown = [a, b].every(
			(row) => row.votes >= EXPECTED_VOTES_MIN && row.status !== "separated",
		);
		if (!isKnown || a.rating === null || b.rating === null) return null;
		const probability = expectedOutcome(a.rating, b.rating);
		return { probability, origin, snapshotId: snapshot.id };
	}
	return null;
}
