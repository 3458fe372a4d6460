import type { BattleView } from "#lib/arena/battle.ts";
import type { Outcome, Side, Slot } from "#lib/arena/outcome.ts";

/** Where each slot of a battle stands on the screen. */
export type Sides = BattleView["sides"];

/** What a voter chooses: they see A on the left and B on the right and know nothing of slots. */
export type Choice = Side | "tie" | "both_bad";

/** The four choices in the order of the vote bar and of its keys. */
export const choices = ["left", "right", "tie", "both_bad"] as const satisfies Choice[];

/** The letter under which a side is shown. */
export const letters = { left: "A", right: "B" } as const satisfies Record<Side, string>;

export const sidesInOrder = ["left", "right"] as const satisfies Side[];

/** The slot that stands on a side. */
export function slotOn(sides: Sides, side: Side): Slot {
	return sides.a === side ? "a" : "b";
}

/** The outcome, by slot, that a choice by side means. Ties and "both bad" have no side. */
export function outcomeOf(sides: Sides, choice: Choice): Outcome {
	return choice === "left" || choice === "right" ? slotOn(sides, choice) : choice;
}

/** The choice, by side, that shows an outcome; the inverse of `outcomeOf`. */
export function choiceOf(sides: Sides, outcome: Outcome): Choice {
	return outcome === "a" || outcome === "b" ? sides[outcome] : outcome;
}

/** Values held by side, as the interface by slot wants them. */
export function bySlot<T>(sides: Sides, values: Record<Side, T>): Record<Slot, T> {
	return { a: values[sides.a], b: values[sides.b] };
}
