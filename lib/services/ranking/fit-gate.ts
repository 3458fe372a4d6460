import { config } from "#lib/config/config.ts";
import { AppError } from "#lib/kernel/app-error.ts";

/** How many may wait for each fit that runs; more would wait too long to be worth their memory. */
const WAITING_PER_FIT = 10;

// Pages and routes are bundled apart; one process has one gate.
const shared = globalThis as typeof globalThis & {
	parleyFitGate?: { running: number; waiting: (() => void)[] };
};

/**
 * Runs a fit that nobody keeps, PARLEY_FITS_AT_ONCE_MAX at a time in this process; others wait their
 * turn. Throws `fits-busy` (503) when too many wait already.
 */
export async function passFitGate<T>(work: () => Promise<T>): Promise<T> {
	shared.parleyFitGate ??= { running: 0, waiting: [] };
	const gate = shared.parleyFitGate;
	const max = config().PARLEY_FITS_AT_ONCE_MAX;
	if (gate.running < max) gate.running++;
	else if (gate.waiting.length < max * WAITING_PER_FIT)
		// Whoever leaves hands its place over, so `running` stays as it is.
		await new Promise<void>((resolve) => gate.waiting.push(resolve));
	else
		throw new AppError(
			"fits-busy",
			"Too many leaderboards of this kind are being calculated right now. Try again in some seconds, or ask for one without dates.",
			{ status: 503, data: { retryAfterSeconds: 5 } },
		);
	try {
		return await work();
	} finally {
		const next = gate.waiting.shift();
		if (next === undefined) gate.running--;
		else next();
	}
}
