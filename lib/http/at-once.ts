import { AppError } from "#lib/kernel/app-error.ts";

// Every bundled route loads this module for itself; one process counts once.
const shared = globalThis as typeof globalThis & { parleyPlaces?: Map<string, number> };

/**
 * Takes one of `max` places that `key` has in this process; the returned function gives it back, once
 * however often it is called. Throws `rate-limited` (429) when all are taken.
 */
export function takePlace(key: string, max: number): () => void {
	shared.parleyPlaces ??= new Map();
	const places = shared.parleyPlaces;
	const taken = places.get(key) ?? 0;
	if (taken >= max)
		throw new AppError(
			"rate-limited",
			`${max} of your requests of this kind are being answered right now. Wait until one is done.`,
			{ status: 429, data: { retryAfterSeconds: 5 } },
		);
	places.set(key, taken + 1);
	let isTaken = true;
	return () => {
		if (!isTaken) return;
		isTaken = false;
		const left = (places.get(key) ?? 1) - 1;
		if (left === 0) places.delete(key);
		else places.set(key, left);
	};
}
