import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAppError } from "#lib/kernel/app-error.ts";
import { seededRandom } from "#lib/kernel/random.ts";
import { type PairingCandidate, pairProbabilities } from "./pairing.ts";
import {
	drawMixedPair,
	mixedPairProbabilities,
	type PairingMix,
	type PairScores,
} from "./pairing-mix.ts";

const model = (id: string, weight: number | null = null, aliasOf: string | null = null) => ({
	id,
	slug: `slug-${id}`,
	weight,
	aliasOf,
});

const plain: PairingMix = { rule: "uniform", uniformShare: 0, newIds: [], newShare: 0 };

/** Scores from the upper triangle, row by row. */
function scoresOf(ids: readonly string[], upper: readonly number[]): PairScores {
	const values = new Float64Array(ids.length ** 2);
	let at = 0;
	for (let i = 0; i < ids.length; i++)
		for (let j = i + 1; j < ids.length; j++)
			values[i * ids.length + j] = values[j * ids.length + i] = upper[at++] ?? 0;
	return { ids, values };
}

const key = (x: { id: string }, y: { id: string }) => [x.id, y.id].sort().join(" ");

const chancesOf = (candidates: readonly PairingCandidate[], mix: Partial<PairingMix>) =>
	new Map(
		mixedPairProbabilities(candidates, { ...plain, ...mix }).map((pair) => [
			key(pair.a, pair.b),
			pair.probability,
		]),
	);

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
		{ maxLength: 7 },
	)
	.map((list) =>
		list.map(({ weight, alias }, i) => model(`m${i}`, weight, alias === null ? null : `m${alias}`)),
	);

const mixArbitrary: fc.Arbitrary<PairingMix> = fc
	.record({
		rule: fc.oneof(
			fc.constant("uniform" as const),
			fc.constant("weights" as const),
			fc
				.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e300, noNaN: true })), {
					minLength: 15,
					maxLength: 15,
				})
				.map((upper) => scoresOf(["m0", "m1", "m2", "m3", "m4", "m5"], upper)),
		),
		uniformShare: fc.double({ min: 0, max: 1, noNaN: true }),
		newIds: fc.subarray(["m0", "m3", "m6", "unheard of"]),
		newPart: fc.double({ min: 0, max: 1, noNaN: true }),
	})
	.map(({ newPart, ...mix }) => ({ ...mix, newShare: (1 - mix.uniformShare) * newPart }));

describe("probabilities of a mixture", () => {
	test("sum to 1, over exactly the pairs that may meet; each draw returns its own", () => {
		fc.assert(
			fc.property(candidatesArbitrary, mixArbitrary, fc.nat(), (candidates, mix, seed) => {
				const pairs = mixedPairProbabilities(candidates, mix);
				const allowed = pairProbabilities(candidates).map(({ a, b }) => key(a, b));
				expect(pairs.map(({ a, b }) => key(a, b)).sort()).toEqual(allowed.sort());
				const drawn = drawMixedPair(pairs, seededRandom(seed));
				if (pairs.length === 0) {
					expect(drawn).toBeNull();
					return;
				}
				const sum = pairs.reduce((total, { probability }) => total + probability, 0);
				expect(sum).toBeCloseTo(1, 9);
				for (const { probability } of pairs)
					expect(probability).toBeGreaterThanOrEqual(
						(mix.uniformShare / pairs.length) * (1 - 1e-9),
					);
				if (drawn === null) throw new Error("nothing drawn");
				const listed = pairs.find(({ a, b }) => key(a, b) === key(drawn.a, drawn.b));
				expect(drawn.propensity).toBe(listed?.probability);
				expect(drawn.propensity).toBeGreaterThan(0);
			}),
			{ numRuns: 500 },
		);
	});

	test("do not depend on the order of the candidates", () => {
		fc.assert(
			fc.property(candidatesArbitrary, mixArbitrary, (candidates, mix) => {
				const turned = chancesOf([...candidates].reverse(), mix);
				for (const [pair, chance] of chancesOf(candidates, mix))
					expect(turned.get(pair)).toBeCloseTo(chance, 9);
			}),
		);
	});

	test("in proportion to scores, by hand", () => {
		const three = [model("x"), model("y"), model("z")];
		const rule = scoresOf(["z", "x", "y"], [1, 3, 4]);
		expect(chancesOf(three, { rule })).toEqual(
			new Map([
				["x y", 0.5],
				["y z", 0.375],
				["x z", 0.125],
			]),
		);
		const mixed = chancesOf(three, { rule, uniformShare: 0.3 });
		expect(mixed.get("x y")).toBeCloseTo(0.1 + 0.35, 12);
		expect(mixed.get("x z")).toBeCloseTo(0.1 + 0.7 / 8, 12);
		const equal = chancesOf(three, { rule: scoresOf(["x", "y", "z"], [0, 0, 0]) });
		for (const chance of equal.values()) expect(chance).toBeCloseTo(1 / 3, 12);
	});

	test("a pair that has no score yet is taken for the most useful", () => {
		const chances = chancesOf([model("x"), model("y"), model("new")], {
			rule: scoresOf(["x", "y", "paused"], [2, 8, 1]),
		});
		expect(chances.get("x y")).toBeCloseTo(2 / 18, 12);
		expect(chances.get("new x")).toBeCloseTo(8 / 18, 12);
	});

	test("by weight as the plain draw does", () => {
		const candidates = [model("x", 5), model("y", 2), model("z", 1), model("x2", 3, "x")];
		const chances = chancesOf(candidates, { rule: "weights" });
		for (const { a, b, probability } of pairProbabilities(candidates))
			expect(chances.get(key(a, b))).toBeCloseTo(probability, 12);
	});

	test("every new model keeps its floor, whatever the scores say", () => {
		fc.assert(
			fc.property(candidatesArbitrary, mixArbitrary, (candidates, mix) => {
				const chances = chancesOf(candidates, mix);
				const shareOf = (id: string) =>
					[...chances].reduce(
						(sum, [pair, chance]) => sum + (pair.split(" ").includes(id) ? chance : 0),
						0,
					);
				const present = mix.newIds.filter((id) =>
					[...chances.keys()].some((pair) => pair.split(" ").includes(id)),
				);
				for (const id of present)
					expect(shareOf(id)).toBeGreaterThanOrEqual((mix.newShare / present.length) * (1 - 1e-9));
			}),
		);
		const three = [model("x"), model("y"), model("z")];
		const rule = scoresOf(["x", "y", "z"], [1, 0, 0]);
		const floor = chancesOf(three, { rule, newIds: ["z"], newShare: 0.4 });
		expect([floor.get("x z"), floor.get("y z")]).toEqual([0.2, 0.2]);
		expect(floor.get("x y")).toBeCloseTo(0.6, 12);
		const both = chancesOf(three, { rule, newIds: ["y", "z"], newShare: 0.4 });
		for (const [pair, chance] of [
			["x y", 0.7],
			["x z", 0.1],
			["y z", 0.2],
		] as const)
			expect(both.get(pair)).toBeCloseTo(chance, 12);
		// Nobody new: the share goes back to the rule.
		expect(chancesOf(three, { rule, newIds: ["w"], newShare: 0.4 }).get("x y")).toBe(1);
	});
});

