import { FEW_CLUSTERS } from "./cluster-numbers.ts";

/**
 * What errors are clustered by when nothing is asked for, and why:
 * - `voters-known`: by voter, since the votes of one person resemble each other;
 * - `voters-unknown`: not at all, for nobody knows who voted;
 * - `few-voters`: not at all, for under 20 groups make intervals too narrow.
 */
export type DefaultCluster = {
	cluster: "voter" | "none";
	why: "voters-known" | "voters-unknown" | "few-voters";
};

/** The default for a board with this many known voters; null when voters are not told apart. */
export function defaultCluster(voters: number | null): DefaultCluster {
	if (voters === null || voters === 0) return { cluster: "none", why: "voters-unknown" };
	if (voters < FEW_CLUSTERS) return { cluster: "none", why: "few-voters" };
	return { cluster: "voter", why: "voters-known" };
}
