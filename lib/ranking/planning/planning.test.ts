import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAppError } from "#lib/kernel/app-error.ts";
import { randomInt, seededRandom } from "#lib/kernel/random.ts";
import { arenaScores, overlapScores, uncertaintyScores } from "./pair-scores.ts";
import {
	separationScores,
	spreadVotesToSeparate,
	variancePerVote,
	votesToSeparate,
} from "./votes-to-separate.ts";

type Matrix = number[][];

const flat = (matrix: Matrix) => Float64Array.from(matrix.flat());
const win = (z: number) => 1 / (1 + Math.exp(-z));

/** Inverse by Gauss and Jordan. */
function inverse(matrix: Matrix): Matrix {
	const n = matrix.length;
	const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
	for (let i = 0; i < n; i++) {
		const pivot = rows
			.slice(i)
			.reduce((x, y) => (Math.abs(y[i] ?? 0) > Math.abs(x[i] ?? 0) ? y : x));
		rows.splice(rows.indexOf(pivot), 1);
		rows.splice(i, 0, pivot);
		const scale = pivot[i] ?? 1;
		rows[i] = pivot.map((value) => value / scale);
		rows.forEach((row, r) => {
			const factor = row[i] ?? 0;
			if (r !== i) rows[r] = row.map((value, c) => value - factor * (rows[i]?.[c] ?? 0));
		});
	}
	return rows.map((row) => row.slice(n));
}

/** Pseudo-inverse of the information of a board: (H + J/n)^-1 - J/n, J all ones. */
function covarianceOf(strengths: readonly number[], votes: Matrix): Matrix {
	const n = strengths.length;
	const information: Matrix = strengths.map(() => strengths.map(() => 1 / n));
	votes.forEach((row, i) => {
		row.forEach((count, j) => {
			if (i === j) return;
			const h =
				count *
				win((strengths[i] ?? 0) - (strengths[j] ?? 0)) *
				win((strengths[j] ?? 0) - (strengths[i] ?? 0));
			const own = information[i];
			if (own === undefined) return;
			own[i] = (own[i] ?? 0) + h;
			own[j] = (own[j] ?? 0) - h;
		});
	});
	return inverse(information).map((row) => row.map((value) => value - 1 / n));
}

const boards = fc
	.tuple(
		fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 4 }),
		fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 16, maxLength: 16 }),
	)
	.map(([strengths, counts]) => ({
		strengths,
		votes: strengths.map((_, i) =>
			strengths.map((_, j) => (i === j ? 0 : (counts[Math.min(i, j) * 4 + Math.max(i, j)] ?? 1))),
		),
	}));

