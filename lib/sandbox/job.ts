/** A value that JSON can say. */
export type Json =
	| null
	| boolean
	| number
	| string
	| readonly Json[]
	| { readonly [key: string]: Json };

/** What one run asks of a worker. All limits are set: defaults belong to the caller. */
export interface SandboxJob {
	code: string;
	/** `argsJson` is the JSON text of the array of arguments. */
	calls: { fn: string; argsJson: string }[];
	timeoutMs: number;
	memoryBytesMax: number;
	outputBytesMax: number;
	/** 32 bits; decides every `Math.random()` of the run. */
	seed: number;
}

/**
 * How a run ended: `ok` all of the code and every call ran (a call may still have thrown), `error` the
 * code itself threw or did not parse, the others name the limit that stopped it.
 */
export type SandboxState = "ok" | "error" | "timeout" | "memory" | "output-limit";

/** What the code threw, in its own words: untrusted text, cut to a bounded length. */
export interface GuestError {
	name: string;
	message: string;
}

/** What one call came to. `undefined` is told as `null`, as JSON does in arrays. */
export type CallResult = { value: Json } | { error: GuestError };

export interface SandboxAnswer {
	state: SandboxState;
	/** Why the state is not `ok`; null if it is. */
	error: GuestError | null;
	/**
	 * One for each call that finished before the run ended: all of them when the state is `ok`, none
	 * when the code threw or when the worker had to be killed.
	 */
	results: CallResult[];
	/** What the code wrote with `console`, a line for each call of it. */
	output: string;
	/** Time in the interpreter, in milliseconds of wall clock; the one part that differs between runs. */
	durationMs: number;
}
