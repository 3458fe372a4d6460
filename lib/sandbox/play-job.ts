import { performance } from "node:perf_hooks";
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime } from "quickjs-emscripten";
import { jsonDepth } from "#lib/kernel/json-depth.ts";
import { seededRandom } from "#lib/kernel/random.ts";
import { freshInterpreter, type Interpreter } from "./interpreter.ts";
import type {
	CallResult,
	GuestError,
	Json,
	SandboxAnswer,
	SandboxJob,
	SandboxState,
} from "./job.ts";

import { PRELUDE } from "./prelude.ts";

/** Deeper results would overflow the stack of whoever writes them down. */
const DEPTH_MAX = 100;
/** Code and arguments may fill this part of the memory: reading them takes several times their size. */
const GIVEN_SHARE_MAX = 1 / 8;
const JOBS_AT_ONCE = 100;

/** Ends a run from within: the state is decided, nothing more of the code is executed. */
class Stopped extends Error {
	readonly state: Exclude<SandboxState, "ok">;
	readonly reason: GuestError;

	constructor(state: Exclude<SandboxState, "ok">, reason: GuestError) {
		super(reason.message);
		this.state = state;
		this.reason = reason;
	}
}

const limitReasons = {
	timeout: (job: SandboxJob) => `The code ran longer than ${job.timeoutMs} ms.`,
	memory: (job: SandboxJob) => `The code needed more than ${job.memoryBytesMax} bytes of memory.`,
	"output-limit": (job: SandboxJob) =>
		`The code gave out more than ${job.outputBytesMax} bytes (its results included).`,
};

function stopAt(state: keyof typeof limitReasons, job: SandboxJob): Stopped {
	return new Stopped(state, { name: "Limit", message: limitReasons[state](job) });
}

/** Runs one job in an interpreter of its own, in this thread, which it may block longer than asked. */
export async function playJob(job: SandboxJob): Promise<SandboxAnswer> {
	const interpreter = await freshInterpreter(job.memoryBytesMax);
	const startedAt = performance.now();
	const run = new Run(job, interpreter, startedAt + job.timeoutMs);
	const results: CallResult[] = [];
	const ended = (state: SandboxState, error: GuestError | null): SandboxAnswer => ({
		state,
		error,
		results,
		output: run.output.toWellFormed(),
		durationMs: performance.now() - startedAt,
	});
	try {
		if (givenBytes(job) > job.memoryBytesMax * GIVEN_SHARE_MAX) throw stopAt("memory", job);
		run.load();
		for (const call of job.calls) results.push(run.call(call));
		return ended("ok", null);
	} catch (error) {
		if (error instanceof Stopped) return ended(error.state, error.reason);
		return ended("error", faultOf(error));
	}
}

function givenBytes({ code, calls }: SandboxJob): number {
	return calls.reduce(
		(bytes, { argsJson }) => bytes + Buffer.byteLength(argsJson),
		Buffer.byteLength(code),
	);
}

/** The interpreter itself gave up: its native stack, or a defect in it that the code has found. */
function faultOf(error: unknown): GuestError {
	return error instanceof RangeError
		? { name: "InternalError", message: "stack overflow" }
		: { name: "InternalError", message: "The interpreter failed." };
}

class Run {
	output = "";
	readonly #job: SandboxJob;
	readonly #interpreter: Interpreter;
	readonly #runtime: QuickJSRuntime;
	readonly #context: QuickJSContext;
	readonly #deadline: number;
	readonly #host: { invoke: QuickJSHandle; tell: QuickJSHandle; describe: QuickJSHandle };
	#outputBytes = 0;
	#passed: "timeout" | "output-limit" | null = null;

