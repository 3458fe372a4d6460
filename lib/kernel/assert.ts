/** Throws when a fact that the code relies on does not hold: a defect, never bad input. */
export function assert(condition: unknown, message: string): asserts condition {
	if (!condition) throw new Error(`Broken invariant: ${message}`);
}
