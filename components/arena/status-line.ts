import type { BattleView, ReplyView } from "#lib/arena/battle.ts";
import type { Side } from "#lib/arena/outcome.ts";
import { isLiveReply } from "./battle-state.ts";
import { sidesInOrder, slotOn } from "./sides.ts";

/** What the one polite status line says; `side` is the side it speaks of. */
export type Status =
	| { key: "none" | "both-answering" | "both-finished" | "both-failed" | "voted" }
	| { key: "one-finished" | "one-failed"; side: Side };

const hasFailed = (reply: ReplyView) => reply.state === "failed" || reply.state === "interrupted";

/** The replies of the latest turn by side; null before the first turn. */
export function latestReplies(view: BattleView): Record<Side, ReplyView> | null {
	const turn = view.turns.at(-1);
	if (turn === undefined) return null;
	return {
		left: turn.replies[slotOn(view.sides, "left")],
		right: turn.replies[slotOn(view.sides, "right")],
	};
}

/** Says in one thing where the battle stands, for those who don't see it change. */
export function statusOf(view: BattleView | null): Status {
	const replies = view === null ? null : latestReplies(view);
	if (view === null || replies === null) return { key: "none" };
	const live = sidesInOrder.filter((side) => isLiveReply(replies[side]));
	if (live.length === 2) return { key: "both-answering" };
	if (live.length === 1)
		return { key: "one-finished", side: live[0] === "left" ? "right" : "left" };
	if (view.state === "decided") return { key: "voted" };
	const failed = sidesInOrder.filter((side) => hasFailed(replies[side]));
	if (failed.length === 2) return { key: "both-failed" };
	if (failed[0] !== undefined) return { key: "one-failed", side: failed[0] };
	return { key: "both-finished" };
}
