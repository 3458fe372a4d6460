import type { FormatName } from "#lib/datasets/format-names.ts";
import { arena140kRow } from "#lib/datasets/formats/arena-140k.ts";
import { parleyRow } from "#lib/datasets/formats/parley.ts";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { rowEncoder } from "./encode-rows.ts";
import type { ExportRequest } from "./export-query.ts";
import { type Selection, selectionFor } from "./export-selection.ts";
import { exportKey, pseudonymiser } from "./pseudonyms.ts";
import { type Keys, type Place, readKeys } from "./read-keys.ts";
import { type ExportRecord, readRecords } from "./read-records.ts";
import { settledTime } from "./settled-time.ts";

/** An export that is ready to be read. Nothing is held open in the database before or between pages. */
export interface BattleExport {
	contentType: string;
	fileName: string;
	/** With a limit: the `after` of the next request, or null when this one reaches the end. */
	nextCursor: string | null;
	/** Rows that were asked for and are left out, by reason; a query over the whole selection. */
	countLeftOut(): Promise<Record<string, number>>;
	/** Encoded text, a page of rows at a time. At most two pages are in memory. */
	chunks(): AsyncGenerator<{ rows: number; text: string }, void, undefined>;
}

/**
 * Prepares an export of revealed battles, in the order of time and id (votes by when they were cast,
 * battles by their reveal), as they stood a moment ago: what is cast or replaced while it runs does
 * not change it, and what comes later comes after its last row. A battle that is not revealed never appears.
 * Throws `cursor-unknown` and `model-unknown` (422).
 */
export async function streamBattles(request: ExportRequest): Promise<BattleExport> {
	const { format, encoding, filter, limit } = request;
	const asOf = await settledTime();
	const selection = selectionFor(format, filter, asOf.toISOString());
	if (filter.model !== undefined) await requireModel(filter.model);
	const after = request.after === null ? null : await placeOf(selection, request.after);
	const encoder = rowEncoder(format, encoding);
	const pseudonym = pseudonymiser(await exportKey());
	const day = asOf.toISOString().slice(0, 10);
	const keys = readKeys(selection, after);
	const limited = limit === null ? null : await takeKeys(keys, limit);
	return {
		contentType: encoder.contentType,
		fileName: `parley-${format}-${day}.${encoding}`,
		nextCursor: limited?.nextCursor ?? null,
		countLeftOut: () => countLeftOut(selection),
		async *chunks() {
			if (encoder.head !== "") yield { rows: 0, text: encoder.head };
			const read = (ids: Keys) => readRecords(selection, ids, pseudonym);
			for await (const page of readPages(limited?.groups ?? keys, read))
				yield { rows: page.length, text: encoder.encode(page.map(rowMakers[format])) };
		},
	};
}

const rowMakers: Record<FormatName, (record: ExportRecord) => object> = {
	"arena-140k": ({ battle, judgements, order }) => {
		const judgement = judgements[0];
		if (judgement === undefined) throw new Error("Broken invariant: a vote's row has no vote");
		return arena140kRow({ battle, judgement, order });
	},
	parley: ({ battle, judgements }) => parleyRow(battle, judgements),
};

/** Page after page; the next one is read while the consumer is busy with this one. */
async function* readPages(
	groups: AsyncIterable<Keys> | Iterable<Keys>,
	read: (ids: Keys) => Promise<ExportRecord[]>,
): AsyncGenerator<ExportRecord[], void, undefined> {
	let ahead: Promise<ExportRecord[]> | null = null;
	try {
		for await (const group of groups) {
			const current: Promise<ExportRecord[]> | null = ahead;
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
async function takeKeys(
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

async function requireModel(slug: string): Promise<void> {
	const { rowCount } = await pool().query("SELECT 1 FROM models WHERE slug = $1", [slug]);
	if (rowCount === 0)
		throw new AppError("model-unknown", "There is no model with this slug.", {
			status: 422,
		});
}

async function placeOf({ at, table }: Selection, id: string): Promise<Place> {
	const { rows } = await pool().query<Place>(
		`SELECT ${at} AS at, x.id FROM ${table} x WHERE x.id = $1 AND ${at} IS NOT NULL`,
		[id],
	);
	if (rows[0] === undefined)
		throw new AppError(
			"cursor-unknown",
			"`after` must be the id of a row of the same format, as an earlier export gave it.",
			{ status: 422 },
		);
	return rows[0];
}

async function countLeftOut(selection: Selection): Promise<Record<string, number>> {
	const { rows } = await pool().query<{ reason: string; count: number }>(
		`SELECT reason, count(*) AS count
		 FROM (SELECT ${selection.reason} AS reason FROM ${selection.table} x ${selection.joins} WHERE ${selection.counted} AND ${selection.where}) AS judged
		 WHERE reason <> 'kept' GROUP BY reason ORDER BY reason`,
		selection.values,
	);
	return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
}
