import { ItemFailures } from "#lib/services/judging/item-failures.ts";
import { judgeRun } from "#lib/services/judging/judge-run.ts";
import { endJudging, findJudging } from "./settle-runs.ts";

/** Runs whose juries one process convenes at once; each holds a connection to the database. */
const AT_ONCE_MAX = 2;
/** A jury that failed is left alone for this long, in ms. */
const FAULT_PAUSE_MS = 5000;

/** The juries that one worker convenes for runs that are through. */
export class JuriesAtWork {
	readonly #working = new Map<string, { done: Promise<void>; abort: AbortController }>();
	readonly #failedAt = new Map<string, number>();
	readonly #failures = new Map<string, ItemFailures>();
	readonly #onEnd: () => void;
	readonly #onError: (error: unknown, what: string) => void;

	constructor(hooks: { onEnd(): void; onError(error: unknown, what: string): void }) {
		this.#onEnd = hooks.onEnd;
		this.#onError = hooks.onError;
	}

	/** Begins with the runs that wait for their juries, as far as there is room; narrowed to one run with `runId`. */
	async begin(runId?: string): Promise<void> {
		for (const id of await findJudging(runId)) {
			if (this.#working.size >= AT_ONCE_MAX) return;
			const failedAt = this.#failedAt.get(id) ?? Number.NEGATIVE_INFINITY;
			if (!this.#working.has(id) && performance.now() - failedAt > FAULT_PAUSE_MS) this.#start(id);
		}
	}

	/** What has been read is stored; the rest is read by whoever comes next. */
	async stop(): Promise<void> {
		for (const { abort } of this.#working.values()) abort.abort(new Error("the process stops"));
		await Promise.all([...this.#working.values()].map(({ done }) => done));
	}

	#start(runId: string): void {
		const abort = new AbortController();
		const failures = this.#failures.get(runId) ?? new ItemFailures();
		this.#failures.set(runId, failures);
		const done = judgeRun({ runId, signal: abort.signal, failures, onError: this.#onError })
			.then(async (result) => {
				if (result.state === "busy" || abort.signal.aborted) return;
				if (result.state === "spent") await endJudging(runId, "stopped", result.reason);
				else await endJudging(runId, "finished", failures.summary);
				this.#failures.delete(runId);
				this.#failedAt.delete(runId);
			})
			.catch((error: unknown) => {
				if (abort.signal.aborted) return;
				this.#failedAt.set(runId, performance.now());
				this.#onError(error, "a jury stopped");
			})
			.finally(() => {
				this.#working.delete(runId);
				this.#onEnd();
			});
		this.#working.set(runId, { done, abort });
	}
}
