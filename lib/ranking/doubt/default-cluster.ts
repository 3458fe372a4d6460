/**
 * From as many voters on errors are clustered: with Student's quantile such intervals keep their promise
 * (see "How well intervals cover" in this folder's page above), and independent ones do not.
 */
export const VOTERS_MIN = 5;

/**
 * What errors are clustered by when nothing is asked for, and why:
 * - `voters-known`: by voter, since the votes of one person resemble each other;
 * - `voters-unknown`: not at all, for nobody knows who voted;
 * - `few-voters`: not at all, for fewer than VOTERS_MIN say nothing about how far voters differ.
 */
export type DefaultCluster = {
	cluster: "voter" | "none";
	why: "voters-known" | "voters-unknown" | "few-voters";
};

/** The default for a board with this many known voters; null when voters are not told apart. */
export function defaultCluster(voters: number | null): DefaultCluster {
	if (voters === null || voters === 0) return { cluster: "none", why: "voters-unknown" };
	if (voters < VOTERS_MIN) return { cluster: "none", why: "few-voters" };
	return { cluster: "voter", why: "voters-known" };
}
