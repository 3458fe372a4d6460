"use client";
import { memo } from "react";
import { useTranslations } from "use-intl/react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { ReplyView } from "#lib/arena/battle.ts";
import type { Side } from "#lib/arena/outcome.ts";
import { isLiveReply } from "./battle-state.ts";
import { MarkdownView } from "./markdown-view.tsx";
import { letters } from "./sides.ts";

interface ReplySheetProps {
	reply: ReplyView;
	turn: number;
	side: Side;
	/** The text scrolls in a box of its own, which keys must be able to reach. */
	isOwnScroller: boolean;
	onRetry: () => void;
	onStop: () => void;
}

/** One side's reply in one turn: its text, what became of it, and what can be done about it. */
export const ReplySheet = memo(
	function ReplySheet({ reply, turn, side, isOwnScroller, onRetry, onStop }: ReplySheetProps) {
		const t = useTranslations("battle");
		const letter = letters[side];
		const isLive = isLiveReply(reply);
		const isCut =
			reply.state === "failed" || reply.state === "interrupted" || reply.state === "stopped";
		return (
			<section
				className={`sheet edge-${side}`}
				data-side={side}
				data-slot-state={reply.state}
				aria-busy={isLive}
				aria-labelledby={`reply-${turn}-${side}`}
			>
				<h3 id={`reply-${turn}-${side}`} className="sr-only">
					{t("reply.heading", { letter, turn })}
				</h3>
				<div
					className="reply-scroll grow"
					{...(isOwnScroller
						? { tabIndex: 0, role: "group", "aria-label": t("reply.heading", { letter, turn }) }
						: {})}
				>
					{reply.text === "" && isLive ? (
						<p className="text-quiet">
							<span className="thinking" aria-hidden="true">
								<span />
								<span />
								<span />
							</span>
							<span className="sr-only">{t(`state.${reply.state}`)}</span>
						</p>
					) : (
						<MarkdownView text={reply.text} isStreaming={isLive} />
					)}
					{reply.state === "done" && reply.text.trim() === "" ? (
						<p className="text-quiet italic">{t("reply.empty")}</p>
					) : null}
				</div>
				{isCut ? <CutNotice reply={reply} /> : null}
				<div className="mt-2 flex min-h-10 flex-wrap items-center gap-2 text-quiet text-sm">
					{isLive ? (
						<button
							type="button"
							className="button button-plain button-small text-quiet"
							onClick={onStop}
						>
							{t("reply.stop", { letter })}
						</button>
					) : (
						<span>{t("reply.words", { words: reply.words })}</span>
					)}
					{reply.canRetry ? (
						<button type="button" className="button button-small" onClick={onRetry}>
							{t("reply.retry", { letter })}
						</button>
					) : null}
					{reply.text !== "" && !isLive ? (
						<span className="ms-auto">
							<CopyButton
								text={reply.text}
								label={t("reply.copy")}
								name={t("reply.copy-label", { letter })}
								done={t("reply.copied")}
							/>
						</span>
					) : null}
				</div>
			</section>
		);
	},
	(before, after) =>
		before.reply === after.reply &&
		before.turn === after.turn &&
		before.side === after.side &&
		before.isOwnScroller === after.isOwnScroller,
);

function CutNotice({ reply }: { reply: ReplyView }) {
	const t = useTranslations("battle.failure");
	const isFailed = reply.state === "failed";
	const reason = isFailed
		? (reply.failureReason ?? "unavailable")
		: reply.state === "stopped"
			? "stopped"
			: "interrupted";
	return <p className={`notice mt-3 text-sm ${isFailed ? "notice-danger" : ""}`}>{t(reason)}</p>;
}
