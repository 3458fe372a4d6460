import type { Random } from "#lib/kernel/random.ts";

/** A distribution over whole numbers from `first` on, drawn by looking up one uniform number. */
type Table = { first: number; cumulative: Float64Array; guide: Int32Array };

/**
 * Poisson numbers of any mean, by inversion. The table of each mean is built once and kept, so a
 * source is meant for drawing again and again from the same means.
 */
export class PoissonSource {
	readonly #tables = new Map<number, Table>();
	readonly #random: Random;

	constructor(random: Random) {
		this.#random = random;
	}

	/** Fills `out` with a draw for each of `tables` (see `tablesOf`). */
	drawAll(tables: readonly Table[], out: Float64Array): void {
		const random = this.#random;
		for (let i = 0; i < tables.length; i++) {
			const table = tables[i];
			if (table !== undefined) out[i] = drawFrom(table, random.next());
		}
	}

	draw(mean: number): number {
		return drawFrom(this.#tableOf(mean), this.#random.next());
	}

	/** The tables of some means, each at least 0. */
	tablesOf(means: ArrayLike<number>): Table[] {
		return Array.from(means, (mean) => this.#tableOf(mean));
	}

	#tableOf(mean: number): Table {
		const known = this.#tables.get(mean);
		if (known !== undefined) return known;
		const table = buildTable(mean);
		this.#tables.set(mean, table);
		return table;
	}
}

function drawFrom(table: Table, uniform: number): number {
	const { cumulative, guide } = table;
	let k = guide[Math.floor(uniform * guide.length)] ?? 0;
	while (k < cumulative.length - 1 && (cumulative[k] ?? 1) <= uniform) k++;
	return table.first + k;
}

/** Reaches so far into both tails that what is left out is below the resolution of a uniform number. */
function buildTable(mean: number): Table {
	const reach = Math.ceil(8 * Math.sqrt(mean) + 24);
	const mode = Math.floor(mean);
	const first = Math.max(0, mode - reach);
	const weights = new Float64Array(mode + reach - first + 1);
	weights[mode - first] = 1;
	for (let k = mode - 1; k >= first; k--)
		weights[k - first] = ((weights[k - first + 1] ?? 0) * (k + 1)) / mean;
	for (let k = mode + 1; k <= mode + reach; k++)
		weights[k - first] = ((weights[k - first - 1] ?? 0) * mean) / k;
	let total = 0;
	for (const weight of weights) total += weight;
	let sum = 0;
	const cumulative = weights.map((weight) => {
		sum += weight / total;
		return sum;
	});
	const buckets = 2 ** Math.min(12, Math.max(3, Math.ceil(Math.log2(weights.length))));
	const guide = new Int32Array(buckets);
	for (let bucket = 0, k = 0; bucket < buckets; bucket++) {
		while (k < cumulative.length - 1 && (cumulative[k] ?? 1) <= bucket / buckets) k++;
		guide[bucket] = k;
	}
	return { first, cumulative, guide };
}
