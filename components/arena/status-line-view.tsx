"use client";
import { useTranslations } from "use-intl/react";
import type { BattleSnapshot } from "./battle-store.ts";
import type { HeldVoteState } from "./held-vote.ts";
import { letters } from "./sides.ts";
import { statusOf } from "./status-line.ts";

/** The one place that speaks by itself; replies are not read out while they grow. */
export function StatusLine(props: {
	snapshot: BattleSnapshot;
	heldState: HeldVoteState;
	holdMs: number;
}) {
	const { snapshot, heldState } = props;
	const t = useTranslations("battle");
	const text = () => {
		if (snapshot.sending !== null) return t("status.sending");
		if (heldState.phase === "held" && heldState.deadlineMs !== null)
			return t("status.held", {
				choice: t(`vote.${heldState.draft.choice}`),
				seconds: Math.ceil(props.holdMs / 1000),
			});
		const status = statusOf(snapshot.view);
		if (status.key === "none") return "";
		if (status.key === "one-finished") {
			const other = status.side === "left" ? letters.right : letters.left;
			return t("status.one-finished", { letter: letters[status.side], other });
		}
		if (status.key === "one-failed")
			return t("status.one-failed", { letter: letters[status.side] });
		return t(`status.${status.key}`);
	};
	return (
		<p role="status" aria-live="polite" className="sr-only" data-status>
			{text()}
		</p>
	);
}
