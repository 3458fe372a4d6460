import { useRef } from "react";
import type { ReplyView } from "#lib/arena/battle.ts";
import type { Side } from "#lib/arena/outcome.ts";

/** True while the side that a phone does not show has got text since it was last in sight. */
export function useNews(latest: Record<Side, ReplyView> | null, shown: Side): boolean {
	const seen = useRef<Record<Side, ReplyView | null>>({ left: null, right: null });
	if (latest === null) return false;
	seen.current[shown] = latest[shown];
	const hidden = shown === "left" ? "right" : "left";
	return latest[hidden].text !== "" && latest[hidden].text !== seen.current[hidden]?.text;
}
