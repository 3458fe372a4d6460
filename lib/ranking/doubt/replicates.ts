import { CONFIDENCE } from "#lib/ranking/scale.ts";

/** Fitted numbers of a bootstrap: one row for each refit. */
export class Replicates {
	readonly #values: Float64Array;
	readonly #width: number;

	constructor(rows: number, width: number) {
		this.#values = new Float64Array(rows * width);
		this.#width = width;
	}

	set(row: number, column: number, value: number): void {
		this.#values[row * this.#width + column] = value;
	}

	/**
	 * The two ends of the middle 95 % of a column, between the order statistics at share (rows + 1): with
	 * few rows the usual share (rows - 1) would be too narrow.
	 */
	interval(column: number): { lower: number; upper: number } {
		const rows = this.#values.length / this.#width;
		const sorted = Float64Array.from(
			{ length: rows },
			(_, row) => this.#values[row * this.#width + column] ?? 0,
		).sort();
		const at = (share: number) => {
			const place = Math.min(rows - 1, Math.max(0, share * (rows + 1) - 1));
			const low = Math.floor(place);
			const [below, above] = [sorted[low] ?? 0, sorted[Math.min(rows - 1, low + 1)] ?? 0];
			return below + (place - low) * (above - below);
		};
		const tail = (1 - CONFIDENCE) / 2;
		return { lower: at(tail), upper: at(1 - tail) };
	}
}
