"use client";
import { useTranslations } from "use-intl/react";
import { moveFocus } from "./arrow-keys.ts";
import { Mark } from "./mark.tsx";
import { type Choice, choices } from "./sides.ts";

/** The verdict on the whole battle: four buttons, in thumb's reach on a phone. */
export function VoteBar(props: { isEnabled: boolean; onChoose: (choice: Choice) => void }) {
	const t = useTranslations("battle.vote");
	return (
		<div
			role="group"
			aria-label={t("label")}
			aria-describedby={props.isEnabled ? undefined : "vote-too-early"}
			className="grid grid-cols-2 gap-2 sm:grid-cols-4"
			onKeyDown={moveFocus}
		>
			{choices.map((choice) => (
				<button
					key={choice}
					type="button"
					className="vote-option"
					data-choice={choice}
					disabled={!props.isEnabled}
					onClick={() => props.onChoose(choice)}
				>
					{choice === "left" || choice === "right" ? <Mark side={choice} /> : null}
					<span>{t(choice)}</span>
				</button>
			))}
			{props.isEnabled ? null : (
				<span id="vote-too-early" className="sr-only">
					{t("too-early")}
				</span>
			)}
		</div>
	);
}