test("frequencies, slots and sides are as stated (4 sigma)", () => {
	const candidates = [model("x"), model("y"), model("z"), model("w")];
	const pairs = mixedPairProbabilities(candidates, {
		rule: scoresOf(["x", "y", "z"], [5, 1, 2]),
		uniformShare: 0.2,
		newIds: ["w"],
		newShare: 0.1,
	});
	const random = seededRandom(20260102);
	const draws = 40_000;
	const counts = new Map<string, number>();
	let [slots, left] = [0, 0];
	for (let i = 0; i < draws; i++) {
		const drawn = drawMixedPair(pairs, random);
		if (drawn === null) throw new Error("no pair");
		const pair = key(drawn.a, drawn.b);
		counts.set(pair, (counts.get(pair) ?? 0) + 1);
		if (drawn.a.id < drawn.b.id) slots++;
		if (drawn.sideOfA === "left") left++;
	}
	expect(counts.size).toBe(6);
	for (const { a, b, probability: p } of pairs)
		expect(Math.abs((counts.get(key(a, b)) ?? 0) - draws * p)).toBeLessThan(
			4 * Math.sqrt(draws * p * (1 - p)),
		);
	for (const coin of [slots, left])
		expect(Math.abs(coin - draws / 2)).toBeLessThan(4 * Math.sqrt(draws / 4));
});

describe("refused", () => {
	const two = [model("x"), model("y")];
	const square = (...values: number[]) => ({ ids: ["x", "y"], values: Float64Array.from(values) });
	test.each<[string, Partial<PairingMix>]>([
		["a negative share", { uniformShare: -0.1 }],
		["a share that is no number", { newShare: Number.NaN }],
		["shares above 1", { uniformShare: 0.6, newShare: 0.6 }],
		["a negative score", { rule: square(0, -1, -1, 0) }],
		["an infinite score", { rule: square(0, Infinity, Infinity, 0) }],
		["a score that is no number", { rule: square(0, Number.NaN, Number.NaN, 0) }],
		["scores that depend on the order", { rule: square(0, 1, 2, 0) }],
		["too few scores", { rule: { ids: ["x", "y"], values: new Float64Array(3) } }],
		["a model twice", { rule: { ids: ["x", "x"], values: new Float64Array(4) } }],
	])("%s", (_, fault) => {
		expect(() => mixedPairProbabilities(two, { ...plain, ...fault })).toThrowError(
			expect.toSatisfy((error) => isAppError(error, "pairing-mix-invalid")),
		);
	});
});
