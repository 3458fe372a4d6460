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
	/** Over judgements with a verdict, and its square. */
	f: number;
	squares: number;
	/** Over verdicts alone. */
	g: number;
	gg: number;
	/** Over battles, products of their sums: of judgements (n), outcomes (y), verdicts (m, f). */
	nn: number;
	ny: number;
	yy: number;
	nm: number;
	nf: number;
	ym: number;
	yf: number;
	mm: number;
	mf: number;
	ff: number;
};

/** Judgements of one battle, in favour of the pair's first model; m and f over those with a verdict. */
type BattleSums = { pair: PairSums; n: number; y: number; m: number; f: number };

/** The degree to which slot `a` was preferred in a row. */
export function degreeOf(columns: JudgementColumns, row: number): number {
	const soft = columns.score?.[row] ?? Number.NaN;
	if (!Number.isNaN(soft)) return soft;
	return [1, 0][columns.outcome[row] ?? 2] ?? 0.5;
}

/**
 * Sums people's judgements with their verdicts (`paired`, NaN for none) and verdicts alone. `battles`
 * numbers the battle of each judgement, -1 for one of its own: judgements of one battle resemble each
 * other and share a verdict, so they count as one when it comes to how much they scatter.
 */
export function pairMoments(
	people: JudgementColumns,
	paired: Float64Array,
	verdicts: JudgementColumns,
	battles: Int32Array | null,
): PairMoments {
	const size = people.models.length;
	const pairs = new Map<number, PairSums>();
	const sumsOf = (columns: JudgementColumns, row: number) => {
		const [a, b] = [columns.slotA[row] ?? 0, columns.slotB[row] ?? 0];
		const key = Math.min(a, b) * size + Math.max(a, b);
		const known = pairs.get(key);
		const sums = known ?? { ...nothing };
		if (known === undefined) pairs.set(key, sums);
		return { key, sums, forFirst: (degree: number) => (a < b ? degree : 1 - degree) };
	};
	const shared = new Map<number, BattleSums>();
	people.slotA.forEach((_, row) => {
		const { key, sums, forFirst } = sumsOf(people, row);
		const y = forFirst(degreeOf(people, row));
		sums.people++;
		sums.y += y;
		const verdict = paired[row] ?? Number.NaN;
		const hasVerdict = !Number.isNaN(verdict);
		const f = hasVerdict ? forFirst(verdict) : 0;
		if (hasVerdict) {
			sums.both++;
			sums.f += f;
			sums.squares += f * f;
		}
		const m = hasVerdict ? 1 : 0;
		const battle = battles?.[row] ?? -1;
		if (battle < 0) {
			addBattle({ pair: sums, n: 1, y, m, f });
			return;
		}
		const place = battle * size * size + key;
		const own = shared.get(place) ?? { pair: sums, n: 0, y: 0, m: 0, f: 0 };
		shared.set(place, own);
		own.n++;
		own.y += y;
		own.m += m;
		own.f += f;
	});
	for (const battle of shared.values()) addBattle(battle);
	verdicts.slotA.forEach((_, row) => {
		const { sums, forFirst } = sumsOf(verdicts, row);
		const g = forFirst(degreeOf(verdicts, row));
		sums.alone++;
		sums.g += g;
		sums.gg += g * g;
	});
	return { pairs, size };
}

function addBattle({ pair, n, y, m, f }: BattleSums): void {
	pair.nn += n * n;
	pair.ny += n * y;
	pair.yy += y * y;
	pair.nm += n * m;
	pair.nf += n * f;
	pair.ym += y * m;
	pair.yf += y * f;
	pair.mm += m * m;
	pair.mf += m * f;
	pair.ff += f * f;
}

const nothing: PairSums = {
	people: 0,
	both: 0,
	alone: 0,
	y: 0,
	f: 0,
	squares: 0,
	g: 0,
	gg: 0,
	nn: 0,
	ny: 0,
	yy: 0,
	nm: 0,
	nf: 0,
	ym: 0,
	yf: 0,
	mm: 0,
	mf: 0,
	ff: 0,
};
