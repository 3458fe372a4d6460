import { rowSchemas } from "#lib/datasets/columns.ts";
import type { FormatName } from "#lib/datasets/format-names.ts";
import { arena140kRow } from "#lib/datasets/formats/arena-140k.ts";
import { parleyRow } from "#lib/datasets/formats/parley.ts";
import { rowEncoder } from "./encode-rows.ts";
import type { ExportRequest } from "./export-query.ts";
import { selectionFor } from "./export-selection.ts";
import { exportKey, pseudonymiser } from "./pseudonyms.ts";
import { type Keys, readKeys } from "./read-keys.ts";
import { type RowExport, readPages, takeKeys } from "./read-pages.ts";
import { type ExportRecord, readRecords } from "./read-records.ts";
import { countLeftOut, placeOf, requireModel } from "./selection.ts";
import { settledTime } from "./settled-time.ts";

/**
 * Prepares an export of revealed battles, in the order of time and id (votes by when they were cast,
 * battles by their reveal), as they stood a moment ago: what is cast or replaced while it runs does
 * not change it, and what comes later comes after its last row. A battle that is not revealed never appears.
 * Throws `cursor-unknown` and `model-unknown` (422).
 */
export async function streamBattles(request: ExportRequest): Promise<RowExport> {
	const { format, encoding, filter, limit } = request;
	const asOf = await settledTime();
	const selection = selectionFor(format, filter, asOf.toISOString());
	if (filter.model !== undefined) await requireModel(filter.model);
	const after = request.after === null ? null : await placeOf(selection, request.after);
	const encoder = rowEncoder(Object.keys(rowSchemas[format].shape), encoding);
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
