import type { PairTable } from "#lib/ranking/pairs.ts";
import { holm } from "./multiple-testing.ts";
import { signTestChance } from "./sign-test.ts";

/** Each beats the next, and the third beats the first. The lowest number comes first. */
export type Cycle = {
	models: [number, number, number];
	/** The largest adjusted p-value of its three sides. */
	adjusted: number;
};

export type Cycles = {
	/** Three models that all met each other. */
	triples: number;
	/** Triples that run in a circle by their bare counts, chance included. */
	apparent: number;
	/** Circles of which all three sides are beyond chance, surest first. */
	surviving: Cycle[];
	/** The correction for testing many sides, and the chance of even one wrong circle. */
	correction: "holm";
	errorRate: number;
};

const ERROR_RATE = 0.05;

/**
 * Circles of three ("rock, paper, scissors"), which no rating can express. A side counts as decided
 * when the sign test on its decisive votes, with Holm's correction over all pairs, is at most 5 %:
 * so with 95 % confidence every surviving circle is real.
 */
export function findCycles(table: PairTable): Cycles {
	const { size, first, second, winsFirst, winsSecond } = table;
	const chances = Float64Array.from(first, (_, k) =>
		signTestChance(winsFirst[k] ?? 0, winsSecond[k] ?? 0),
	);
	const adjusted = holm(chances);
	/** The row of each pair that met. */
	const edges = new Int32Array(size * size);
	/** 1 and -1 for a win and a loss by counts, 2 when they are equal, 0 for pairs that never met. */
	const signs = new Int8Array(size * size);
	for (let k = 0; k < first.length; k++) {
		const [i, j] = [first[k] ?? 0, second[k] ?? 0];
		const sign = Math.sign((winsFirst[k] ?? 0) - (winsSecond[k] ?? 0));
		edges[i * size + j] = edges[j * size + i] = k;
		signs[i * size + j] = sign === 0 ? 2 : sign;
		signs[j * size + i] = sign === 0 ? 2 : -sign;
	}
	let [triples, apparent] = [0, 0];
	const surviving: Cycle[] = [];
	for (let i = 0; i < size; i++)
		for (let j = i + 1; j < size; j++) {
			const ij = signs[i * size + j] ?? 0;
			if (ij === 0) continue;
			for (let k = j + 1; k < size; k++) {
				const jk = signs[j * size + k] ?? 0;
				const ki = signs[k * size + i] ?? 0;
				if (jk === 0 || ki === 0) continue;
				triples++;
				if (ij === 2 || ij !== jk || jk !== ki) continue;
				apparent++;
				const sides = [edges[i * size + j], edges[j * size + k], edges[k * size + i]];
				const worst = Math.max(...sides.map((side) => adjusted[side ?? 0] ?? 1));
				if (worst <= ERROR_RATE)
					surviving.push({ models: ij === 1 ? [i, j, k] : [i, k, j], adjusted: worst });
			}
		}
	surviving.sort((x, y) => x.adjusted - y.adjusted || x.models[0] - y.models[0]);
	return { triples, apparent, surviving, correction: "holm", errorRate: ERROR_RATE };
}
