import { seededRandom } from "#lib/kernel/random.ts";
import type { PairCell } from "#lib/ranking/cells.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";

/** Votes between models of spread strength, about a third of them ties, one in ten both-bad. */
export function syntheticBoard(
	models: number,
	votes: number,
	options: { covariates: number; voters: number },
): JudgementColumns {
	const random = seededRandom(7);
	const names = Array.from({ length: models }, (_, i) => `model-${String(i).padStart(5, "0")}`);
	const strength = Float64Array.from(names, () => 2 * random.next() - 1);
	const slotA = new Int32Array(votes);
	const slotB = new Int32Array(votes);
	const outcome = new Uint8Array(votes);
	const voter = new Int32Array(votes);
	const features = ["tokens", "headers", "lists", "bold"].slice(0, options.covariates);
	const covariates = features.flatMap((feature) =>
		["a", "b"].map((slot) => ({ name: `${feature}_${slot}`, values: new Float64Array(votes) })),
	);
	for (let row = 0; row < votes; row++) {
		const a = Math.floor(random.next() * models);
		const b = (a + 1 + Math.floor(random.next() * (models - 1))) % models;
		let z = (strength[a] ?? 0) - (strength[b] ?? 0);
		covariates.forEach(({ values }, i) => {
			const value = Math.floor(random.next() * (i < 2 ? 800 : 9));
			values[row] = value;
			z += (i % 2 === 0 ? 1 : -1) * value * (i < 2 ? 0.0005 : 0.02);
		});
		const u = random.next();
		const p = 1 / (1 + Math.exp(-z));
		slotA[row] = a;
		slotB[row] = b;
		outcome[row] = u < 0.23 ? 2 : u < 0.33 ? 3 : random.next() < p ? 0 : 1;
		voter[row] = Math.floor(random.next() * options.voters);
	}
	return {
		models: names,
		slotA,
		slotB,
		outcome,
		score: null,
		weight: null,
		clusters: { voter },
		covariates,
		atMs: null,
	};
}

/** The same votes as cells. */
export function cellsFrom(board: JudgementColumns): PairCell[] {
	const size = board.models.length;
	const counts = new Uint32Array(size * size * 4);
	board.slotA.forEach((a, row) => {
		const at = (a * size + (board.slotB[row] ?? 0)) * 4 + (board.outcome[row] ?? 0);
		counts[at] = (counts[at] ?? 0) + 1;
	});
	return board.models.flatMap((modelA, a) =>
		board.models.flatMap((modelB, b) => {
			const at = (a * size + b) * 4;
			const [winsA = 0, winsB = 0, ties = 0, bothBad = 0] = counts.subarray(at, at + 4);
			return winsA + winsB + ties + bothBad === 0
				? []
				: [{ modelA, modelB, winsA, winsB, ties, bothBad }];
		}),
	);
}
