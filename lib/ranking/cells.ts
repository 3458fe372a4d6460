import type { Outcome } from "#lib/arena/outcome.ts";
import { AppError } from "#lib/kernel/app-error.ts";

/**
 * All judgements between two models in one order of the slots: counts, or sums of weights (each
 * weight then counts as that many judgements). The likelihood depends on judgements only through
 * these sums, so a fit costs the same for a hundred votes and for ten million.
 */
export type PairCell = {
	/** The model in slot `a`. */
	modelA: string;
	/** The model in slot `b`. */
	modelB: string;
	winsA: number;
	winsB: number;
	ties: number;
	bothBad: number;
	/** Distinct battles behind the judgements; the number of judgements when left out. */
	battles?: number | undefined;
};

/** A merged cell: every field is present. */
export type MergedCell = Required<{ [K in keyof PairCell]: Exclude<PairCell[K], undefined> }>;

const countFields = ["winsA", "winsB", "ties", "bothBad"] as const;

/**
 * The order of all names in this folder: by UTF-16 code units. Never by locale, so that every
 * machine puts rows into the same order.
 */
export function compareNames(x: string, y: string): number {
	return x < y ? -1 : x > y ? 1 : 0;
}

/** The total weight of the judgements in a cell. */
export function votesOf(cell: PairCell): number {
	return cell.winsA + cell.winsB + cell.ties + cell.bothBad;
}

/**
 * Throws `invalid-cell` (400) for an empty model name, a model compared with itself, or a count
 * that is not a finite number of at least 0. `data` holds the offending cell's index and field.
 */
export function validateCells(cells: readonly PairCell[]): void {
	cells.forEach((cell, index) => {
		const fail = (field: string, problem: string): never => {
			throw new AppError("invalid-cell", `Cell ${index + 1}: ${field} ${problem}.`, {
				data: { index, field },
			});
		};
		for (const field of ["modelA", "modelB"] as const)
			if (typeof cell[field] !== "string" || cell[field] === "")
				fail(field, "is not a model's name");
		if (cell.modelA === cell.modelB) fail("modelB", "is the same model as modelA");
		for (const field of [...countFields, "battles"] as const) {
			const value = cell[field];
			if (field === "battles" && value === undefined) continue;
			if (typeof value !== "number" || !Number.isFinite(value))
				fail(field, "is not a finite number");
			else if (value < 0) fail(field, "is negative");
		}
	});
}

/**
 * Validates, then adds up cells with the same models in the same slots, and returns them in
 * canonical order (by model in slot `a`, then in slot `b`). The numbers to add are sorted first, so
 * the order of the input does not change a single digit, even of fractional weights.
 *
 * Throws `invalid-cell` as `validateCells` does, also when a sum is too large to be finite.
 */
export function mergeCells(cells: readonly PairCell[]): MergedCell[] {
	validateCells(cells);
	const full = cells.map((cell) => ({ ...cell, battles: cell.battles ?? votesOf(cell) }));
	full.sort(compareCells);
	const merged: MergedCell[] = [];
	for (const cell of full) {
		const last = merged.at(-1);
		if (last === undefined || last.modelA !== cell.modelA || last.modelB !== cell.modelB) {
			merged.push({ ...cell });
			continue;
		}
		for (const field of countFields) last[field] += cell[field];
		last.battles += cell.battles;
	}
	for (const cell of merged)
		if (!Number.isFinite(votesOf(cell)) || !Number.isFinite(cell.battles))
			throw new AppError("invalid-cell", "The counts of a pair are too large to add up.", {
				data: { modelA: cell.modelA, modelB: cell.modelB },
			});
	return merged;
}

/** The same judgements with the slots exchanged. */
export function swapSlots<T extends PairCell>(cell: T): T {
	return {
		...cell,
		modelA: cell.modelB,
		modelB: cell.modelA,
		winsA: cell.winsB,
		winsB: cell.winsA,
	};
}

/** One judgement as it counts into cells. */
export type JudgementRow = {
	id: string;
	modelA: string;
	modelB: string;
	outcome: Outcome;
	/** The judgement's version: a superseding vote has a higher one. */
	version: number;
};

/**
 * One judgement as a stable line of text: a JSON array `[id, version, modelA, modelB, outcome]`
 * without spaces, so that no name can be mistaken for another by its punctuation. The judgement hash
 * of a rating snapshot is taken over these lines in buckets: see `judgement-hash.ts`.
 *
 * Throws `invalid-judgement` (400) when the version is not a whole number of at least 0.
 */
export function canonicalJudgementLine(row: JudgementRow): string {
	if (!Number.isSafeInteger(row.version) || row.version < 0)
		throw new AppError("invalid-judgement", "A judgement's version must be a whole number.", {
			data: { id: row.id },
		});
	return JSON.stringify([row.id, row.version, row.modelA, row.modelB, row.outcome]);
}

function compareCells(x: MergedCell, y: MergedCell): number {
	return (
		compareNames(x.modelA, y.modelA) ||
		compareNames(x.modelB, y.modelB) ||
		x.winsA - y.winsA ||
		x.winsB - y.winsB ||
		x.ties - y.ties ||
		x.bothBad - y.bothBad ||
		x.battles - y.battles
	);
}
