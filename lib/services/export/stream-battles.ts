import type { FormatName } from "#lib/datasets/format-names.ts";
import { arena140kRow } from "#lib/datasets/formats/arena-140k.ts";
import { parleyRow } from "#lib/datasets/formats/parley.ts";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { rowEncoder } from "./encode-rows.ts";
import type { ExportRequest } from "./export-query.ts";
import { type Selection, selectionFor } from "./export-selection.ts";
import { exportKey, pseudonymiser } from "./pseudonyms.ts";
import { type ExportRecord, type Place, readPage } from "./read-page.ts";

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
 * Prepares an export of revealed battles, in the order of time and id, as they stand now: what is
 * cast or replaced while it runs does not change it. A battle that is not revealed never appears.
 * Throws `cursor-unknown` and `model-unknown` (422).
 */
export async function streamBattles(
	request: ExportRequest,
): Promise<BattleExport> {
	const { format, encoding, filter, limit } = request;
	const asOf = await databaseTime();
	const selection = selectionFor(format, filter, asOf.toISOString());
	if (filter.model !== undefined) await requireModel(filter.model);
	const after =
		request.after === null ? null : await placeOf(format, request.after);
	const encoder = rowEncoder(format, encoding);
	const until =
		limit === null ? null : await lastPlace(selection, after, limit);
	const pseudonym = pseudonymiser(await exportKey());
	const day = asOf.toISOString().slice(0, 10);
	return {
		contentType: encoder.contentType,
		fileName: `parley-${format}-${day}.${encoding}`,
		nextCursor: until?.id ?? null,
		countLeftOut: () => countLeftOut(selection),
		async *chunks() {
			if (encoder.head !== "") yield { rows: 0, text: encoder.head };
			const pages = readPages({
				format,
				selection,
				after,
				until,
				pseudonym,
				limit,
			});
			for await (const page of pages)
				yield {
					rows: page.length,
					text: encoder.encode(page.map(rowMakers[format])),
				};
		},
	};
}

const rowMakers: Record<FormatName, (record: ExportRecord) => object> = {
	"arena-140k": ({ battle, judgements, order }) => {
		const judgement = judgements[0];
		if (judgement === undefined)
			throw new Error("Broken invariant: a vote's row has no vote");
		return arena140kRow({ battle, judgement, order });
	},
	parley: ({ battle, judgements }) => parleyRow(battle, judgements),
};

/** Page after page; the next one is read while the consumer is busy with this one. */
async function* readPages(
	options: Omit<Parameters<typeof readPage>[0], "rowsMax"> & {
		limit: number | null;
	},
): AsyncGenerator<ExportRecord[], void, undefined> {
	const { limit, ...rest } = options;
	let left = limit ?? Number.MAX_SAFE_INTEGER;
	let next = readPage({ ...rest, rowsMax: left });
	try {
		for (;;) {
			const page = await next;
			const last = page.at(-1);
			if (last === undefined) return;
			left -= page.length;
			next =
				left > 0
					? readPage({ ...rest, after: last.place, rowsMax: left })
					: Promise.resolve([]);
			// A failure is thrown by the await above; until then it must not count as unhandled.
			next.catch(() => {});
			yield page;
		}
	} finally {
		await next.catch(() => {});
	}
}

/** Now, by the clock that dates votes, at the resolution they are stored with. */
async function databaseTime(): Promise<Date> {
	const { rows } = await pool().query<{ now: Date }>(
		"SELECT now()::timestamptz(3) AS now",
	);
	return rows[0]?.now ?? new Date(0);
}

async function requireModel(slug: string): Promise<void> {
	const { rowCount } = await pool().query(
		"SELECT 1 FROM models WHERE slug = $1",
		[slug],
	);
	if (rowCount === 0)
		throw new AppError("model-unknown", "There is no model with this slug.", {
			status: 422,
		});
}

async function placeOf(format: FormatName, id: string): Promise<Place> {
	const table = format === "parley" ? "battles" : "judgements";
	const { rows } = await pool().query<Place>(
		`SELECT created_at AS at, id FROM ${table} WHERE id = $1`,
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

/** The place of the last of `limit` rows; null when there are no rows beyond it. */
async function lastPlace(
	selection: Selection,
	after: Place | null,
	limit: number,
): Promise<Place | null> {
	const values = [...selection.values];
	const bind = (value: unknown) => `$${values.push(value)}`;
	const bound =
		after === null
			? "true"
			: `(x.created_at, x.id) > (${bind(after.at)}::timestamptz, ${bind(after.id)}::uuid)`;
	const { rows } = await pool().query<Place>(
		`SELECT x.created_at AS at, x.id FROM ${selection.from}
		 WHERE ${selection.where} AND ${selection.reason} = 'kept' AND ${bound}
		 ORDER BY x.created_at, x.id OFFSET ${bind(limit - 1)} LIMIT 2`,
		values,
	);
	return rows.length === 2 ? (rows[0] ?? null) : null;
}

async function countLeftOut(
	selection: Selection,
): Promise<Record<string, number>> {
	const { rows } = await pool().query<{ reason: string; count: number }>(
		`SELECT reason, count(*) AS count
		 FROM (SELECT ${selection.reason} AS reason FROM ${selection.from} WHERE ${selection.where}) AS judged
		 WHERE reason <> 'kept' GROUP BY reason ORDER BY reason`,
		selection.values,
	);
	return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
}
