import { config } from "#lib/config/config.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import type { Json, SandboxAnswer, SandboxJob } from "./job.ts";
import { MEMORY_BYTES_MIN } from "./memory-limits.ts";
import { SandboxPool } from "./sandbox-pool.ts";
import { startSandboxThread } from "./sandbox-thread.ts";

export interface CodeToRun {
	/** A script, not a module: `import` and `export` do not parse. */
	code: string;
	/** Functions that the code declares, called in this order once it has run, with JSON values. */
	calls?: readonly { fn: string; args: readonly Json[] }[];
	/** For the code and all calls together, in milliseconds. As configured if left out, as the next two. */
	timeoutMs?: number;
	/** The whole memory of the interpreter, in bytes; it needs about 6 MB of that itself. */
	memoryBytesMax?: number;
	/** For what is written and all results together, in bytes of UTF-8. */
	outputBytesMax?: number;
	/** Decides what `Math.random` gives; a whole number of 32 bits. */
	seed: number;
}

let pool: SandboxPool | undefined;

/**
 * Runs untrusted JavaScript without access to anything: no files, network, clock, modules, timers or
 * randomness of the host. The same request gives the same answer, but for `durationMs` and for whether
 * a run near its time limit still comes in. Whatever the code does is an answer, never a thrown error.
 *
 * Throws `AppError`: `sandbox-request-invalid` (a name that is no name, a limit above the configured
 * one), `sandbox-busy` (the queue is full), `sandbox-closed`, `sandbox-failed` (a defect of ours).
 */
export async function runCode(request: CodeToRun): Promise<SandboxAnswer> {
	const job = jobOf(request);
	pool ??= new SandboxPool(
		config().PARLEY_SANDBOX_THREADS_MAX,
		config().PARLEY_SANDBOX_WAITING_MAX,
		startSandboxThread,
	);
	return pool.run(job);
}

/** Ends the threads of this process's sandbox; the next run starts new ones. */
export async function closeSandbox(): Promise<void> {
	const closing = pool;
	pool = undefined;
	await closing?.close();
}

function jobOf(request: CodeToRun): SandboxJob {
	for (const { fn } of request.calls ?? [])
		if (!/^[A-Za-z_$][\w$]*$/.test(fn))
			throw invalid(`"${fn}" cannot be called: give the plain name of a function.`);
	return {
		code: request.code,
		calls: (request.calls ?? []).map(({ fn, args }) => ({ fn, argsJson: JSON.stringify(args) })),
		timeoutMs: limit(request.timeoutMs, 1, "PARLEY_SANDBOX_TIMEOUT_MS"),
		memoryBytesMax: limit(
			request.memoryBytesMax,
			MEMORY_BYTES_MIN,
			"PARLEY_SANDBOX_MEMORY_BYTES_MAX",
		),
		outputBytesMax: limit(request.outputBytesMax, 0, "PARLEY_SANDBOX_OUTPUT_BYTES_MAX"),
		seed: request.seed,
	};
}

type LimitName =
	| "PARLEY_SANDBOX_TIMEOUT_MS"
	| "PARLEY_SANDBOX_MEMORY_BYTES_MAX"
	| "PARLEY_SANDBOX_OUTPUT_BYTES_MAX";

/** A limit that is asked for, between the least that makes sense and what the operator allows. */
function limit(asked: number | undefined, min: number, name: LimitName): number {
	const max = config()[name];
	if (asked === undefined) return max;
	if (Number.isInteger(asked) && asked >= min && asked <= max) return asked;
	throw invalid(
		`A limit of ${asked} is not between ${min} and ${max}; ${name} sets the upper end.`,
	);
}

function invalid(message: string): AppError {
	return new AppError("sandbox-request-invalid", message);
}