	constructor(job: SandboxJob, interpreter: Interpreter, deadline: number) {
		this.#job = job;
		this.#interpreter = interpreter;
		this.#runtime = interpreter.runtime;
		this.#context = interpreter.context;
		this.#deadline = deadline;
		this.#host = this.#prepare();
		this.#runtime.setInterruptHandler(() => {
			if (performance.now() > deadline) this.#passed ??= "timeout";
			return this.#passed !== null;
		});
	}

	#prepare() {
		const context = this.#context;
		const random = seededRandom(this.#job.seed);
		const write = context.newFunction("write", (line) => this.#write(line));
		const next = context.newFunction("random", () => context.newNumber(random.next()));
		const prelude = context.unwrapResult(context.evalCode(PRELUDE, "prelude.js"));
		const host = context.unwrapResult(
			context.callFunction(prelude, context.undefined, write, next),
		);
		return {
			invoke: context.getProp(host, "invoke"),
			tell: context.getProp(host, "tell"),
			describe: context.getProp(host, "describe"),
		};
	}

	/** Runs the code itself. Throws `Stopped` unless it came to its end. */
	load(): void {
		const { error } = this.#context.evalCode(this.#job.code, "code.js", { type: "global" });
		if (error) throw this.#stoppedBy(error);
		this.#settle();
	}

	/** Calls one function. Throws `Stopped` when a limit is passed; what the function throws is a result. */
	call({ fn, argsJson }: { fn: string; argsJson: string }): CallResult {
		const context = this.#context;
		// `fn` is a plain name: it may also stand for what `const` or `class` declared.
		const found = context.evalCode(fn, "call.js", { type: "global" });
		if (found.error) return this.#thrown(found.error);
		const returned = context.callFunction(
			this.#host.invoke,
			context.undefined,
			found.value,
			context.newString(argsJson),
		);
		if (returned.error) return this.#thrown(returned.error);
		this.#settle();
		const state = context.getPromiseState(returned.value);
		if (state.type === "rejected") return this.#thrown(state.error);
		if (state.type === "pending")
			return { error: { name: "Error", message: "The promise that was returned never settles." } };
		const told = context.callFunction(this.#host.tell, context.undefined, state.value);
		if (told.error) return this.#thrown(told.error);
		return this.#valueOf(this.#read(told.value));
	}

	#valueOf(json: string): CallResult {
		if (jsonDepth(json) > DEPTH_MAX)
			return {
				error: { name: "RangeError", message: `The result is nested deeper than ${DEPTH_MAX}.` },
			};
		return { value: JSON.parse(json) as Json };
	}

	/** Runs what the code has put off (promises), until nothing is left. */
	#settle(): void {
		while (this.#runtime.hasPendingJob()) {
			const { error } = this.#runtime.executePendingJobs(JOBS_AT_ONCE);
			if (error) throw this.#stoppedBy(error);
			if (performance.now() > this.#deadline) this.#passed ??= "timeout";
			this.#throwIfPassed();
		}
		this.#throwIfPassed();
	}

	#throwIfPassed(): void {
		if (this.#passed !== null) throw stopAt(this.#passed, this.#job);
	}

	/** The text of a string handle, counted as output. */
	#read(handle: QuickJSHandle): string {
		const length = this.#context
			.getProp(handle, "length")
			.consume((n) => this.#context.getNumber(n));
		const room = this.#job.outputBytesMax - this.#outputBytes;
		if (length > room) this.#passed ??= "output-limit";
		this.#throwIfPassed();
		const text = this.#context.getString(handle);
		this.#outputBytes += Buffer.byteLength(text);
		if (this.#outputBytes > this.#job.outputBytesMax) this.#passed ??= "output-limit";
		this.#throwIfPassed();
		return text;
	}

	/** What an uncaught error of the code means for a call: a result, unless a limit is behind it. */
	#thrown(error: QuickJSHandle): CallResult {
		const stopped = this.#stoppedBy(error);
		if (stopped.state !== "error") throw stopped;
		return { error: stopped.reason };
	}

	#stoppedBy(error: QuickJSHandle): Stopped {
		if (this.#passed !== null) return stopAt(this.#passed, this.#job);
		const reason = this.#describe(error);
		if (this.#passed !== null) return stopAt(this.#passed, this.#job);
		return this.#isOfMemory(reason) ? stopAt("memory", this.#job) : new Stopped("error", reason);
	}

	#describe(error: QuickJSHandle): GuestError {
		const context = this.#context;
		if (this.#interpreter.isFull()) this.#interpreter.releaseReserve();
		const told = context.callFunction(this.#host.describe, context.undefined, error);
		return told.error
			? { name: "Error", message: "An error that cannot be read." }
			: (JSON.parse(context.getString(told.value)) as GuestError);
	}

	/** With no memory left even for an error, the interpreter throws null instead. */
	#isOfMemory({ name, message }: GuestError): boolean {
		return name === "InternalError"
			? message.startsWith("out of memory")
			: message === "null" && this.#interpreter.isFull();
	}

	#write(line: QuickJSHandle): void {
		this.output += `${JSON.parse(this.#read(line)) as string}\n`;
	}
}
