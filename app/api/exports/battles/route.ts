import { route } from "#lib/http/route.ts";
import { exportBody } from "#lib/services/export/export-body.ts";
import { exportQuerySchema, parseExport } from "#lib/services/export/export-query.ts";
import { type BattleExport, streamBattles } from "#lib/services/export/stream-battles.ts";

const spec = { actor: "none", query: exportQuerySchema } as const;

/** Streams rows of revealed battles; the page /data explains formats, filters and cursors. */
export const GET = route(spec, async ({ query }) => {
	const request = parseExport(query);
	const rows = await streamBattles(request);
	return new Response(exportBody(rows), {
		headers: await headersOf(rows, request.after === null),
	});
});

export const HEAD = route(spec, async ({ query }) => {
	const request = parseExport(query);
	const rows = await streamBattles(request);
	return new Response(null, {
		headers: await headersOf(rows, request.after === null),
	});
});

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
