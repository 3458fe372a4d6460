import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { distinctNgrams } from "./distinct.ts";
import { userFidelity } from "./fidelity.ts";
import { talkRecord } from "./talk-record.fixture.ts";

const bootstrap = () => ({ random: seededRandom(3), draws: 200 });

test("distinct n-grams of known texts", () => {
	// 7 different of 8 words; 6 different of 6 pairs.
	expect(distinctNgrams([["move my booking please"], ["change my other ticket"]], 1).mean).toBe(
		7 / 8,
	);
	expect(distinctNgrams([["move my booking please"], ["change my other ticket"]], 2).mean).toBe(1);
	expect(distinctNgrams([["a b"], ["a b"], ["a b"]], 1).mean).toBeCloseTo(2 / 6, 12);
	expect(distinctNgrams([["a"]], 2)).toMatchObject({ mean: null, lower: null });
	expect(distinctNgrams([["a b"]], 1)).toMatchObject({ mean: 1, lower: null, upper: null });
	expect(distinctNgrams([], 1).mean).toBeNull();
});

test("the jackknife is that of counting again without each scenario", () => {
	const words = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1, maxLength: 6 });
	fc.assert(
		fc.property(fc.array(words, { minLength: 2, maxLength: 6 }), (texts) => {
			const clusters = texts.map((text) => [text.join(" ")]);
			const { mean, lower, upper } = distinctNgrams(clusters, 1);
			const without = clusters.map(
				(_, i) =>
					distinctNgrams(
						clusters.filter((_text, j) => j !== i),
						1,
					).mean ?? Number.NaN,
			);
			const isStill = without.every((value) => Math.abs(value - (without[0] ?? 0)) < 1e-12);
			expect(lower).toBeLessThanOrEqual((mean ?? 0) + 1e-12);
			if (isStill) expect((upper ?? 0) - (lower ?? 0)).toBeCloseTo(0, 9);
			else expect(upper ?? 0).toBeGreaterThan(lower ?? 0);
		}),
	);
});

test("shares, overlap and stops of known conversations", () => {
	const good = talkRecord(
		[
			["Move the booking, please.", "Which?"],
			["My booking is KX7714.", "Done."],
		],
		{ end: "user-stop", seed: 1 },
	);
	const early = talkRecord([["Move the thing.", "Which?"]], {
		end: "user-stop",
		turnsMin: 2,
		seed: 2,
	});
	const broken = talkRecord([["As an AI, I wait.", "Fine."]], { seed: 3 });
	const found = userFidelity(
		[{ record: good, goalReachedTurn: 2 }, { record: early }, { record: broken }],
		bootstrap(),
	);
	expect(found.conversations).toBe(3);
	expect(found.voidRate.mean).toBeCloseTo(2 / 3, 12);
	expect(found.reasonableStops).toMatchObject({ mean: 0.5, values: 2 });
	expect(found.roleAdherence).toMatchObject({ mean: 0.75, values: 4, clusters: 3 });
	// "move", "the" and "booking" of 4 words, "move", "the" of 3, "i" of 5; then all of "my booking is KX7714".
	expect(found.intentOverlap.map(({ turn }) => turn)).toEqual([1, 2]);
	expect(found.intentOverlap[0]?.estimate.mean).toBeCloseTo((3 / 4 + 2 / 3 + 1 / 5) / 3, 12);
	expect(found.intentOverlap[1]?.estimate).toMatchObject({ mean: 1, lower: null });
	expect(found.distinctFirstTurns[0]?.estimate.mean).toBeCloseTo(10 / 12, 12);
});

test("one who never breaks has an interval with a width all the same, and equal seeds equal intervals", () => {
	const records = Array.from({ length: 12 }, (_, seed) =>
		talkRecord([["Move the booking, please.", "Done."]], { seed }),
	);
	const inputs = records.map((record) => ({ record }));
	const found = userFidelity(inputs, bootstrap());
	expect(found.voidRate.mean).toBe(0);
	expect(found.voidRate.upper).toBeGreaterThan(0.1);
	expect(found.reasonableStops.mean).toBeNull();
	expect(found.distinctFirstTurns[0]?.estimate.mean).toBeCloseTo(4 / 48, 12);
	expect(userFidelity(inputs, bootstrap())).toEqual(found);
});

test("no conversations and no card give nothing, never NaN", () => {
	const nothing = userFidelity([], bootstrap());
	expect(JSON.stringify(nothing)).not.toContain("NaN");
	expect(nothing.voidRate.mean).toBeNull();
	expect(
		userFidelity([{ record: talkRecord([["Hi.", "Hi."]]), card: null }], bootstrap()).intentOverlap,
	).toEqual([]);
});
