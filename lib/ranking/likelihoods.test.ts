import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitColumns } from "./fit-columns.ts";
import type { FitResult } from "./fit-result.ts";
import { bruteForceMaximum, type Dual } from "./fixtures/brute-force.ts";
import { columnsOf, finiteRows, names, type Row } from "./fixtures/columns-of.ts";
import type { MethodSpec } from "./method.ts";
import { POINTS_PER_UNIT } from "./scale.ts";
import { deriveGrounded } from "./ties/grounded-likelihood.ts";
import { derive } from "./ties/pair-likelihood.ts";

const one = (x: Dual) => x.times(0).plus(1);
const chance = (z: Dual) => one(z).over(z.times(-1).exp().plus(1));

/** Log-chance of one judgement, written as in the literature. `z` has the covariates in it. */
const models = {
	half: (o: number, z: Dual) => {
		const y = o === 0 ? 1 : o === 1 ? 0 : 0.5;
		return chance(z)
			.log()
			.times(y)
			.plus(
				chance(z.times(-1))
					.log()
					.times(1 - y),
			);
	},
	drop: (o: number, z: Dual) => (o >= 2 ? z.times(0) : chance(o === 0 ? z : z.times(-1)).log()),
	davidson: (o: number, z: Dual, nu: Dual) => {
		const [win, loss] = [z.times(0.5).exp(), z.times(-0.5).exp()];
		return (o === 0 ? win : o === 1 ? loss : nu).over(win.plus(loss).plus(nu)).log();
	},
	"rao-kupper": (o: number, z: Dual, theta: Dual) => {
		const win = chance(z.minus(theta.log()));
		const loss = chance(z.times(-1).minus(theta.log()));
		return (o === 0 ? win : o === 1 ? loss : one(z).minus(win).minus(loss)).log();
	},
} as const;

/** Points relative to the mean, tie parameter and coefficients, by brute force. */
function slowFit(rows: readonly Row[], ties: keyof typeof models, x: (row: Row) => number[]) {
	const width = rows[0] === undefined ? 0 : x(rows[0]).length;
	const start = [...names.slice(1).map(() => 0), ...Array(width).fill(0), 1.5];
	const hasTie = ties === "davidson" || ties === "rao-kupper";
	const at = bruteForceMaximum(hasTie ? start : start.slice(0, -1), (p) => {
		const zero = (p[0] as Dual).times(0);
		const strength = (name: string) =>
			name === names[0] ? zero : (p[names.indexOf(name as "ant") - 1] as Dual);
		return rows.reduce((sum, row) => {
			let z = strength(row.a).minus(strength(row.b));
			x(row).forEach((value, i) => {
				z = z.plus((p[names.length - 1 + i] as Dual).times(value));
			});
			return sum.plus(models[ties](row.outcome, z, p.at(-1) as Dual));
		}, zero);
	});
	const strengths = [0, ...at.slice(0, names.length - 1)];
	const mean = strengths.reduce((sum, s) => sum + s, 0) / names.length;
	return {
		points: strengths.map((s) => POINTS_PER_UNIT * (s - mean)),
		coefficients: at.slice(names.length - 1, names.length - 1 + width),
		tie: hasTie ? (at.at(-1) ?? 0) : null,
	};
}

function expectPoints(fit: FitResult, points: readonly number[]) {
	names.forEach((name, i) => {
		const rating = fit.rows.find(({ model }) => model === name)?.rating ?? Number.NaN;
		expect(Math.abs(rating - 1000 - (points[i] ?? 0))).toBeLessThan(1e-6);
	});
}

const noCovariates = () => [];
const length = (row: Row) => (row.facts?.["tokens_a"] ?? 0) - (row.facts?.["tokens_b"] ?? 0);
const style: MethodSpec["style"] = { features: ["tokens"], transform: "plain" };

describe.each(["half", "drop", "davidson", "rao-kupper"] as const)("ties as %s", (ties) => {
	const cases: [string, Partial<MethodSpec>, (row: Row) => number[]][] = [
		["from sums", {}, noCovariates],
		["row by row", { cluster: "voter" }, noCovariates],
		["with a side order", { sideOrder: true }, () => [1]],
		["with style and a side order", { style, sideOrder: true }, (row) => [length(row), 1]],
	];
	test.each(cases)("agrees with brute force to a millionth of a point: %s", (_, extra, x) => {
		fc.assert(
			fc.property(finiteRows, (rows) => {
				const fit = fitColumns(columnsOf(rows), { name: "bt", ties, ...extra });
				const slow = slowFit(rows, ties, x);
				expectPoints(fit, slow.points);
				fit.coefficients.forEach(({ estimate }, i) => {
					expect(Math.abs((estimate ?? 0) - (slow.coefficients[i] ?? 0))).toBeLessThan(1e-8);
				});
				expect(fit.coefficients).toHaveLength(slow.coefficients.length);
				if (slow.tie !== null)
					expect(Math.abs((fit.ties[0]?.estimate ?? 0) - slow.tie)).toBeLessThan(1e-7);
			}),
			{ numRuns: 12, seed: 11 },
		);
	});
});