describe("scores by pair", () => {
	test("uncertainty: the fall of the trace when one vote is added", () => {
		fc.assert(
			fc.property(boards, ({ strengths, votes }) => {
				const before = covarianceOf(strengths, votes);
				const scores = uncertaintyScores(Float64Array.from(strengths), flat(before));
				const trace = (matrix: Matrix) => matrix.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
				for (let i = 0; i < 4; i++)
					for (let j = 0; j < 4; j++) {
						if (i === j) continue;
						const more = votes.map((row, r) =>
							row.map((count, c) => count + Number((r === i && c === j) || (r === j && c === i))),
						);
						const fall = trace(before) - trace(covarianceOf(strengths, more));
						expect(scores[i * 4 + j]).toBeCloseTo(fall, 9);
					}
				expect(scores[5]).toBe(0);
			}),
			{ numRuns: 30 },
		);
	});

	test("the arena's rule, by hand", () => {
		const votes = Float64Array.of(0, 0, 4, 0, 0, 9, 4, 9, 0);
		const scores = arenaScores(Float64Array.of(0, 0, Math.log(3)), votes);
		expect(scores[1]).toBeCloseTo(0.5 * (Math.sqrt(2) - Math.sqrt(1 / 1.5)), 12);
		const s = Math.sqrt(3 / 16);
		expect(scores[2]).toBeCloseTo(s * (1 / 2 - 1 / Math.sqrt(5)), 12);
		expect(scores[5]).toBeCloseTo(s * (1 / 3 - 1 / Math.sqrt(10)), 12);
		expect(scores[1]).toBeGreaterThan(scores[2] ?? 0);
	});

	test("overlap of intervals, by hand", () => {
		const margin = 1.959963984540054;
		const scores = overlapScores(
			Float64Array.of(0, margin, 10),
			Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
		);
		// Two intervals of width 2, one half shifted: 1 in common of 3.
		expect(scores[1]).toBeCloseTo(1 / 3, 12);
		expect(scores[2]).toBe(0);
		expect(overlapScores(new Float64Array(2), new Float64Array(4))[1]).toBe(1);
	});

	test("are symmetric, at least 0, and follow the models when they are renamed", () => {
		const rules = [
			(s: Float64Array, v: Float64Array) => uncertaintyScores(s, v),
			(s: Float64Array, v: Float64Array) => overlapScores(s, v),
			(s: Float64Array, v: Float64Array) => arenaScores(s, v.map(Math.abs)),
			(s: Float64Array, v: Float64Array) => separationScores(s, v, { votesMax: 1e6 }),
			(s: Float64Array, v: Float64Array) =>
				separationScores(s, v, { votesMax: 1e6, neighboursOnly: true }),
		];
		fc.assert(
			fc.property(
				boards,
				fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
				({ strengths, votes }, order) => {
					// Equal strengths would be neighbours by their numbers.
					fc.pre(new Set(strengths).size === 4);
					const covariance = covarianceOf(strengths, votes);
					const turned = order.map((i) => order.map((j) => covariance[i]?.[j] ?? 0));
					for (const rule of rules) {
						const scores = rule(Float64Array.from(strengths), flat(covariance));
						const other = rule(
							Float64Array.from(order, (i) => strengths[i] ?? 0),
							flat(turned),
						);
						for (let i = 0; i < 4; i++)
							for (let j = 0; j < 4; j++) {
								const score = scores[(order[i] ?? 0) * 4 + (order[j] ?? 0)] ?? Number.NaN;
								expect(score).toBeGreaterThanOrEqual(0);
								expect(scores[(order[j] ?? 0) * 4 + (order[i] ?? 0)]).toBe(score);
								expect(other[i * 4 + j]).toBeCloseTo(score, 9);
							}
					}
				},
			),
			{ numRuns: 30 },
		);
	});

	test("what is no estimate is refused", () => {
		for (const rule of [uncertaintyScores, arenaScores, overlapScores])
			expect(() => rule(Float64Array.of(1, 2), new Float64Array(3))).toThrowError(
				expect.toSatisfy((error) => isAppError(error, "invalid-estimates")),
			);
	});
});

