import {
	fitStrengths,
	gradientOf,
	heaviestModel,
	informationOf,
	type LightPrior,
	withoutModel,
} from "#lib/ranking/bradley-terry.ts";
import { factorise, invertFactored } from "#lib/ranking/cholesky.ts";
import { componentShape } from "#lib/ranking/component-shape.ts";
import { connectedComponents } from "#lib/ranking/components.ts";
import { exponential } from "#lib/ranking/general/exponential.ts";
import type { PairTable } from "#lib/ranking/pairs.ts";
import { rowProduct } from "#lib/ranking/row-products.ts";

/** A refit is done when no strength moves more than this, in natural units: 2e-3 points. */
const MOVE_TOLERANCE = 1e-5;
const STEPS_MAX = 40;

/**
 * Refits Bradley-Terry to tables that differ from a fitted one only in their counts: Newton steps with
 * the fitted table's information, which needs no factorisation, and near it converges in a few steps.
 */
export class FastRefits {
	readonly #strengths: Float64Array;
	readonly #prior: LightPrior | null;
	readonly #pin: number;
	readonly #inverse: Float64Array;
	/** The chance of the first of each pair at the fitted strengths, where every refit begins. */
	readonly #chances: Float64Array;
	/** Refits in which some model only won or only lost, and all models got the light prior. */
	withPrior = 0;

	constructor(table: PairTable, prior: LightPrior | null, strengths: Float64Array) {
		this.#strengths = strengths;
		this.#prior = prior;
		this.#pin = heaviestModel(table).model;
		const factor = withoutModel(informationOf(table, prior, strengths), table.size, this.#pin);
		factorise(factor, table.size - 1);
		this.#inverse = invertFactored(factor, table.size - 1);
		this.#chances = chancesAt(table, strengths, new Float64Array(table.first.length));
	}

	/** Log-strengths on any level. */
	refit(table: PairTable): Float64Array {
		const { size } = table;
		const minor = size - 1;
		const pin = this.#pin;
		const inverse = this.#inverse;
		const strengths = this.#strengths.slice();
		const free = new Float64Array(minor);
		const { winsFirst, winsSecond, halves } = table;
		const gain = new Float64Array(winsFirst.length);
		const votes = new Float64Array(winsFirst.length);
		for (let k = 0; k < gain.length; k++) {
			const half = (halves[k] ?? 0) / 2;
			gain[k] = (winsFirst[k] ?? 0) + half;
			votes[k] = (gain[k] ?? 0) + (winsSecond[k] ?? 0) + half;
		}
		const now = new Float64Array(gain.length);
		let before = Number.POSITIVE_INFINITY;
		for (let step = 0; step < STEPS_MAX; step++) {
			const gradient =
				this.#prior === null
					? plainGradient(
							table,
							gain,
							votes,
							step === 0 ? this.#chances : chancesAt(table, strengths, now),
						)
					: gradientOf(table, this.#prior, strengths);
			for (let i = 0, k = 0; i < size; i++) if (i !== pin) free[k++] = gradient[i] ?? 0;
			let largest = 0;
			for (let k = 0; k < minor; k++) {
				const move = rowProduct(inverse, k * minor, free, 0, 0, minor);
				const i = k < pin ? k : k + 1;
				strengths[i] = (strengths[i] ?? 0) + move;
				largest = Math.max(largest, Math.abs(move));
			}
			if (largest <= MOVE_TOLERANCE) return strengths;
			// Far from the fitted table its information misleads: then the exact method takes over.
			if (!(largest < 2 * before) || (step > 8 && largest > 0.5 * before)) break;
			before = largest;
		}
		return this.#exactly(table);
	}

	#exactly(table: PairTable): Float64Array {
		const isConnected = connectedComponents(table, (k) => votesAt(table, k) > 0).every(
			(number) => number === 0,
		);
		if (this.#prior !== null && isConnected) {
			const { prior } = componentShape(table);
			if (prior?.targets.every((model) => this.#prior?.targets.includes(model)))
				return fitStrengths(table, this.#prior);
		}
		if (isConnected && this.#prior === null && componentShape(table).prior === null)
			return fitStrengths(table, null);
		this.withPrior++;
		const everyone = Int32Array.from({ length: table.size }, (_, model) => model);
		return fitStrengths(table, { targets: everyone, reference: everyone });
	}
}

/** The chance that the first of each pair wins, with one exponential each, in `chances`. */
function chancesAt(
	{ first, second }: PairTable,
	strengths: Float64Array,
	chances: Float64Array,
): Float64Array {
	for (let k = 0; k < chances.length; k++) {
		const z = (strengths[first[k] ?? 0] ?? 0) - (strengths[second[k] ?? 0] ?? 0);
		chances[k] = 1 / (1 + exponential(-z));
	}
	return chances;
}

/** `gradientOf` without a prior. */
function plainGradient(
	{ size, first, second }: PairTable,
	gain: Float64Array,
	votes: Float64Array,
	chances: Float64Array,
): Float64Array {
	const gradient = new Float64Array(size);
	for (let k = 0; k < first.length; k++) {
		const i = first[k] ?? 0;
		const j = second[k] ?? 0;
		const g = (gain[k] ?? 0) - (votes[k] ?? 0) * (chances[k] ?? 0);
		gradient[i] = (gradient[i] ?? 0) + g;
		gradient[j] = (gradient[j] ?? 0) - g;
	}
	return gradient;
}

function votesAt(table: PairTable, k: number): number {
	return (table.winsFirst[k] ?? 0) + (table.winsSecond[k] ?? 0) + (table.halves[k] ?? 0);
}
