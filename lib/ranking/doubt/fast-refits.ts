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
import type { PairTable } from "#lib/ranking/pairs.ts";

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
	/** Refits in which some model only won or only lost, and all models got the light prior. */
	withPrior = 0;

	constructor(table: PairTable, prior: LightPrior | null, strengths: Float64Array) {
		this.#strengths = strengths;
		this.#prior = prior;
		this.#pin = heaviestModel(table).model;
		const factor = withoutModel(informationOf(table, prior, strengths), table.size, this.#pin);
		factorise(factor, table.size - 1);
		this.#inverse = invertFactored(factor, table.size - 1);
	}

	/** Log-strengths on any level. */
	refit(table: PairTable): Float64Array {
		const { size } = table;
		const minor = size - 1;
		const pin = this.#pin;
		const strengths = this.#strengths.slice();
		const free = new Float64Array(minor);
		const gain = table.winsFirst.map((wins, k) => wins + (table.halves[k] ?? 0) / 2);
		const votes = gain.map(
			(wins, k) => wins + (table.winsSecond[k] ?? 0) + (table.halves[k] ?? 0) / 2,
		);
		let before = Number.POSITIVE_INFINITY;
		for (let step = 0; step < STEPS_MAX; step++) {
			const gradient =
				this.#prior === null
					? plainGradient(table, gain, votes, strengths)
					: gradientOf(table, this.#prior, strengths);
			for (let i = 0, k = 0; i < size; i++) if (i !== pin) free[k++] = gradient[i] ?? 0;
			let largest = 0;
			for (let k = 0; k < minor; k++) {
				let move = 0;
				const row = k * minor;
				for (let l = 0; l < minor; l++) move += (this.#inverse[row + l] ?? 0) * (free[l] ?? 0);
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

/** `gradientOf` without a prior, with one exponential for each pair. */
function plainGradient(
	{ size, first, second }: PairTable,
	gain: Float64Array,
	votes: Float64Array,
	strengths: Float64Array,
): Float64Array {
	const gradient = new Float64Array(size);
	for (let k = 0; k < first.length; k++) {
		const i = first[k] ?? 0;
		const j = second[k] ?? 0;
		const z = (strengths[i] ?? 0) - (strengths[j] ?? 0);
		const g = (gain[k] ?? 0) - (votes[k] ?? 0) / (1 + Math.exp(-z));
		gradient[i] = (gradient[i] ?? 0) + g;
		gradient[j] = (gradient[j] ?? 0) - g;
	}
	return gradient;
}

function votesAt(table: PairTable, k: number): number {
	return (table.winsFirst[k] ?? 0) + (table.winsSecond[k] ?? 0) + (table.halves[k] ?? 0);
}
