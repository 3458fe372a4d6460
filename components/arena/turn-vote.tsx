"use client";
import { useTranslations } from "use-intl/react";
import { moveFocus } from "./arrow-keys.ts";
import { type Choice, choices } from "./sides.ts";

/** A small vote on one turn. It can be changed until the reveal, so it needs no time to undo. */
export function TurnVote(props: {
	turn: number;
	isEnabled: boolean;
	choice: Choice | null;
	onChoose: (choice: Choice) => void;
}) {
	const t = useTranslations("battle");
	const name = (choice: Choice) =>
		choice === "left" || choice === "right" ? t(`vote.short-${choice}`) : t(`vote.${choice}`);
	return (
		<div
			role="group"
			aria-label={t("turn.vote-label", { turn: props.turn })}
			className="mt-2 flex flex-wrap items-center gap-1.5 text-sm"
			onKeyDown={moveFocus}
		>
			<span className="me-1 text-quiet" aria-hidden="true">
				{t("turn.vote")}
			</span>
			{choices.map((choice) => (
				<button
					key={choice}
					type="button"
					className="turn-vote button button-small"
					aria-label={t(`vote.${choice}`)}
					aria-pressed={props.choice === choice}
					disabled={!props.isEnabled}
					onClick={() => props.onChoose(choice)}
				>
					{name(choice)}
				</button>
			))}
			{props.choice === null || !props.isEnabled ? null : (
				<span className="text-quiet">{t("turn.voted")}</span>
			)}
		</div>
	);
}
