import type { RowExport } from "./read-pages.ts";

/**
 * The bytes of an export as a stream that works only when it is asked: a slow reader has at most one
 * chunk waiting, and cancelling ends the reading. `onOver` is called when it is read, broken or left.
 */
export function exportBody(
	source: Pick<RowExport, "chunks">,
	onOver: () => void = () => {},
): ReadableStream<Uint8Array> {
	const chunks = source.chunks();
	const encoder = new TextEncoder();
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				try {
					const next = await chunks.next();
					if (!next.done) return controller.enqueue(encoder.encode(next.value.text));
				} catch (error) {
					onOver();
					throw error;
				}
				onOver();
				controller.close();
			},
			async cancel() {
				onOver();
				await chunks.return();
			},
		},
		{ highWaterMark: 0 },
	);
}
