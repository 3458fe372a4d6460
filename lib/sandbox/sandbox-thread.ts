import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { AppError } from "#lib/kernel/app-error.ts";
import type { SandboxAnswer, SandboxJob } from "./job.ts";

/**
 * How much longer than asked a run may take before its thread is killed. The interpreter looks at the
 * clock between its own operations; a single long one (a huge sort, a deep `JSON.stringify`) does not.
 */
const KILL_GRACE_MS = 1000;
/** Native stack and JavaScript heap of a thread; the interpreter's memory is limited apart from it. */
const RESOURCE_LIMITS = {
	stackSizeMb: 64,
	maxOldGenerationSizeMb: 128,
	maxYoungGenerationSizeMb: 16,
};

/** Beside the project's other files: threads run from sources, whatever a bundler makes of this file. */
const workerFile = () => join(process.cwd(), "lib", "sandbox", "sandbox-worker.ts");

export interface SandboxThread {
	/** False once the thread has ended, by itself or killed; it must then be replaced. */
	readonly isAlive: boolean;
	/** Runs one job; only one at a time. Throws `sandbox-failed` when the thread ends without an answer. */
	run(job: SandboxJob): Promise<SandboxAnswer>;
	/** Ends the thread, and resolves when it is gone. */
	stop(): Promise<void>;
}

/** Starts a thread of the sandbox. It sees no environment variable and keeps no process alive while idle. */
export function startSandboxThread(): SandboxThread {
	// An import would let Next's bundler find the worker's file, and bundle it into something that cannot run.
	const threads = process.getBuiltinModule("node:worker_threads");
	const worker = new threads.Worker(workerFile(), {
		env: {},
		execArgv: [],
		stdin: false,
		name: "sandbox",
		resourceLimits: RESOURCE_LIMITS,
	});
	const ended = new Promise<never>((_, reject) => {
		worker.once("error", reject);
		worker.once("exit", (code) => reject(new Error(`The thread ended with ${code}.`)));
	});
	const ready = new Promise<void>((resolve) => worker.once("message", () => resolve()));
	const state = { isAlive: true };
	ended.catch(() => {
		state.isAlive = false;
	});
	const stop = async () => {
		state.isAlive = false;
		await worker.terminate();
	};
	return {
		get isAlive() {
			return state.isAlive;
		},
		stop,
		async run(job) {
			worker.ref();
			try {
				await Promise.race([ready, ended]);
				return await answerOf(worker, job, ended, stop);
			} catch (error) {
				await stop();
				if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY")
					return emptyAnswer("memory", "The code filled the memory of its thread.");
				throw new AppError(
					"sandbox-failed",
					"The thread that runs untrusted code ended by itself. Try again; the log has the cause.",
					{ status: 500, cause: error },
				);
			} finally {
				worker.unref();
			}
		},
	};
}

async function answerOf(
	worker: Worker,
	job: SandboxJob,
	ended: Promise<never>,
	stop: () => Promise<void>,
): Promise<SandboxAnswer> {
	const startedAt = performance.now();
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<"late">((resolve) => {
		timer = setTimeout(() => resolve("late"), job.timeoutMs + KILL_GRACE_MS);
	});
	const answered = new Promise<SandboxAnswer>((resolve) => worker.once("message", resolve));
	worker.postMessage(job);
	try {
		const answer = await Promise.race([answered, late, ended]);
		if (answer !== "late") return answer;
		await stop();
		return emptyAnswer(
			"timeout",
			`The code ran longer than ${job.timeoutMs} ms and had to be killed.`,
			performance.now() - startedAt,
		);
	} finally {
		clearTimeout(timer);
	}
}

/** What is known of a run whose thread is gone. */
function emptyAnswer(state: "timeout" | "memory", message: string, durationMs = 0): SandboxAnswer {
	return { state, error: { name: "Limit", message }, results: [], output: "", durationMs };
}
