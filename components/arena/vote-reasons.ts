import type { Side } from "#lib/arena/outcome.ts";
import type { Choice } from "./sides.ts";

/** Preset reasons, stored under these names. */
export const praise = ["clearer", "more-correct", "better-style", "followed-instructions"] as const;
export const blame = [
	"wrong-facts",
	"too-long",
	"off-topic",
	"ignored-instructions",
	"unsafe",
] as const;
export type Reason = (typeof praise)[number] | (typeof blame)[number];

/** Which reasons a side is asked for: praise for the chosen one, blame for the other, both for a tie. */
export function reasonsFor(choice: Choice, side: Side): readonly Reason[] {
	if (choice === "tie") return praise;
	if (choice === "both_bad") return blame;
	return choice === side ? praise : blame;
}
