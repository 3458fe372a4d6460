import { describe, expect, it } from "vitest";
import type { Outcome } from "#lib/arena/outcome.ts";
import { bySlot, choiceOf, choices, outcomeOf, type Sides, slotOn } from "./sides.ts";

const straight: Sides = { a: "left", b: "right" };
const crossed: Sides = { a: "right", b: "left" };

describe("sides", () => {
	it("votes for the slot that stands where the voter looked", () => {
		expect(outcomeOf(straight, "left")).toBe("a");
		expect(outcomeOf(crossed, "left")).toBe("b");
		expect(outcomeOf(crossed, "right")).toBe("a");
		expect(slotOn(crossed, "right")).toBe("a");
	});

	it("leaves outcomes without a side alone", () => {
		for (const sides of [straight, crossed]) {
			expect(outcomeOf(sides, "tie")).toBe("tie");
			expect(outcomeOf(sides, "both_bad")).toBe("both_bad");
		}
	});

	it("shows every outcome as the choice that made it", () => {
		for (const sides of [straight, crossed]) {
			const seen = new Set<Outcome>();
			for (const choice of choices) {
				expect(choiceOf(sides, outcomeOf(sides, choice))).toBe(choice);
				seen.add(outcomeOf(sides, choice));
			}
			expect(seen.size).toBe(4);
		}
	});

	it("hands reasons given by side to the slot on that side", () => {
		const given = { left: ["clearer"], right: ["too-long"] };
		expect(bySlot(straight, given)).toEqual({ a: ["clearer"], b: ["too-long"] });
		expect(bySlot(crossed, given)).toEqual({ a: ["too-long"], b: ["clearer"] });
	});
});
