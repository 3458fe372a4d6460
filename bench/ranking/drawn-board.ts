import type { Random } from "#lib/kernel/random.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { fitRatings } from "#lib/ranking/fit.ts";

/**
 * Votes per voter: log-normal with this mean and spread. `taste` is the deviation, in log-strength,
 * with which each voter's own view of each model departs from the common one.
 */
export type Voters = { mean: number; spread: number; taste: number };

export const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
const strengths = [1, 0.7, 0.4, 0.1, -0.1, -0.4, -0.7, -1];

/** A standard normal number (Box and Muller). */
function normal(random: Random): number {
	return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Two in five of the less likely outcomes become ties, so that expected outcomes stay as they are. */
const tieShare = 0.4;

export function drawBoard(votes: number, voters: Voters, random: Random): JudgementColumns {
	const slotA = new Int32Array(votes);
	const slotB = new Int32Array(votes);
	const outcome = new Uint8Array(votes);
	const voter = new Int32Array(votes);
	let [left, current] = [0, -1];
	let own = strengths;
	for (let row = 0; row < votes; row++) {
		if (left === 0) {
			current++;
			const size = Math.exp(voters.spread * normal(random) - voters.spread ** 2 / 2);
			left = Math.max(1, Math.round(voters.mean * size));
			if (voters.taste > 0) own = strengths.map((s) => s + voters.taste * normal(random));
		}
		left--;
		const a = Math.floor(random.next() * names.length);
		const b = (a + 1 + Math.floor(random.next() * (names.length - 1))) % names.length;
		const p = 1 / (1 + Math.exp((own[b] ?? 0) - (own[a] ?? 0)));
		const tie = tieShare * Math.min(p, 1 - p);
		const u = random.next();
		slotA[row] = a;
		slotB[row] = b;
		voter[row] = current;
		outcome[row] = u < p - tie / 2 ? 0 : u < p + tie / 2 ? 2 : 1;
	}
	return {
		models: names,
		slotA,
		slotB,
		outcome,
		score: null,
		weight: null,
		clusters: { voter },
		covariates: [],
		atMs: null,
	};
}

/** The ratings that a fit tends to: of expected outcomes, averaged over tastes. */
export function limitRatings(taste: number): number[] {
	const steps = 400;
	const cells = names.flatMap((modelA, a) =>
		names.slice(a + 1).map((modelB, offset) => {
			const z = (strengths[a] ?? 0) - (strengths[a + 1 + offset] ?? 0);
			let [sum, weights] = [0, 0];
			for (let step = -steps; step <= steps; step++) {
				const x = (8 * step) / steps;
				const weight = Math.exp((-x * x) / 2);
				sum += weight / (1 + Math.exp(-(z + Math.SQRT2 * taste * x)));
				weights += weight;
			}
			const winsA = sum / weights;
			return { modelA, modelB, winsA, winsB: 1 - winsA, ties: 0, bothBad: 0 };
		}),
	);
	const { rows } = fitRatings({ cells, method: { name: "bt-half" } });
	return names.map((name) => rows.find((row) => row.model === name)?.rating ?? Number.NaN);
}
