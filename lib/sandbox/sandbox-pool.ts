import { AppError } from "#lib/kernel/app-error.ts";
import type { SandboxAnswer, SandboxJob } from "./job.ts";
import type { SandboxThread } from "./sandbox-thread.ts";

interface Waiting {
	job: SandboxJob;
	resolve(answer: SandboxAnswer): void;
	reject(error: unknown): void;
}

/** Threads of the sandbox, started when needed, replaced when they die, with a bounded queue before them. */
export class SandboxPool {
	readonly #threadsMax: number;
	readonly #waitingMax: number;
	readonly #start: () => SandboxThread;
	readonly #idle: SandboxThread[] = [];
	readonly #busy = new Set<SandboxThread>();
	readonly #waiting: Waiting[] = [];
	#isClosed = false;

	constructor(threadsMax: number, waitingMax: number, start: () => SandboxThread) {
		this.#threadsMax = threadsMax;
		this.#waitingMax = waitingMax;
		this.#start = start;
	}

	/**
	 * Runs a job as soon as a thread is free, first come, first served. Throws `sandbox-busy` when too
	 * many wait already, `sandbox-closed` after `close`, `sandbox-failed` when its thread broke.
	 */
	run(job: SandboxJob): Promise<SandboxAnswer> {
		if (this.#isClosed) return Promise.reject(closed());
		if (!this.#hasRoom() && this.#waiting.length >= this.#waitingMax)
			return Promise.reject(
				new AppError(
					"sandbox-busy",
					"Too much code waits to be run. Try again later, or raise PARLEY_SANDBOX_WAITING_MAX or PARLEY_SANDBOX_THREADS_MAX.",
					{ status: 503 },
				),
			);
		return new Promise((resolve, reject) => {
			this.#waiting.push({ job, resolve, reject });
			this.#next();
		});
	}

	/** Ends all threads. What runs or waits is refused with `sandbox-closed`. */
	async close(): Promise<void> {
		this.#isClosed = true;
		for (const { reject } of this.#waiting.splice(0)) reject(closed());
		await Promise.all([...this.#idle.splice(0), ...this.#busy].map((thread) => thread.stop()));
	}

	#hasRoom(): boolean {
		return this.#busy.size < this.#threadsMax;
	}

	#next(): void {
		if (!this.#hasRoom()) return;
		const next = this.#waiting.shift();
		if (next === undefined) return;
		void this.#serve(next);
	}

	async #serve({ job, resolve, reject }: Waiting): Promise<void> {
		const thread = this.#takeThread();
		try {
			resolve(await thread.run(job));
		} catch (error) {
			reject(this.#isClosed ? closed() : error);
		} finally {
			this.#busy.delete(thread);
			if (thread.isAlive && !this.#isClosed) this.#idle.push(thread);
			this.#next();
		}
	}

	#takeThread(): SandboxThread {
		let thread = this.#idle.pop();
		// An idle thread can have died since, for instance when the machine ran out of memory.
		while (thread !== undefined && !thread.isAlive) thread = this.#idle.pop();
		thread ??= this.#start();
		this.#busy.add(thread);
		return thread;
	}
}

function closed(): AppError {
	return new AppError("sandbox-closed", "The sandbox is closed because Parley is stopping.", {
		status: 503,
	});
}
