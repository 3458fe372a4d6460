import { config } from "#lib/config/config.ts";
import { isAppError } from "#lib/kernel/app-error.ts";

/**
 * How often this process failed at the things that a run's judges have to read. What fails too often is left out, so
 * that one thing that cannot be read does not keep a run for ever.
 */
export class ItemFailures {
	readonly #failures = new Map<string, { times: number; reason: string }>();

	/** Counts a failure at an item. */
	add(id: string, error: unknown): void {
		const times = (this.#failures.get(id)?.times ?? 0) + 1;
		this.#failures.set(id, { times, reason: reasonOf(error) });
	}

	/** True for an item that is not to be tried any more. */
	isGivenUp(id: string): boolean {
		return (this.#failures.get(id)?.times ?? 0) >= config().PARLEY_GIVE_BACKS_MAX;
	}

	/** What was left out and why, in a sentence for whoever looks at the run; null when nothing was. */
	get summary(): string | null {
		const given = [...this.#failures].filter(([id]) => this.isGivenUp(id));
		const [first] = given;
		if (first === undefined) return null;
		const reasons = [...new Set(given.map(([, { reason }]) => reason))];
		return `${given.length} of what was to be judged could not be: ${reasons.slice(0, 3).join("; ")}`;
	}
}

/** A safe message; of what nobody foresaw only that much. */
const reasonOf = (error: unknown): string =>
	isAppError(error) ? error.message : "an unforeseen fault, see the log of the worker";
