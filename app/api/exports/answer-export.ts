import { config } from "#lib/config/config.ts";
import { takePlace } from "#lib/http/at-once.ts";
import { enforceExportLimit } from "#lib/http/rate-limit.ts";
import { exportBody } from "#lib/services/export/export-body.ts";
import type { RowExport } from "#lib/services/export/read-pages.ts";

/** An export that was asked for over HTTP. */
interface Asked {
	networkHash: string;
	/** GET has rows, HEAD only what the headers say. */
	method: "GET" | "HEAD";
	/** A continuation does not count again what is left out: the first answer has told. */
	isFirst: boolean;
	start(): Promise<RowExport>;
}

/** Begins an export within its network's limits; its place is given back when the body is done. */
export async function answerExport({
	networkHash,
	method,
	isFirst,
	start,
}: Asked): Promise<Response> {
	await enforceExportLimit(networkHash);
	const leave = takePlace(`exports:${networkHash}`, config().PARLEY_EXPORTS_AT_ONCE_MAX);
	try {
		const rows = await start();
		const headers = await headersOf(rows, isFirst);
		if (method === "GET") return new Response(exportBody(rows, leave), { headers });
		leave();
		return new Response(null, { headers });
	} catch (error) {
		leave();
		throw error;
	}
}

async function headersOf(rows: RowExport, isFirst: boolean): Promise<Record<string, string>> {
	return {
		"content-type": rows.contentType,
		"content-disposition": `attachment; filename="${rows.fileName}"`,
		"cache-control": "no-store",
		...(rows.nextCursor === null ? {} : { "x-parley-next-cursor": rows.nextCursor }),
		...(isFirst ? { "x-parley-left-out": JSON.stringify(await rows.countLeftOut()) } : {}),
	};
}
