import { ProviderFault } from "./fault.ts";

interface Slots {
	running: number;
	waiting: (() => void)[];
}

/** Gives out the places of endpoints that take a limited number of calls at once, first come, first served. */
export class EndpointSlots {
	readonly #slots = new Map<string, Slots>();

	/** True when a call would not have to wait. */
	hasRoom(endpointId: string, concurrencyMax: number | undefined): boolean {
		return (
			concurrencyMax === undefined || (this.#slots.get(endpointId)?.running ?? 0) < concurrencyMax
		);
	}

	/**
	 * Takes a place, waiting at most `waitMs` for one; the returned function gives it back. Throws
	 * `ProviderFault` (`rate-limited`) when none became free, the signal's reason when it aborts.
	 */
	async take(
		endpointId: string,
		concurrencyMax: number | undefined,
		signal: AbortSignal,
		waitMs: number,
	): Promise<() => void> {
		if (concurrencyMax === undefined) return () => {};
		const slots = this.#slots.get(endpointId) ?? { running: 0, waiting: [] };
		this.#slots.set(endpointId, slots);
		if (slots.running >= concurrencyMax) await this.#wait(slots, signal, waitMs);
		else slots.running += 1;
		let isTaken = true;
		return () => {
			if (!isTaken) return;
			isTaken = false;
			const next = slots.waiting.shift();
			// The place passes on to the next in line, so `running` stays.
			if (next) next();
			else slots.running -= 1;
		};
	}

	#wait(slots: Slots, signal: AbortSignal, waitMs: number): Promise<void> {
		return new Promise((resolve, reject) => {
			const leave = (reason: unknown) => {
				clearTimeout(timer);
				signal.removeEventListener("abort", onAbort);
				slots.waiting = slots.waiting.filter((other) => other !== enter);
				reject(reason);
			};
			const onAbort = () => leave(signal.reason);
			const enter = () => {
				clearTimeout(timer);
				signal.removeEventListener("abort", onAbort);
				resolve();
			};
			const timer = setTimeout(
				() => leave(new ProviderFault("rate-limited", "All places at this endpoint are taken.")),
				waitMs,
			);
			signal.addEventListener("abort", onAbort, { once: true });
			slots.waiting.push(enter);
		});
	}
}
