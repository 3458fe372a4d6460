/** Throws when a fact that the code relies on does not hold: a defect, never bad input. */
export function assert(condition: unknown, message: string): asserts condition {
	if (!condition) throw new Error(`Broken invariant: ${message}`);
}

/** Makes a switch exhaustive: compiles only when every case is handled. */
export function assertNever(value: never): never {
	throw new Error(`Broken invariant: unexpected value ${JSON.stringify(value)}`);
}
