import fc from "fast-check";
import { expect, test } from "vitest";
import { textFilter } from "./text-filter.ts";

function filtered(pieces: readonly string[], hidesThinking: boolean): string {
	const filter = textFilter(hidesThinking);
	return pieces.map((piece) => filter.push(piece)).join("") + filter.end();
}

/** A text cut at random places. */
const cut = (text: fc.Arbitrary<string>) =>
	fc.tuple(text, fc.array(fc.nat(50), { maxLength: 8 })).map(([whole, places]) => {
		const at = [0, ...places.map((place) => Math.min(place, whole.length)), whole.length].sort(
			(x, y) => x - y,
		);
		return at.slice(1).map((end, i) => whole.slice(at[i], end));
	});
const text = fc.oneof(
	fc.string({ unit: "binary" }),
	fc
		.array(
			fc.constantFrom(
				"<think>",
				"</think>",
				"<",
				"think",
				">",
				" ",
				"\n",
				"a",
				"😀",
				"\ud83d",
				"\u0000",
			),
		)
		.map((parts) => parts.join("")),
);

test("how a text was cut never matters, and what comes out can be stored", () => {
	fc.assert(
		fc.property(cut(text), fc.boolean(), (pieces, hidesThinking) => {
			const out = filtered(pieces, hidesThinking);
			expect(out).toBe(filtered([pieces.join("")], hidesThinking));
			expect(out.isWellFormed()).toBe(true);
			expect(out).not.toContain("\u0000");
		}),
	);
});

test("ordinary text passes unchanged, each piece at once", () => {
	fc.assert(
		fc.property(fc.array(fc.string({ unit: "grapheme-ascii", minLength: 1 })), (pieces) => {
			const filter = textFilter(false);
			for (const piece of pieces) expect(filter.push(piece)).toBe(piece);
		}),
	);
});

test.each([
	["<think>a</think>b", "b"],
	[" \n<think>a</think>\n\n b", "b"],
	["<think>a", ""],
	["<think></think>", ""],
	["<thin", "<thin"],
	["<thing>b", "<thing>b"],
	["  b", "  b"],
	["b<think>c</think>", "b<think>c</think>"],
	["<think>a<think>b</think>c</think>d", "c</think>d"],
])("%j shows %j", (given, shown) => {
	expect(filtered([given], true)).toBe(shown);
	expect(filtered([...given], true)).toBe(shown);
});
