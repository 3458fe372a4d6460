import { type Random, randomInt } from "#lib/kernel/random.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import type { PairTable } from "#lib/ranking/pairs.ts";

/** Pairs as rows of first, second, wins of the first, wins of the second, halves. */
export function tableOf(size: number, rows: readonly (readonly number[])[]): PairTable {
	const column = (at: number) => rows.map((row) => row[at] ?? 0);
	return {
		size,
		first: Int32Array.from(column(0)),
		second: Int32Array.from(column(1)),
		winsFirst: Float64Array.from(column(2)),
		winsSecond: Float64Array.from(column(3)),
		halves: Float64Array.from(column(4)),
	};
}

/** A judgement: models in slots a and b, outcome code, voter, time. */
export type Row = {
	a: number;
	b: number;
	outcome: number;
	voter?: number;
	atMs?: number;
	score?: number;
	weight?: number;
};

export function columnsOf(size: number, rows: readonly Row[]): JudgementColumns {
	const hasSoft = rows.some((row) => row.score !== undefined);
	return {
		models: Array.from({ length: size }, (_, i) => `model ${String(i).padStart(4, "0")}`),
		slotA: Int32Array.from(rows, (row) => row.a),
		slotB: Int32Array.from(rows, (row) => row.b),
		outcome: Uint8Array.from(rows, (row) => row.outcome),
		score: hasSoft ? Float64Array.from(rows, (row) => row.score ?? Number.NaN) : null,
		weight: rows.some((row) => row.weight !== undefined)
			? Float64Array.from(rows, (row) => row.weight ?? 1)
			: null,
		clusters: rows.some((row) => row.voter !== undefined)
			? { voter: Int32Array.from(rows, (row) => row.voter ?? -1) }
			: {},
		covariates: [],
		atMs: rows.some((row) => row.atMs !== undefined)
			? Float64Array.from(rows, (row) => row.atMs ?? 0)
			: null,
	};
}

/** Votes between random pairs by Bradley-Terry, a share of them ties. */
export function simulateRows(
	strengths: readonly number[],
	count: number,
	random: Random,
	options: { voters?: number; tieShare?: number } = {},
): Row[] {
	return Array.from({ length: count }, (_, at) => {
		const a = randomInt(random, strengths.length);
		const b = (a + 1 + randomInt(random, strengths.length - 1)) % strengths.length;
		const p = 1 / (1 + Math.exp((strengths[b] ?? 0) - (strengths[a] ?? 0)));
		const isTie = random.next() < (options.tieShare ?? 0);
		const outcome = isTie ? 2 : random.next() < p ? 0 : 1;
		return { a, b, outcome, voter: randomInt(random, options.voters ?? 20), atMs: at };
	});
}

/**
 * Bradley-Terry the slow way, to check the real one against: Zermelo's iteration on the odds of
 * plain pairs [i, j, wins, losses, halves]. Null when there is no finite maximum. Mean 0.
 */
export function referenceStrengths(
	size: number,
	rows: readonly (readonly number[])[],
): number[] | null {
	const beats = Array.from({ length: size }, () => new Array<number>(size).fill(0));
	const add = (i: number, j: number, value: number) => {
		const row = beats[i];
		if (row !== undefined) row[j] = (row[j] ?? 0) + value;
	};
	for (const [i = 0, j = 0, wins = 0, losses = 0, halves = 0] of rows) {
		add(i, j, wins + halves / 2);
		add(j, i, losses + halves / 2);
	}
	for (const start of beats.keys()) {
		const reached = new Set([start]);
		for (const i of reached)
			beats[i]?.forEach((value, j) => {
				if (value > 0) reached.add(j);
			});
		if (reached.size < size) return null;
	}
	let odds = new Array<number>(size).fill(1);
	for (let sweep = 0; sweep < 20_000; sweep++) {
		let change = 0;
		for (let i = 0; i < size; i++) {
			let [wins, rate] = [0, 0];
			for (let j = 0; j < size; j++) {
				const [won, lost] = [beats[i]?.[j] ?? 0, beats[j]?.[i] ?? 0];
				wins += won;
				rate += (won + lost) / ((odds[i] ?? 0) + (odds[j] ?? 0));
			}
			const next = wins / rate;
			change = Math.max(change, Math.abs(Math.log(next / (odds[i] ?? 1))));
			odds[i] = next;
		}
		const mean = odds.reduce((sum, o) => sum + Math.log(o), 0) / size;
		odds = odds.map((o) => o / Math.exp(mean));
		if (change < 1e-12) break;
	}
	return odds.map(Math.log);
}
