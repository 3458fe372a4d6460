import fc from "fast-check";
import { expect, test } from "vitest";
import { costUsd } from "./price.ts";

const price = { inputUsd: 3, outputUsd: 15, cachedUsd: 0.3 };

test.each([
	[price, { tokensIn: 1_000_000, tokensOut: 1_000_000, tokensCached: null }, 18],
	[price, { tokensIn: 1_000_000, tokensOut: 0, tokensCached: 1_000_000 }, 0.3],
	[{ ...price, cachedUsd: null }, { tokensIn: 1_000_000, tokensOut: 0, tokensCached: 500_000 }, 3],
	[price, { tokensIn: 10, tokensOut: 0, tokensCached: 50 }, 3e-6],
	[{ ...price, outputUsd: null }, { tokensIn: 1, tokensOut: 1, tokensCached: null }, null],
	[price, { tokensIn: null, tokensOut: 1, tokensCached: null }, null],
])("%j %j costs %j", (at, tokens, expected) => {
	const cost = costUsd(at, tokens);
	if (expected === null) expect(cost).toBeNull();
	else expect(cost).toBeCloseTo(expected, 12);
});

test("caching never costs more than not caching", () => {
	fc.assert(
		fc.property(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6), (tokensIn, tokensOut, tokensCached) => {
			const plain = costUsd(price, { tokensIn, tokensOut, tokensCached: 0 }) ?? 0;
			expect(costUsd(price, { tokensIn, tokensOut, tokensCached })).toBeLessThanOrEqual(
				plain + 1e-12,
			);
		}),
	);
});
