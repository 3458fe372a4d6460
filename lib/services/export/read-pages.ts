import type { Keys } from "./read-keys.ts";

/** An export that is ready to be read. Nothing is held open in the database before or between pages. */
export interface RowExport {
	contentType: string;
	fileName: string;
	/** With a limit: the `after` of the next request, or null when this one reaches the end. */
	nextCursor: string | null;
	/**
	 * What was asked for and is left out, by reason: a query over the whole selection, and what was found to give no row
	 * while reading, as far as it was read.
	 */
	countLeftOut(): Promise<Record<string, number>>;
	/** Encoded text, a page of rows at a time. At most two pages are in memory. */
	chunks(): AsyncGenerator<{ rows: number; text: string }, void, undefined>;
}

/** Page after page; the next one is read while the consumer is busy with this one. */
export async function* readPages<Page>(
	groups: AsyncIterable<Keys> | Iterable<Keys>,
	read: (ids: Keys) => Promise<Page>,
): AsyncGenerator<Page, void, undefined> {
	let ahead: Promise<Page> | null = null;
	try {
		for await (const group of groups) {
			const current: Promise<Page> | null = ahead;
			ahead = read(group);
			// A failure is thrown where it is awaited; until then it must not count as unhandled.
			ahead.catch(() => {});
			if (current !== null) yield await current;
		}
		if (ahead !== null) yield await ahead;
	} finally {
		await ahead?.catch(() => {});
	}
}

/** The first `limit` keys, and the cursor that leads on when there are more. */
export async function takeKeys(
	keys: AsyncIterable<Keys>,
	limit: number,
): Promise<{ groups: Keys[]; nextCursor: string | null }> {
	const groups: Keys[] = [];
	let left = limit;
	for await (const group of keys) {
		if (left === 0) return { groups, nextCursor: groups.at(-1)?.at(-1) ?? null };
		const taken = group.slice(0, left);
		groups.push(taken);
		left -= taken.length;
		if (taken.length < group.length) return { groups, nextCursor: taken.at(-1) ?? null };
	}
	return { groups, nextCursor: null };
}
