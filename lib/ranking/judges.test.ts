import { describe, expect, test } from "vitest";
import { type Random, seededRandom } from "#lib/kernel/random.ts";
import type { JudgementColumns } from "./columns/judgement-columns.ts";
import { fitColumns } from "./fit-columns.ts";
import { pairDifference } from "./fit-result.ts";
import { columnsOf, type Row } from "./fixtures/columns-of.ts";
import { evaluateJudges, type JudgeProblem, judgeParameterCount } from "./judges/judge-problem.ts";
import { JUDGES_MAX, numberJudges } from "./judges/number-judges.ts";
import { fitPredictionPowered } from "./judges/prediction-powered.ts";

const strengths: Record<string, number> = { a: 0.9, b: 0.3, c: -0.3, d: -0.9 };
const names = Object.keys(strengths);
const chance = (z: number) => 1 / (1 + Math.exp(-z));

function pairOf(random: Random): [string, string] {
	const i = Math.floor(random.next() * names.length);
	const j = (i + 1 + Math.floor(random.next() * (names.length - 1))) % names.length;
	return [names[i] ?? "", names[j] ?? ""];
}

describe("judges", () => {
	/** Judge 0 is the reference, 1 half as sharp, 2 reversed, 3 in favour of slot a, 4 ties a lot. */
	const truth = [
		{ sharpness: 1, bias: 0, nu: 0.5 },
		{ sharpness: 0.5, bias: 0, nu: 0.5 },
		{ sharpness: -1, bias: 0, nu: 0.5 },
		{ sharpness: 1, bias: 1.5, nu: 0.5 },
		{ sharpness: 1, bias: 0, nu: 4 },
	];
	const random = seededRandom(6);
	const rows = truth.flatMap(({ sharpness, bias, nu }, voter) =>
		Array.from({ length: 4000 }, (): Row => {
			const [a, b] = pairOf(random);
			const z = sharpness * ((strengths[a] ?? 0) - (strengths[b] ?? 0)) + bias;
			const [win, loss] = [Math.exp(z / 2), Math.exp(-z / 2)];
			const u = random.next() * (win + loss + nu);
			return { a, b, outcome: u < win ? 0 : u < win + loss ? 1 : 2, voter };
		}),
	);
	const fit = fitColumns(columnsOf(rows), { name: "bt", judges: { by: "voter", reference: 0 } });

	test("are found as they are, the reference having a sharpness of exactly 1", () => {
		expect(fit.judges.map(({ judge, votes }) => [judge, votes])).toEqual(
			truth.map((_, judge) => [judge, 4000]),
		);
		expect(fit.judges[0]?.sharpness).toMatchObject({ estimate: 1, standardError: 0 });
		fit.judges.forEach(({ sharpness, sideBias, tie }, i) => {
			const known = truth[i];
			expect(sharpness.estimate).toBeCloseTo(known?.sharpness ?? 0, 0);
			for (const [estimate, value] of [
				[sharpness, known?.sharpness],
				[sideBias, known?.bias],
				[tie, known?.nu],
			] as const) {
				const reach = 3.5 * (estimate.standardError ?? 0) + 1e-9;
				expect(Math.abs((estimate.estimate ?? 0) - (value ?? 0))).toBeLessThan(reach);
			}
		});
	});

	test("leave the ratings where they are: contrary judges do not blur them", () => {
		const difference = pairDifference(fit, "a", "d");
		const known = (400 / Math.LN10) * 1.8;
		expect(Math.abs((difference?.difference ?? 0) - known)).toBeLessThan(
			3.5 * (difference?.standardError ?? 0),
		);
		const pooled = fitColumns(columnsOf(rows), { name: "bt-davidson" });
		expect(pairDifference(pooled, "a", "d")?.difference).toBeLessThan(0.75 * known);
	});

	test("have a gradient and an information that agree with differences", () => {
		const some = columnsOf(rows.filter((_, i) => i % 900 === 0));
		const problem: JudgeProblem = {
			size: 4,
			rule: "davidson",
			hasTie: true,
			judges: 5,
			judge: some.clusters.voter ?? new Int32Array(0),
			rows: { columns: some, factors: null },
		};
		const count = judgeParameterCount(problem);
		const at = Float64Array.from({ length: count }, (_, i) => Math.sin(i + 1) / 2);
		const sumsAt = (move: number, by: number) => {
			const sums = { gradient: new Float64Array(count), matrix: new Float64Array(count * count) };
			const moved = at.map((value, i) => (i === move ? value + by : value));
			return { log: evaluateJudges(problem, moved, "information", sums), ...sums };
		};
		const here = sumsAt(0, 0);
		const h = 1e-5;
		for (let i = 0; i < count; i++) {
			const [up, down] = [sumsAt(i, h), sumsAt(i, -h)];
			expect(here.gradient[i]).toBeCloseTo((up.log - down.log) / (2 * h), 6);
			for (let j = 0; j <= i; j++)
				expect(here.matrix[i * count + j]).toBeCloseTo(
					-((up.gradient[j] ?? 0) - (down.gradient[j] ?? 0)) / (2 * h),
					6,
				);
		}
	});

	test("beyond the most active ones share one set of parameters", () => {
		const many = Array.from({ length: 3 * JUDGES_MAX }, (_, i) => i).flatMap((voter): Row[] =>
			Array.from({ length: voter % 3 === 0 ? 2 : 1 }, () => ({
				a: "x",
				b: "y",
				outcome: 0,
				voter,
			})),
		);
		const { codes, votes } = numberJudges(columnsOf(many), { by: "voter" });
		expect(codes).toHaveLength(JUDGES_MAX + 1);
		expect([codes[0], votes[0]]).toEqual([-1, 2 * JUDGES_MAX]);
		expect(codes.slice(1).every((code) => code % 3 === 0)).toBe(true);
	});
});

