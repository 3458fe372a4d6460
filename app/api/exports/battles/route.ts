import { answerExport } from "#app/api/exports/answer-export.ts";
import { route } from "#lib/http/route.ts";
import { exportQuerySchema, parseExport } from "#lib/services/export/export-query.ts";
import { streamBattles } from "#lib/services/export/stream-battles.ts";

const spec = { actor: "none", query: exportQuerySchema } as const;

const answer = (method: "GET" | "HEAD") =>
	route(spec, async ({ actor: { networkHash }, query }) => {
		const request = parseExport(query);
		const isFirst = request.after === null;
		return answerExport({ networkHash, method, isFirst, start: () => streamBattles(request) });
	});

/** Streams rows of revealed battles; the page /data explains formats, filters and cursors. */
export const GET = answer("GET");
export const HEAD = answer("HEAD");
