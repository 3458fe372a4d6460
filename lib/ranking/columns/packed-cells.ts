import { AppError } from "#lib/kernel/app-error.ts";
import { compareNames } from "#lib/ranking/cells.ts";
import { MODELS_MAX } from "./check-columns.ts";
import { type DirectedCells, OUTCOMES } from "./directed-cells.ts";

/**
 * Cells as columns, as a database or `directedCells` gives them: what a refresh reads without making an
 * object of each. Every pair of slots stands there once, by its models' positions in ascending order.
 */
export type PackedCells = {
	/** The models' names, in the order of `compareNames`. */
	models: readonly string[];
	/** The model in slot `a` and in slot `b`, by cell: positions in `models`. */
	slotA: Int32Array;
	slotB: Int32Array;
	/** Four by cell: wins of `a`, wins of `b`, ties, both bad; counts, or sums of weights. */
	counts: Float64Array;
	/** Distinct battles by cell; null where each judgement has one of its own. */
	battles: Float64Array | null;
};

/**
 * Throws `invalid-cell` (400), with the cell's index and field, for what `fitRatings` would refuse, and for
 * cells that are not in order, and `too-many-models` (400).
 */
export function checkPackedCells({ models, slotA, slotB, counts, battles }: PackedCells): void {
	const size = models.length;
	const refuse = (index: number, field: string, problem: string): never => {
		throw new AppError("invalid-cell", `Cell ${index + 1}: ${field} ${problem}.`, {
			data: { index, field },
		});
	};
	if (size > MODELS_MAX)
		throw new AppError(
			"too-many-models",
			`More than ${MODELS_MAX} models cannot be ranked at once.`,
			{ data: { models: size, modelsMax: MODELS_MAX } },
		);
	for (let i = 0; i < size; i++)
		if (models[i] === "" || (i > 0 && compareNames(models[i - 1] ?? "", models[i] ?? "") >= 0))
			refuse(0, "models", "are not names in their order, each once");
	const length = slotA.length;
	if (slotB.length !== length || counts.length !== OUTCOMES * length)
		refuse(0, "counts", "are not four for each cell");
	if (battles !== null && battles.length !== length)
		refuse(0, "battles", "are not one for each cell");
	let total = 0;
	for (let k = 0, before = -1; k < length; k++) {
		const a = slotA[k] ?? -1;
		const b = slotB[k] ?? -1;
		if (!(a >= 0 && a < size)) refuse(k, "slotA", "is not a model's position");
		if (!(b >= 0 && b < size)) refuse(k, "slotB", "is not a model's position");
		if (a === b) refuse(k, "slotB", "is the same model as slotA");
		const place = a * size + b;
		if (place <= before) refuse(k, "slotA", "is not in order, or the pair is there twice");
		before = place;
		for (let o = 0; o < OUTCOMES; o++) {
			const count = counts[k * OUTCOMES + o] ?? Number.NaN;
			if (!(count >= 0)) refuse(k, "counts", "hold what is not a number of at least 0");
			total += count;
		}
		const own = battles === null ? 0 : (battles[k] ?? Number.NaN);
		if (!(own >= 0)) refuse(k, "battles", "is not a number of at least 0");
		total += own;
	}
	if (!Number.isFinite(total)) refuse(0, "counts", "are too large to add up");
}

/** The cells that hold any judgement. */
export function directedFromPacked({ models, slotA, slotB, counts }: PackedCells): DirectedCells {
	const kept = new Int32Array(slotA.length);
	let length = 0;
	for (let k = 0; k < slotA.length; k++) {
		const at = k * OUTCOMES;
		const decisive = (counts[at] ?? 0) + (counts[at + 1] ?? 0);
		if (decisive + (counts[at + 2] ?? 0) + (counts[at + 3] ?? 0) > 0) kept[length++] = k;
	}
	const isWhole = length === slotA.length;
	const order = kept.subarray(0, length);
	const numbers = (column: Int32Array) =>
		isWhole ? column : Int32Array.from(order, (k) => column[k] ?? 0);
	const sums = isWhole
		? counts
		: Float64Array.from(
				{ length: length * OUTCOMES },
				(_, at) =>
					counts[(order[Math.floor(at / OUTCOMES)] ?? 0) * OUTCOMES + (at % OUTCOMES)] ?? 0,
			);
	return {
		size: models.length,
		slotA: numbers(slotA),
		slotB: numbers(slotB),
		counts: sums,
		weights: sums,
		squares: sums,
		softSpread: null,
	};
}

/** Battles by model. */
export function battlesOfPacked({
	models,
	slotA,
	slotB,
	counts,
	battles,
}: PackedCells): Float64Array {
	const byModel = new Float64Array(models.length);
	for (let k = 0; k < slotA.length; k++) {
		let own = battles?.[k] ?? 0;
		if (battles === null) for (let o = 0; o < OUTCOMES; o++) own += counts[k * OUTCOMES + o] ?? 0;
		const a = slotA[k] ?? 0;
		const b = slotB[k] ?? 0;
		byModel[a] = (byModel[a] ?? 0) + own;
		byModel[b] = (byModel[b] ?? 0) + own;
	}
	return byModel;
}