describe("votes to separate", () => {
	test("with that many more votes the interval leaves out 0 as often as the power says", () => {
		const random = seededRandom(31);
		const [gap, before] = [0.5, 60];
		const p = win(gap);
		const perVote = variancePerVote(gap);
		const variance = perVote / before;
		const plan = votesToSeparate({ difference: gap, variance, variancePerVote: perVote });
		expect(plan.isSeparated).toBe(false);
		const votes = before + (plan.directVotes ?? 0);
		let separated = 0;
		for (let study = 0; study < 3000; study++) {
			let wins = 0;
			for (let vote = 0; vote < votes; vote++) wins += random.next() < p ? 1 : 0;
			const share = wins / votes;
			const error = 1 / Math.sqrt(votes * share * (1 - share));
			if (Math.abs(Math.log(share / (1 - share))) > 1.96 * error) separated++;
		}
		expect(separated / 3000).toBeGreaterThan(0.77);
		expect(separated / 3000).toBeLessThan(0.83);
	});

	test("the textbook number: (1.96 + 0.84)^2 / difference^2, less what is known", () => {
		const plan = votesToSeparate({ difference: 0.1, variance: Infinity, variancePerVote: 4 });
		expect(plan.directVotes).toBe(
			Math.ceil((4 * (1.959963984540054 + 0.8416212335729143) ** 2) / 0.01),
		);
		const known = votesToSeparate({ difference: 0.1, variance: 0.01, variancePerVote: 4 });
		expect(known.directVotes).toBe((plan.directVotes ?? 0) - 400);
	});

	test("after that many votes, at the same difference, nothing more is asked", () => {
		fc.assert(
			fc.property(
				fc.double({ min: 0.01, max: 3, noNaN: true }),
				fc.double({ min: 1e-4, max: 50, noNaN: true }),
				fc.double({ min: 0.5, max: 20, noNaN: true }),
				fc.double({ min: 0.05, max: 0.99, noNaN: true }),
				(difference, variance, perVote, power) => {
					const goal = { confidence: 0.95, power };
					const plan = votesToSeparate({ difference, variance, variancePerVote: perVote }, goal);
					const votes = plan.directVotes ?? Number.NaN;
					const after = 1 / (1 / variance + votes / perVote);
					expect(Math.sqrt(after)).toBeLessThanOrEqual(
						Math.max(plan.targetError, difference / 1.9599) * (1 + 1e-9),
					);
					if (plan.isSeparated) expect(votes).toBe(0);
					else expect(votes).toBeGreaterThan(0);
					const spread = spreadVotesToSeparate(plan, variance, 1000) ?? Number.NaN;
					if (plan.isSeparated) expect(spread).toBe(0);
					else
						expect((variance * 1000) / (1000 + spread)).toBeLessThanOrEqual(
							plan.targetError ** 2 * (1 + 1e-9),
						);
				},
			),
		);
	});

	test("equal models are never separated, separated ones need nothing", () => {
		expect(votesToSeparate({ difference: 0, variance: 1, variancePerVote: 4 })).toMatchObject({
			isSeparated: false,
			directVotes: null,
		});
		const equal = votesToSeparate({ difference: 0, variance: 1, variancePerVote: 4 });
		expect(spreadVotesToSeparate(equal, 1, 100)).toBeNull();
		expect(votesToSeparate({ difference: -2, variance: 1, variancePerVote: 4 })).toMatchObject({
			isSeparated: true,
			directVotes: 0,
		});
	});

	test.each([
		{ difference: Number.NaN },
		{ variance: -1 },
		{ variance: Number.NaN },
		{ variancePerVote: 0 },
		{ confidence: 1 },
		{ power: 0 },
	])("%o is refused", ({ confidence = 0.95, power = 0.8, ...fault }) => {
		const now = { difference: 1, variance: 1, variancePerVote: 4, ...fault };
		expect(() => votesToSeparate(now, { confidence, power })).toThrowError(
			expect.toSatisfy((error) => isAppError(error, "invalid-plan")),
		);
	});

	test("the variance per vote is what an added vote's information leaves", () => {
		expect(variancePerVote(0)).toBe(4);
		expect(variancePerVote(Math.log(3), 0.5)).toBeCloseTo((0.5 * 16) / 3, 12);
	});

	test("scores: needed votes of undecided pairs, hopeless ones out, neighbours alone if asked", () => {
		const strengths = Float64Array.of(2, 0.4, 0.3, 0.3001);
		const covariance = Float64Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 0.02 : 0));
		const scores = separationScores(strengths, covariance, { votesMax: 10_000 });
		const needed = (i: number, j: number) => {
			const gap = (strengths[i] ?? 0) - (strengths[j] ?? 0);
			return votesToSeparate({
				difference: gap,
				variance: 0.04,
				variancePerVote: 1 / (win(gap) * win(-gap)),
			}).directVotes;
		};
		expect(scores[1]).toBe(0);
		expect(scores[6]).toBe(needed(1, 2));
		expect(needed(2, 3)).toBeGreaterThan(10_000);
		expect(scores[11]).toBe(0);
		const next = separationScores(strengths, covariance, {
			votesMax: 10_000,
			neighboursOnly: true,
		});
		// In the order of strength: 0, 1, 3, 2.
		expect(next[7]).toBe(needed(1, 3));
		expect(next[6]).toBe(0);
	});
});

test("following the plan separates sooner than drawing evenly", () => {
	const truth = [1.5, 0.35, 0, -1.5];
	const votesUntil = (isPlanned: boolean, seed: number) => {
		const random = seededRandom(seed);
		const counts: Matrix = truth.map(() => truth.map(() => 25));
		for (let vote = 0; ; vote++) {
			const covariance = flat(covarianceOf(truth, counts));
			const scores = separationScores(Float64Array.from(truth), covariance, { votesMax: 1e6 });
			if (scores.every((score) => score === 0)) return vote;
			const total = scores.reduce((sum, score) => sum + score, 0);
			const drawn = random.next() * total;
			const sumTo = (at: number) => scores.slice(0, at + 1).reduce((sum, score) => sum + score, 0);
			let at = isPlanned
				? scores.findIndex((_, index) => sumTo(index) > drawn)
				: randomInt(random, 16);
			while (at % 5 === 0) at = randomInt(random, 16);
			for (const [i, j] of [
				[Math.floor(at / 4), at % 4],
				[at % 4, Math.floor(at / 4)],
			] as const) {
				const row = counts[i];
				if (row !== undefined) row[j] = (row[j] ?? 0) + 1;
			}
		}
	};
	const [planned, even] = [votesUntil(true, 1), votesUntil(false, 1)];
	expect(planned).toBeGreaterThan(5);
	expect(planned).toBeLessThan(0.75 * even);
});
