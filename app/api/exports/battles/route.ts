import { config } from "#lib/config/config.ts";
import { takePlace } from "#lib/http/at-once.ts";
import { enforceExportLimit } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";
import { exportBody } from "#lib/services/export/export-body.ts";
import {
	type ExportQuery,
	exportQuerySchema,
	parseExport,
} from "#lib/services/export/export-query.ts";
import { type BattleExport, streamBattles } from "#lib/services/export/stream-battles.ts";

const spec = { actor: "none", query: exportQuerySchema } as const;

/** Streams rows of revealed battles; the page /data explains formats, filters and cursors. */
export const GET = route(spec, ({ actor, query }) =>
	begin(actor.networkHash, query, (rows, leave) => exportBody(rows, leave)),
);

export const HEAD = route(spec, ({ actor, query }) =>
	begin(actor.networkHash, query, (_, leave) => {
		leave();
		return null;
	}),
);

/** Begins an export within its network's limits; `bodyOf` gives the place back when the body is done. */
async function begin(
	networkHash: string,
	query: ExportQuery,
	bodyOf: (rows: BattleExport, leave: () => void) => ReadableStream<Uint8Array> | null,
): Promise<Response> {
	const request = parseExport(query);
	await enforceExportLimit(networkHash);
	const leave = takePlace(`exports:${networkHash}`, config().PARLEY_EXPORTS_AT_ONCE_MAX);
	try {
		const rows = await streamBattles(request);
		const headers = await headersOf(rows, request.after === null);
		return new Response(bodyOf(rows, leave), { headers });
	} catch (error) {
		leave();
		throw error;
	}
}

/** A continuation does not count again what is left out: the first answer has told. */
async function headersOf(rows: BattleExport, isFirst: boolean): Promise<Record<string, string>> {
	return {
		"content-type": rows.contentType,
		"content-disposition": `attachment; filename="${rows.fileName}"`,
		"cache-control": "no-store",
		...(rows.nextCursor === null ? {} : { "x-parley-next-cursor": rows.nextCursor }),
		...(isFirst ? { "x-parley-left-out": JSON.stringify(await rows.countLeftOut()) } : {}),
	};
}