describe("prediction-powered", () => {
	/** Votes, verdicts on the same battles that mostly agree and favour model d, and verdicts alone. */
	function drawn(random: Random, votes: number, alone: number) {
		const draw = (count: number) =>
			Array.from({ length: count }, () => {
				const [a, b] = pairOf(random);
				const z = (strengths[a] ?? 0) - (strengths[b] ?? 0);
				const y = random.next() < chance(z) ? 1 : 0;
				const flip = random.next() < 0.1;
				const forD = a === "d" ? 1 : b === "d" ? 0 : y;
				return { a, b, y, f: random.next() < 0.2 ? forD : flip ? 1 - y : y };
			});
		const [voted, other] = [draw(votes), draw(alone)];
		const columns = (rows: { a: string; b: string }[], score: (i: number) => number) =>
			columnsOf(rows.map(({ a, b }, i) => ({ a, b, outcome: 2, score: score(i) })));
		return {
			people: columns(voted, (i) => voted[i]?.y ?? 0),
			paired: Float64Array.from(voted, ({ f }) => f),
			verdicts: columns(other, (i) => other[i]?.f ?? 0),
		};
	}
	const difference = (fit: Parameters<typeof pairDifference>[0]) => {
		const found = pairDifference(fit, "a", "d");
		if (found === null) throw new Error("not compared");
		return found;
	};

	test("without trust in verdicts it is the votes' own fit", () => {
		const input = drawn(seededRandom(1), 400, 4000);
		const [x, y] = [
			fitPredictionPowered({ ...input, lambda: 0 }),
			fitColumns(input.people, { name: "bt-half" }),
		];
		expect(difference(x).difference).toBeCloseTo(difference(y).difference, 7);
		expect(difference(x).standardError).toBeCloseTo(difference(y).standardError, 7);
	});

	test("is unbiased by biased verdicts, shorter than votes alone, and its intervals cover", () => {
		const random = seededRandom(8);
		const known = (400 / Math.LN10) * 1.8;
		const replications = 300;
		let [sum, covered, shorter] = [0, 0, 0];
		for (let i = 0; i < replications; i++) {
			const input = drawn(random, 600, 6000);
			const fit = fitPredictionPowered(input);
			const found = difference(fit);
			sum += found.difference;
			covered += found.lower <= known && known <= found.upper ? 1 : 0;
			shorter +=
				found.standardError /
				difference(fitColumns(input.people, { name: "bt-half" })).standardError;
		}
		expect(Math.abs(sum / replications - known)).toBeLessThan(6);
		expect(covered / replications).toBeGreaterThan(0.91);
		expect(covered / replications).toBeLessThan(0.985);
		expect(shorter / replications).toBeLessThan(0.85);
		// Verdicts alone are far off: a mixture would have been biased.
		const mixed = fitColumns(drawn(random, 10, 6000).verdicts, { name: "bt-half" });
		expect(difference(mixed).difference).toBeLessThan(known - 100);
	});

	test("takes votes of one battle, which share a verdict, together", () => {
		const input = drawn(seededRandom(4), 400, 4000);
		const double = <T extends Int32Array | Uint8Array | Float64Array>(values: T): T => {
			const longer = new (values.constructor as new (length: number) => T)(2 * values.length);
			longer.set(values);
			return longer.map((_, at) => values[at >> 1] ?? 0) as T;
		};
		const repeated = {
			...input,
			people: {
				...input.people,
				slotA: double(input.people.slotA),
				slotB: double(input.people.slotB),
				outcome: double(input.people.outcome),
				score: input.people.score === null ? null : double(input.people.score),
				clusters: {},
			},
			paired: double(input.paired),
		};
		const battles = Int32Array.from(repeated.paired, (_, row) => row >> 1);
		const known = fitPredictionPowered({ ...repeated, battles, lambda: 0 });
		const alone = fitPredictionPowered({ ...input, lambda: 0 });
		expect(difference(known).standardError).toBeCloseTo(difference(alone).standardError, 7);
		// Taken as independent, the same votes would seem to say twice as much.
		const naive = fitPredictionPowered({ ...repeated, lambda: 0 });
		expect(difference(naive).standardError).toBeLessThan(0.75 * difference(known).standardError);
		const tuned = fitPredictionPowered({ ...repeated, battles });
		expect(difference(tuned).standardError).toBeLessThan(difference(known).standardError);
	});

	test("trusts verdicts less where few votes would be left without a bound", () => {
		// Nine opponents with verdicts that agree with people; of the tenth they say the contrary, and
		// where nobody voted that it always loses: by lambda 0.667 it would win less than nothing.
		const [agreeing, contrary] = [9, 1];
		const opponents = Array.from({ length: agreeing + contrary }, (_, i) => `m${i}`);
		const verdictsOf = (i: number) => (i < agreeing ? [1, 1, 0] : [0, 0, 1]);
		const rowsOf = (scores: (i: number) => number[]) =>
			opponents.flatMap((b, i) =>
				scores(i).map((score): Row => ({ a: "hub", b, outcome: 2, score })),
			);
		const many = (i: number) =>
			Array.from({ length: 300 }, (_, k) => (i >= agreeing || k % 3 !== 0 ? 1 : 0));
		const input = {
			people: columnsOf(rowsOf(() => [1, 1, 0])),
			paired: Float64Array.from(opponents.flatMap((_, i) => verdictsOf(i))),
			verdicts: columnsOf(rowsOf(many)),
		};
		const fit = fitPredictionPowered(input);
		expect(fit.lambdaWanted).toBeGreaterThan(0.5);
		expect(fit.lambda).toBeCloseTo(fit.lambdaWanted / 2, 12);
		expect(fit.rows.every((row) => Number.isFinite(row.upper ?? Number.NaN))).toBe(true);
		const held = fitPredictionPowered({ ...input, lambda: fit.lambda });
		expect(held.rows).toEqual(fit.rows);
		expect(held.lambdaWanted).toBe(held.lambda);
	});

	test("refuses what it cannot use", () => {
		const input = drawn(seededRandom(2), 50, 50);
		const wrong: [Partial<typeof input> & { lambda?: number; battles?: Int32Array }, RegExp][] = [
			[{ paired: new Float64Array(3) }, /one verdict for each/],
			[{ paired: input.paired.map(() => 2) }, /not in \[0, 1\]/],
			[{ lambda: 2 }, /must be in/],
			[{ battles: new Int32Array(3) }, /one battle for each/],
			[{ verdicts: columnsOf([{ a: "a", b: "b", outcome: 0 }]) }, /same models/],
			[{ people: onlyWins(input.people) }, /do not bound/],
		];
		for (const [change, message] of wrong)
			expect(() => fitPredictionPowered({ ...input, ...change })).toThrow(message);
	});

	const onlyWins = (people: JudgementColumns): JudgementColumns => ({
		...people,
		score: people.slotA.reduce<Float64Array>((scores, a, row) => {
			scores[row] = a < (people.slotB[row] ?? 0) ? 1 : 0;
			return scores;
		}, new Float64Array(people.slotA.length)),
	});
});
