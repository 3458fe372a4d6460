"use client";
import { useTranslations } from "use-intl/react";
import type { BattleView, ReplyView } from "#lib/arena/battle.ts";
import type { Side } from "#lib/arena/outcome.ts";
import { Mark } from "./mark.tsx";
import { letters, sidesInOrder, slotOn } from "./sides.ts";

/** How the columns stand: both, or one in full width. */
export type Show = "both" | Side;

interface HeadsProps {
	view: BattleView;
	/** The replies of the latest turn. */
	latest: Record<Side, ReplyView> | null;
	show: Show;
	onShow: (show: Show) => void;
	isLinked: boolean;
	onLink: (isLinked: boolean) => void;
	/** On a phone: the side in sight, and whether the other one has something new. */
	side: Side;
	onSide: (side: Side) => void;
	hasNews: boolean;
}

/** The thin row that stays in sight: who is who, how far each is, and how the columns stand. */
export function Heads(props: HeadsProps) {
	const t = useTranslations("battle");
	const { view, latest } = props;
	const name = (side: Side) => view.models?.[slotOn(view.sides, side)].name ?? null;
	const state = (side: Side) => (latest === null ? null : t(`state.${latest[side].state}`));
	return (
		<div className="heads -mx-4 px-4">
			<div className="flex md:hidden" role="group" aria-label={t("columns.label")}>
				{sidesInOrder.map((side) => (
					<button
						key={side}
						type="button"
						className="segment"
						aria-pressed={props.side === side}
						aria-label={t("columns.show", { letter: letters[side] })}
						onClick={() => props.onSide(side)}
					>
						<Mark side={side} />
						<span className="truncate text-sm">{name(side) ?? state(side)}</span>
						{props.hasNews && props.side !== side ? (
							<span
								className="news-dot"
								role="img"
								aria-label={t("columns.news", { letter: letters[side] })}
							/>
						) : null}
					</button>
				))}
			</div>
			<div className="hidden min-h-12 grid-cols-2 items-center gap-3.5 md:grid">
				{sidesInOrder.map((side) => (
					<div key={side} className="flex items-center gap-2">
						<Mark side={side} />
						{name(side) === null ? null : <strong className="truncate">{name(side)}</strong>}
						<span className="text-quiet text-sm">{state(side)}</span>
						<span className="ms-auto flex gap-1">
							<button
								type="button"
								className="button button-plain button-small text-quiet"
								aria-pressed={props.show === side}
								aria-label={
									props.show === side
										? t("columns.both")
										: t("columns.wide", { letter: letters[side] })
								}
								title={
									props.show === side
										? t("columns.both")
										: t("columns.wide", { letter: letters[side] })
								}
								onClick={() => props.onShow(props.show === side ? "both" : side)}
							>
								<WidthIcon isWide={props.show === side} />
							</button>
							{side === "right" ? (
								<button
									type="button"
									className="button button-plain button-small text-quiet"
									onClick={() => props.onLink(!props.isLinked)}
								>
									{props.isLinked ? t("columns.unlinked") : t("columns.linked")}
								</button>
							) : null}
						</span>
					</div>
				))}
			</div>
		</div>
	);
}

function WidthIcon({ isWide }: { isWide: boolean }) {
	return (
		<svg
			viewBox="0 0 20 16"
			width="20"
			height="16"
			fill="none"
			stroke="currentColor"
			strokeWidth="1.75"
			aria-hidden="true"
		>
			<rect x="1" y="1" width="18" height="14" rx="2" />
			{isWide ? <path d="M10 1v14" /> : <path d="M4.5 8h11M12.5 5l3 3-3 3M7.5 5l-3 3 3 3" />}
		</svg>
	);
}
