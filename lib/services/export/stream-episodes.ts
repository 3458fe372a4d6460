import { checkedFormat } from "#lib/datasets/checked-formats.ts";
import {
	isSingleFormat,
	type PairFormatName,
	type SingleFormatName,
} from "#lib/datasets/episode-formats.ts";
import type { EpisodePair } from "#lib/datasets/episode-record.ts";
import type { FormattedRows } from "#lib/datasets/left-out.ts";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { rowEncoder } from "./encode-rows.ts";
import type { EpisodeExportRequest } from "./episode-query.ts";
import { episodeSelection } from "./episode-selection.ts";
import { pairRows, singleRows } from "./format-episodes.ts";
import { exportKey, pseudonymiser } from "./pseudonyms.ts";
import { type EpisodeReading, readEpisodes } from "./read-episodes.ts";
import { type Keys, readKeys } from "./read-keys.ts";
import { type RowExport, readPages, takeKeys } from "./read-pages.ts";
import { readPairs, type UnscoredPair } from "./read-pairs.ts";
import { countLeftOut, placeOf, requireModel, type Selection } from "./selection.ts";
import { settledTime } from "./settled-time.ts";
import { readTreesAbove } from "./tree-above.ts";

/**
 * Prepares an export of simulated conversations, in the order of time and id (conversations by their end, pairs by when
 * they were judged), as they stood a moment ago. A conversation gives one row, several or none; `limit` and `after`
 * count and name conversations or pairs, not rows. Whoever asks for board seeds must have been let to. Throws
 * `cursor-unknown`, `model-unknown` and `run-unknown` (422).
 */
export async function streamEpisodes(request: EpisodeExportRequest): Promise<RowExport> {
	const { format, encoding, filter, limit } = request;
	const asOf = await settledTime();
	if (filter.model !== undefined) await requireModel(filter.model);
	const runId = filter.run === undefined ? null : await requireRun(filter.run);
	const selection = episodeSelection(format, filter, runId, asOf.toISOString());
	const after = request.after === null ? null : await placeOf(selection, request.after);
	const keys = readKeys(selection, after);
	const limited = limit === null ? null : await takeKeys(keys, limit);
	const includeVoid = filter.void === "include";
	const encoder = rowEncoder(columnsOf(format, includeVoid), encoding);
	const reading = {
		pseudonym: pseudonymiser(await exportKey()),
		showBoardSeeds: filter.boardSeeds === "show",
	};
	const read: (ids: Keys) => Promise<FormattedRows<object>> = isSingleFormat(format)
		? (ids) => readSingles(format, ids, reading, includeVoid)
		: (ids) => readPaired(format, selection, ids, reading, includeVoid);
	const found = new Map<string, number>();
	return {
		contentType: encoder.contentType,
		fileName: `parley-${format}-${asOf.toISOString().slice(0, 10)}.${encoding}`,
		nextCursor: limited?.nextCursor ?? null,
		countLeftOut: async () => sumOf(await countLeftOut(selection), found),
		async *chunks() {
			if (encoder.head !== "") yield { rows: 0, text: encoder.head };
			for await (const { rows, leftOut } of readPages(limited?.groups ?? keys, read)) {
				for (const [reason, n] of Object.entries(leftOut))
					found.set(reason, (found.get(reason) ?? 0) + n);
				if (rows.length > 0) yield { rows: rows.length, text: encoder.encode(rows) };
			}
		},
	};
}

function columnsOf(format: SingleFormatName | PairFormatName, includeVoid: boolean): string[] {
	const columns = Object.keys(checkedFormat(format).schema.shape);
	return includeVoid ? columns : columns.filter((column) => column !== "void");
}

async function readSingles(
	format: SingleFormatName,
	ids: Keys,
	reading: EpisodeReading,
	includeVoid: boolean,
): Promise<FormattedRows<object>> {
	const episodes = await readEpisodes(ids, reading);
	const made = new Batch(includeVoid);
	for (const id of ids) {
		const episode = episodes.get(id);
		if (episode === undefined) throw new Error("Broken invariant: a conversation that is gone");
		made.add(singleRows[format]([episode], { includeVoid }), episode.isVoid);
	}
	return made;
}

async function readPaired(
	format: PairFormatName,
	selection: Selection,
	ids: Keys,
	reading: EpisodeReading,
	includeVoid: boolean,
): Promise<FormattedRows<object>> {
	const items = await readPairs(ids, reading);
	const pairs = items.filter(isScored);
	const above = format === "tree" ? await readTreesAbove(selection, pairs, reading) : () => [];
	const made = new Batch(includeVoid);
	for (const item of items)
		if (isScored(item))
			made.add(
				pairRows[format]([item], { includeVoid, above: above(item) }),
				item.a.isVoid || item.b.isVoid,
			);
		else made.add({ rows: [], leftOut: { [item.leftOut]: 1 } }, false);
	return made;
}

const isScored = (item: EpisodePair | UnscoredPair): item is EpisodePair => !("leftOut" in item);

/** Rows of a page, with a mark whether they are void where void ones were asked for. */
class Batch implements FormattedRows<object> {
	readonly rows: object[] = [];
	readonly leftOut: Record<string, number> = {};
	readonly #isMarked: boolean;

	constructor(isMarked: boolean) {
		this.#isMarked = isMarked;
	}

	add({ rows, leftOut }: FormattedRows<object>, isVoid: boolean): void {
		for (const row of rows) this.rows.push(this.#isMarked ? { ...row, void: isVoid } : row);
		for (const [reason, n] of Object.entries(leftOut))
			this.leftOut[reason] = (this.leftOut[reason] ?? 0) + n;
	}
}

function sumOf(
	counted: Record<string, number>,
	found: ReadonlyMap<string, number>,
): Record<string, number> {
	const sum = new Map(Object.entries(counted));
	for (const [reason, n] of found) sum.set(reason, (sum.get(reason) ?? 0) + n);
	return Object.fromEntries([...sum].sort(([one], [other]) => (one < other ? -1 : 1)));
}

async function requireRun(name: string): Promise<string> {
	const { rows } = await pool().query<{ id: string }>(
		"SELECT id FROM runs WHERE id::text = $1 OR slug = $1",
		[name],
	);
	if (rows[0] === undefined)
		throw new AppError("run-unknown", "There is no run with this id or slug.", { status: 422 });
	return rows[0].id;
}
