"use client";
import { memo, useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import type { TurnView, VoteView } from "#lib/arena/battle.ts";
import type { Side, Slot } from "#lib/arena/outcome.ts";
import { ReplySheet } from "./reply-sheet.tsx";
import { type Choice, choiceOf, type Sides, sidesInOrder, slotOn } from "./sides.ts";
import { TurnVote } from "./turn-vote.tsx";

export interface TurnActions {
	retry: (turn: number, slot: Slot) => void;
	stop: (slot: Slot) => void;
	voteTurn: (turn: number, choice: Choice) => void;
	/** On a phone: the side that was scrolled to. */
	showSide: (side: Side) => void;
}

interface TurnSectionProps {
	turn: TurnView;
	sides: Sides;
	vote: VoteView | undefined;
	canVote: boolean;
	/** On a phone: which side is in sight. */
	side: Side;
	isLinked: boolean;
	actions: TurnActions;
}

/** One turn: what the voter wrote, both replies side by side, and a small vote on this turn alone. */
export const TurnSection = memo(function TurnSection(props: TurnSectionProps) {
	const { turn, sides, actions } = props;
	const t = useTranslations("battle");
	const pair = useRef<HTMLDivElement>(null);
	useSnap(pair, props.side, actions.showSide);
	return (
		<section
			aria-labelledby={`turn-${turn.turn}`}
			className="scroll-mt-16 pt-6"
			data-turn={turn.turn}
		>
			<h2 id={`turn-${turn.turn}`} className="sr-only">
				{t("turn.heading", { turn: turn.turn })}
			</h2>
			<div className="mb-4 max-w-[75ch] border-line-strong border-s-2 ps-4">
				<p className="text-quiet text-sm">{t("turn.you")}</p>
				<p className="whitespace-pre-wrap text-lg leading-snug" dir="auto">
					{turn.text}
				</p>
			</div>
			<div className="pair" ref={pair}>
				{sidesInOrder.map((side) => {
					const slot = slotOn(sides, side);
					return (
						<ReplySheet
							key={side}
							side={side}
							turn={turn.turn}
							reply={turn.replies[slot]}
							isOwnScroller={!props.isLinked}
							onRetry={() => actions.retry(turn.turn, slot)}
							onStop={() => actions.stop(slot)}
						/>
					);
				})}
			</div>
			{props.canVote || props.vote !== undefined ? (
				<TurnVote
					turn={turn.turn}
					isEnabled={props.canVote && !turn.isRunning}
					choice={
						props.vote === undefined || props.vote.withdrawn
							? null
							: choiceOf(sides, props.vote.outcome)
					}
					onChoose={(choice) => actions.voteTurn(turn.turn, choice)}
				/>
			) : null}
		</section>
	);
});

/** Keeps a phone's pair on the side in sight, and tells when a finger moved it to the other. */
function useSnap(
	ref: React.RefObject<HTMLDivElement | null>,
	side: Side,
	onMove: (side: Side) => void,
) {
	useEffect(() => {
		const pair = ref.current;
		if (pair === null || pair.scrollWidth <= pair.clientWidth + 1) return;
		const target = pair.querySelector<HTMLElement>(`[data-side="${side}"]`);
		const first = pair.firstElementChild;
		if (target === null || !(first instanceof HTMLElement)) return;
		pair.scrollTo({ left: target.offsetLeft - first.offsetLeft, behavior: "auto" });
	}, [ref, side]);
	useEffect(() => {
		const pair = ref.current;
		if (pair === null) return;
		const settle = () => {
			if (pair.scrollWidth <= pair.clientWidth + 1) return;
			onMove(Math.abs(pair.scrollLeft) > pair.clientWidth / 2 ? "right" : "left");
		};
		pair.addEventListener("scrollend", settle);
		return () => pair.removeEventListener("scrollend", settle);
	}, [ref, onMove]);
}
