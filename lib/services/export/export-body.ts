import type { BattleExport } from "./stream-battles.ts";

/**
 * The bytes of an export as a stream that works only when it is asked: a slow reader has at most one
 * chunk waiting, and cancelling ends the reading.
 */
export function exportBody(source: Pick<BattleExport, "chunks">): ReadableStream<Uint8Array> {
	const chunks = source.chunks();
	const encoder = new TextEncoder();
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				const next = await chunks.next();
				if (next.done) controller.close();
				else controller.enqueue(encoder.encode(next.value.text));
			},
			async cancel() {
				await chunks.return();
			},
		},
		{ highWaterMark: 0 },
	);
}
