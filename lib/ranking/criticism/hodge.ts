import { addPair, withoutModel } from "#lib/ranking/bradley-terry.ts";
import { factorise, solveFactored } from "#lib/ranking/cholesky.ts";
import { connectedComponents, membersOf } from "#lib/ranking/components.ts";
import { type PairTable, restrictPairs } from "#lib/ranking/pairs.ts";

/**
 * The energy of the pairs' observed log-odds, in squared standard errors. `cyclic` is the part that
 * no rating can express; by chance alone it would be about `byChance`.
 */
export type HodgeEnergy = {
	total: number;
	cyclic: number;
	byChance: number;
	/** cyclic / total in [0, 1]; null without any energy. */
	share: number | null;
	/** The same after taking away what chance alone explains, at least 0. */
	shareBeyondChance: number | null;
};

/**
 * Share of cyclic energy by the Hodge decomposition of the pairs' preferences (Jiang, Lim, Yao and
 * Ye, Math. Program. 127, 2011): the log-odds of each pair are split into differences of one rating
 * per model, fitted by weighted least squares, and the rest, which is orthogonal and runs in circles.
 *
 * Log-odds are ln((w + 1/2) / (l + 1/2)) (Haldane 1956, Anscombe 1956), w and l including half the
 * ties; weights are their inverse variances, ties being less variable than wins and losses.
 */
export function hodgeEnergy(table: PairTable): HodgeEnergy {
	const count = table.first.length;
	const flow = new Float64Array(count);
	const weight = new Float64Array(count);
	for (let k = 0; k < count; k++) {
		const half = (table.halves[k] ?? 0) / 2;
		const wins = (table.winsFirst[k] ?? 0) + half + 0.5;
		const losses = (table.winsSecond[k] ?? 0) + half + 0.5;
		const votes = wins + losses;
		flow[k] = Math.log(wins / losses);
		// Variance of a share with ties as half: (p q - t / 4) / n; the delta method divides by (p q)^2.
		const product = (wins / votes) * (losses / votes);
		const spread = Math.max(product - half / 2 / votes, product / votes);
		weight[k] = (votes * product * product) / spread;
	}
	let [total, cyclic, ratings] = [0, 0, 0];
	const position = new Map<number, number>();
	for (let k = 0; k < count; k++)
		position.set((table.first[k] ?? 0) * table.size + (table.second[k] ?? 0), k);
	for (const members of membersOf(connectedComponents(table))) {
		if (members.length < 2) continue;
		ratings += members.length - 1;
		const own = restrictPairs(table, members);
		const rows = Array.from(own.first, (i, k) => {
			const j = own.second[k] ?? 0;
			return position.get((members[i] ?? 0) * table.size + (members[j] ?? 0)) ?? 0;
		});
		const potential = fitPotential(own, rows, flow, weight);
		rows.forEach((row, k) => {
			const explained = (potential[own.first[k] ?? 0] ?? 0) - (potential[own.second[k] ?? 0] ?? 0);
			total += (weight[row] ?? 0) * (flow[row] ?? 0) ** 2;
			cyclic += (weight[row] ?? 0) * ((flow[row] ?? 0) - explained) ** 2;
		});
	}
	const byChance = count - ratings;
	const hasEnergy = total > 0;
	return {
		total,
		cyclic,
		byChance,
		share: hasEnergy ? Math.min(1, cyclic / total) : null,
		shareBeyondChance: hasEnergy ? Math.min(1, Math.max(0, cyclic - byChance) / total) : null,
	};
}

/** Minimises the sum of weight (flow - (s_i - s_j))^2 with the last model at 0. */
function fitPotential(
	table: PairTable,
	rows: readonly number[],
	flow: Float64Array,
	weight: Float64Array,
): Float64Array {
	const { size } = table;
	const laplacian = new Float64Array(size * size);
	const divergence = new Float64Array(size);
	rows.forEach((row, k) => {
		const [i, j] = [table.first[k] ?? 0, table.second[k] ?? 0];
		addPair(laplacian, size, i, j, weight[row] ?? 0);
		const push = (weight[row] ?? 0) * (flow[row] ?? 0);
		divergence[i] = (divergence[i] ?? 0) + push;
		divergence[j] = (divergence[j] ?? 0) - push;
	});
	const factor = withoutModel(laplacian, size, size - 1);
	const potential = divergence.slice(0, size - 1);
	factorise(factor, size - 1);
	solveFactored(factor, size - 1, potential);
	return Float64Array.from({ length: size }, (_, i) => potential[i] ?? 0);
}