test("grounded ties agree with brute force, and say where the ground is", () => {
	fc.assert(
		fc.property(finiteRows, (rows) => {
			const at = bruteForceMaximum([...names.map(() => 0), 2], (p) =>
				rows.reduce(
					(sum, { a, b, outcome }) => {
						const x = (p[names.indexOf(a as "ant")] as Dual).exp();
						const y = (p[names.indexOf(b as "ant")] as Dual).exp();
						const theta = p.at(-1) as Dual;
						const win = x.over(x.plus(theta.times(y)).plus(1));
						const loss = y.over(y.plus(theta.times(x)).plus(1));
						const bad = one(x).over(x.plus(y).plus(1));
						const tie = one(x).minus(win).minus(loss).minus(bad);
						return sum.plus(([win, loss, tie, bad][outcome] as Dual).log());
					},
					(p[0] as Dual).times(0),
				),
			);
			const mean = at.slice(0, -1).reduce((sum, s) => sum + s, 0) / names.length;
			const fit = fitColumns(columnsOf(rows), { name: "bt-grounded" });
			expectPoints(
				fit,
				at.slice(0, -1).map((s) => POINTS_PER_UNIT * (s - mean)),
			);
			expect(fit.ties[0]?.estimate).toBeCloseTo(at.at(-1) ?? 0, 7);
			expect(fit.ties[1]?.estimate).toBeCloseTo(1000 - POINTS_PER_UNIT * mean, 6);
		}),
		{ numRuns: 12, seed: 5 },
	);
});

describe("derivatives agree with differences", () => {
	const points = fc.tuple(
		fc.double({ min: -4, max: 4, noNaN: true }),
		fc.double({ min: 0.1, max: 3, noNaN: true }),
		fc.nat(3),
	);
	test.each(["half", "davidson", "rao-kupper"] as const)("%s", (rule) => {
		fc.assert(
			fc.property(points, ([z, tie, outcome]) => {
				const at = (dz: number, dt: number) => {
					const out = new Float64Array(6);
					derive(rule, outcome, z + dz, tie + dt, out);
					return out;
				};
				const here = at(0, 0);
				const h = 1e-5;
				const slope = (of: number, dz: number, dt: number) =>
					((at(dz, dt)[of] ?? 0) - (at(-dz, -dt)[of] ?? 0)) / (2 * h);
				expect(here[1]).toBeCloseTo(slope(0, h, 0), 7);
				expect(here[2]).toBeCloseTo(rule === "half" ? 0 : slope(0, 0, h), 6);
				expect(here[3]).toBeCloseTo(-slope(1, h, 0), 7);
				expect(here[4]).toBeCloseTo(-slope(1, 0, h), 7);
				expect(here[5]).toBeCloseTo(-slope(2, 0, h), 5);
			}),
		);
	});

	test("grounded", () => {
		fc.assert(
			fc.property(points, fc.double({ min: -3, max: 3, noNaN: true }), ([u, tie, outcome], v) => {
				const at = (d: readonly number[]) => {
					const out = new Float64Array(10);
					deriveGrounded(outcome, u + (d[0] ?? 0), v + (d[1] ?? 0), tie + (d[2] ?? 0), out);
					return out;
				};
				const h = 1e-5;
				const slope = (of: number, by: number) => {
					const move = (sign: number) => [0, 1, 2].map((i) => (i === by ? sign * h : 0));
					return ((at(move(1))[of] ?? 0) - (at(move(-1))[of] ?? 0)) / (2 * h);
				};
				const here = at([]);
				for (const by of [0, 1, 2]) expect(here[1 + by]).toBeCloseTo(slope(0, by), 7);
				const second: [number, number, number][] = [
					[4, 1, 0],
					[5, 1, 1],
					[6, 2, 1],
					[7, 1, 2],
					[8, 2, 2],
					[9, 3, 2],
				];
				for (const [place, of, by] of second) expect(here[place]).toBeCloseTo(-slope(of, by), 7);
			}),
		);
	});
});
