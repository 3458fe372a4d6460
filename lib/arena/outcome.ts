import { z } from "zod";

/** The only enum of a preference. `a` and `b` are slots, never screen sides. */
export const outcomes = ["a", "b", "tie", "both_bad"] as const;
export const outcomeSchema = z.enum(outcomes);
export type Outcome = z.infer<typeof outcomeSchema>;

/** The two stored identities of a battle. Where a slot appears on the screen is its side. */
export const slots = ["a", "b"] as const;
export const slotSchema = z.enum(slots);
export type Slot = z.infer<typeof slotSchema>;

export type Side = "left" | "right";

/** Where a battle came from. */
export const origins = ["human", "simulated", "imported"] as const;
export const originSchema = z.enum(origins);
export type Origin = z.infer<typeof originSchema>;

export function otherSlot(slot: Slot): Slot {
	return slot === "a" ? "b" : "a";
}
