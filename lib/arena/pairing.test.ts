import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAppError } from "#lib/kernel/app-error.ts";
import { seededRandom } from "#lib/kernel/random.ts";
import { drawPair, drawReserve, type PairingCandidate, pairProbabilities } from "./pairing.ts";

const model = (id: string, weight: number | null, aliasOf: string | null = null) => ({
	id,
	slug: `slug-${id}`,
	weight,
	aliasOf,
});

const candidatesArbitrary: fc.Arbitrary<PairingCandidate[]> = fc
	.array(
		fc.record({
			weight: fc.oneof(
				fc.constant(null),
				fc.constant(0),
				fc.double({ min: 0, max: 1e6, noNaN: true }),
			),
			alias: fc.option(fc.nat(9), { nil: null }),
		}),
		{ maxLength: 8 },
	)
	.map((list) =>
		list.map(({ weight, alias }, i) =>
			model(`m${i}`, weight, alias === null ? null : alias % 2 ? `m${alias}` : `slug-m${alias}`),
		),
	);

const key = (x: { id: string }, y: { id: string }) => [x.id, y.id].sort().join(" ");

describe("drawPair", () => {
	test("never a model against itself or its alias; the propensity is the listed probability", () => {
		fc.assert(
			fc.property(candidatesArbitrary, fc.nat(), (candidates, seed) => {
				const pairs = pairProbabilities(candidates);
				const drawn = drawPair(candidates, seededRandom(seed));
				if ("error" in drawn) {
					expect(pairs).toEqual([]);
					return;
				}
				expect(drawn.a.id).not.toBe(drawn.b.id);
				expect(drawn.a.aliasOf === drawn.b.id || drawn.a.aliasOf === drawn.b.slug).toBe(false);
				expect(drawn.b.aliasOf === drawn.a.id || drawn.b.aliasOf === drawn.a.slug).toBe(false);
				const listed = pairs.find((pair) => key(pair.a, pair.b) === key(drawn.a, drawn.b));
				expect(drawn.propensity).toBeCloseTo(listed?.probability ?? Number.NaN, 12);
			}),
			{ numRuns: 500 },
		);
	});

	test("the probabilities of all pairs sum to 1", () => {
		fc.assert(
			fc.property(candidatesArbitrary, (candidates) => {
				const pairs = pairProbabilities(candidates);
				const sum = pairs.reduce((total, pair) => total + pair.probability, 0);
				if (pairs.length > 0) expect(sum).toBeCloseTo(1, 9);
			}),
		);
	});

	test("frequencies, slots and sides are as stated (4 sigma)", () => {
		const candidates = [
			model("x", 5),
			model("y", 2),
			model("z", 1),
			model("w", null),
			model("x2", 3, "x"),
		];
		const random = seededRandom(20260101);
		const draws = 40_000;
		const counts = new Map<string, number>();
		let slots = 0;
		let left = 0;
		for (let i = 0; i < draws; i++) {
			const drawn = drawPair(candidates, random);
			if ("error" in drawn) throw new Error("no pair");
			const pair = key(drawn.a, drawn.b);
			counts.set(pair, (counts.get(pair) ?? 0) + 1);
			if (drawn.a.id < drawn.b.id) slots += 1;
			if (drawn.sideOfA === "left") left += 1;
		}
		for (const { a, b, probability: p } of pairProbabilities(candidates)) {
			const sigma = Math.sqrt(draws * p * (1 - p));
			expect(Math.abs((counts.get(key(a, b)) ?? 0) - draws * p)).toBeLessThan(4 * sigma);
		}
		for (const coin of [slots, left])
			expect(Math.abs(coin - draws / 2)).toBeLessThan(4 * Math.sqrt(draws / 4));
	});

	test("uniform without weights or with none above zero; zero keeps a model out otherwise", () => {
		const reasonOf = (...weights: (number | null)[]) => {
			const drawn = drawPair(
				weights.map((weight, i) => model(`m${i}`, weight)),
				seededRandom(1),
			);
			return "error" in drawn ? drawn.error : `${drawn.reason} ${drawn.propensity.toFixed(3)}`;
		};
		expect(reasonOf(null, null, null)).toBe("uniform 0.333");
		expect(reasonOf(0, 0, 0)).toBe("uniform 0.333");
		expect(reasonOf(0, 7, 0)).toBe("uniform 0.333");
		expect(reasonOf(0, 7, 3)).toBe("weights 1.000");
		expect(reasonOf(4)).toBe("too-few-models");
		expect(reasonOf()).toBe("too-few-models");
	});

	test("aliases of one model, of an absent one, and in a circle never meet", () => {
		const pairOf = (...candidates: PairingCandidate[]) => pairProbabilities(candidates).length;
		expect(pairOf(model("a", 1), model("b", 1, "a"), model("c", 1, "b"))).toBe(0);
		expect(pairOf(model("b", 1, "gone"), model("c", 1, "gone"))).toBe(0);
		expect(pairOf(model("a", 1, "b"), model("b", 1, "a"))).toBe(0);
		expect(pairOf(model("a", 1, "b"), model("b", 1, "a"), model("c", 1))).toBe(2);
	});

	test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, -1e-9, 2e9])(
		"weight %d is refused",
		(weight) => {
			const candidates = [model("a", weight), model("b", 1)];
			for (const draw of [
				() => drawPair(candidates, seededRandom(1)),
				() => pairProbabilities(candidates),
				() => drawReserve(candidates, [], seededRandom(1)),
			]) {
				expect(draw).toThrowError(expect.toSatisfy((error) => isAppError(error, "weight-invalid")));
			}
		},
	);
});

describe("drawReserve", () => {
	test("leaves out the excluded and their aliases, keeps the weights", () => {
		const candidates = [
			model("a", 1),
			model("a2", 1, "slug-a"),
			model("b", 1),
			model("c", 3),
			model("d", 1),
			model("e", 0),
		];
		const random = seededRandom(7);
		let c = 0;
		for (let i = 0; i < 4000; i++) {
			const drawn = drawReserve(candidates, ["a2", "b"], random);
			expect(["c", "d"]).toContain(drawn?.id);
			if (drawn?.id === "c") c += 1;
		}
		expect(Math.abs(c - 3000)).toBeLessThan(4 * Math.sqrt(4000 * 0.75 * 0.25));
	});

	test("nobody left", () => {
		const candidates = [model("a", 1), model("b", 1), model("e", 0)];
		expect(drawReserve(candidates, ["a", "b"], seededRandom(1))).toBeNull();
	});
});
