"use client";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { HeldVote, HeldVoteState } from "./held-vote.ts";
import { Mark } from "./mark.tsx";
import { ProblemText } from "./problem-text.tsx";
import { letters, sidesInOrder } from "./sides.ts";
import { reasonsFor } from "./vote-reasons.ts";

type Shown = Exclude<HeldVoteState, { phase: "none" } | { phase: "sent" }>;

/** A chosen vote before it is stored: the time to undo it, and room to say why. */
export function HeldPanel({
	held,
	state,
	holdMs,
}: {
	held: HeldVote;
	state: Shown;
	holdMs: number;
}) {
	const t = useTranslations("battle.vote");
	const panel = useRef<HTMLDivElement>(null);
	useEffect(() => panel.current?.focus(), []);
	const { draft } = state;
	const isPaused = state.phase === "held" && state.deadlineMs === null;
	const choice = t(draft.choice);
	return (
		<div
			ref={panel}
			tabIndex={-1}
			role="group"
			aria-label={t("held", { choice })}
			className="flex flex-col gap-2"
		>
			<div className="flex flex-wrap items-center gap-2">
				{draft.choice === "left" || draft.choice === "right" ? <Mark side={draft.choice} /> : null}
				<strong>{t("held", { choice })}</strong>
				{state.phase === "held" && state.deadlineMs !== null ? (
					<Countdown deadlineMs={state.deadlineMs} />
				) : null}
				{state.phase === "sending" ? <span className="text-quiet">{t("sending")}</span> : null}
				<span className="ms-auto flex gap-2">
					{state.phase === "sending" ? null : (
						<>
							<button type="button" className="button" onClick={() => held.undo()}>
								{t("undo")}
							</button>
							<button type="button" className="button button-main" onClick={() => held.release()}>
								{state.phase === "failed" ? t("again") : isPaused ? t("send") : t("now")}
							</button>
						</>
					)}
				</span>
			</div>
			{state.phase === "held" && state.deadlineMs !== null ? (
				<div className="hold-bar" aria-hidden="true">
					<span key={state.deadlineMs} style={{ animationDuration: `${holdMs}ms` }} />
				</div>
			) : null}
			{state.phase === "failed" ? (
				<div className="notice notice-danger" role="alert">
					<p>{t("failed")}</p>
					<ProblemText problem={state.problem} action="vote" />
				</div>
			) : null}
			{isPaused ? <p className="text-quiet text-sm">{t("paused")}</p> : null}
			{state.phase === "sending" ? null : <Why held={held} state={state} />}
		</div>
	);
}

function Why({ held, state }: { held: HeldVote; state: Shown }) {
	const t = useTranslations("battle");
	const { draft } = state;
	return (
		<details
			onToggle={(event) => {
				if (event.currentTarget.open) held.revise({});
			}}
		>
			<summary className="min-h-11 content-center text-accent underline underline-offset-4">
				{t("vote.why")}
			</summary>
			<div className="flex max-h-[45dvh] flex-col gap-3 overflow-y-auto py-2">
				{sidesInOrder.map((side) => (
					<fieldset key={side} className="flex flex-wrap items-center gap-2">
						<legend className="mb-1 text-quiet text-sm">
							{t("vote.reasons-for", { letter: letters[side] })}
						</legend>
						{reasonsFor(draft.choice, side).map((reason) => {
							const isOn = draft.reasons[side].includes(reason);
							const next = isOn
								? draft.reasons[side].filter((other) => other !== reason)
								: [...draft.reasons[side], reason];
							return (
								<button
									key={reason}
									type="button"
									className="chip"
									aria-pressed={isOn}
									onClick={() => held.revise({ reasons: { ...draft.reasons, [side]: next } })}
								>
									{t(`reason.${reason}`)}
								</button>
							);
						})}
					</fieldset>
				))}
				<label className="flex flex-col gap-1">
					<span className="text-quiet text-sm">
						{t("vote.comment")} <span>({t("vote.comment-hint")})</span>
					</span>
					<textarea
						className="field"
						rows={2}
						maxLength={2000}
						dir="auto"
						value={draft.comment}
						onChange={(event) => held.revise({ comment: event.target.value })}
					/>
				</label>
			</div>
		</details>
	);
}

/** Seconds left, counted in the page; the vote itself is released by the timer of `held-vote.ts`. */
function Countdown({ deadlineMs }: { deadlineMs: number }) {
	const t = useTranslations("battle.vote");
	const [nowMs, setNow] = useState(() => Date.now());
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 200);
		return () => clearInterval(timer);
	}, []);
	const seconds = Math.max(0, Math.ceil((deadlineMs - nowMs) / 1000));
	return <span className="figures text-quiet">{t("countdown", { seconds })}</span>;
}
