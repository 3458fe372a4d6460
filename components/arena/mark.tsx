import type { Side } from "#lib/arena/outcome.ts";
import { letters } from "./sides.ts";

/** A side's letter: A solid, B outlined. Decorative where a text beside it says the same. */
export function Mark({ side }: { side: Side }) {
	return (
		<span className={`mark mark-${side}`} aria-hidden="true">
			{letters[side]}
		</span>
	);
}
