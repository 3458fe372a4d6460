import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";

/**
 * Sums by pair of models (the first being the one of lower number) over people's judgements y and
 * cheap verdicts f, both in [0, 1] in favour of the first: what a control variate needs.
 */
export type PairMoments = {
	pairs: Map<number, PairSums>;
	size: number;
};

export type PairSums = {
	/** People's judgements, and those of them that have a verdict as well. */
	people: number;
	both: number;
	/** Verdicts on battles that nobody judged. */
	alone: number;
	y: number;
	yy: number;
	/** Over judgements with a verdict. */
	f: number;
	ff: number;
	yf: number;
	yBoth: number;
	/** Over verdicts alone. */
	g: number;
	gg: number;
};

/** The degree to which slot `a` was preferred in a row. */
export function degreeOf(columns: JudgementColumns, row: number): number {
	const soft = columns.score?.[row] ?? Number.NaN;
	if (!Number.isNaN(soft)) return soft;
	return [1, 0][columns.outcome[row] ?? 2] ?? 0.5;
}

/** Sums people's judgements with their verdicts (`paired`, NaN for none) and verdicts alone. */
export function pairMoments(
	people: JudgementColumns,
	paired: Float64Array,
	verdicts: JudgementColumns,
): PairMoments {
	const size = people.models.length;
	const pairs = new Map<number, PairSums>();
	const sumsOf = (columns: JudgementColumns, row: number) => {
		const [a, b] = [columns.slotA[row] ?? 0, columns.slotB[row] ?? 0];
		const key = Math.min(a, b) * size + Math.max(a, b);
		const known = pairs.get(key);
		const sums = known ?? { ...nothing };
		if (known === undefined) pairs.set(key, sums);
		return { sums, forFirst: (degree: number) => (a < b ? degree : 1 - degree) };
	};
	people.slotA.forEach((_, row) => {
		const { sums, forFirst } = sumsOf(people, row);
		const y = forFirst(degreeOf(people, row));
		sums.people++;
		sums.y += y;
		sums.yy += y * y;
		const verdict = paired[row] ?? Number.NaN;
		if (Number.isNaN(verdict)) return;
		const f = forFirst(verdict);
		sums.both++;
		sums.f += f;
		sums.ff += f * f;
		sums.yf += y * f;
		sums.yBoth += y;
	});
	verdicts.slotA.forEach((_, row) => {
		const { sums, forFirst } = sumsOf(verdicts, row);
		const g = forFirst(degreeOf(verdicts, row));
		sums.alone++;
		sums.g += g;
		sums.gg += g * g;
	});
	return { pairs, size };
}

const nothing: PairSums = {
	people: 0,
	both: 0,
	alone: 0,
	y: 0,
	yy: 0,
	f: 0,
	ff: 0,
	yf: 0,
	yBoth: 0,
	g: 0,
	gg: 0,
};
