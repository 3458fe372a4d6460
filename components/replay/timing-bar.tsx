import type { Side } from "#lib/arena/outcome.ts";
import type { ReplayCall } from "#lib/arena/replay.ts";

/** How long the last call waited and then wrote, on a scale shared by both sides; the figures stand below it. */
export function TimingBar({
	call,
	side,
	scaleMs,
	label,
}: {
	call: ReplayCall;
	side: Side;
	scaleMs: number;
	label: string;
}) {
	if (call.durationMs === null || scaleMs <= 0) return null;
	const firstMs = Math.min(call.firstTokenMs ?? call.durationMs, call.durationMs);
	const share = (ms: number) => `${((ms / scaleMs) * 100).toFixed(2)}%`;
	return (
		<div className="timing" role="img" aria-label={label}>
			<span className="timing-wait" style={{ inlineSize: share(firstMs) }} />
			<span className={`timing-${side}`} style={{ inlineSize: share(call.durationMs - firstMs) }} />
		</div>
	);
}
