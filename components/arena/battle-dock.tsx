"use client";
import { type Ref, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import type { BattleSnapshot } from "./battle-store.ts";
import { Composer, type ComposerHandle } from "./composer.tsx";
import { HeldPanel } from "./held-panel.tsx";
import type { HeldVote, HeldVoteState } from "./held-vote.ts";
import { ProblemText } from "./problem-text.tsx";
import type { Choice } from "./sides.ts";
import { useKeySetting } from "./use-battle-keys.ts";
import { VoteBar } from "./vote-bar.tsx";

interface BattleDockProps {
	snapshot: BattleSnapshot;
	held: HeldVote;
	heldState: HeldVoteState;
	holdMs: number;
	bytesMax: number;
	composer: Ref<ComposerHandle>;
	isRunning: boolean;
	canVote: boolean;
	onChoose: (choice: Choice) => void;
	onSend: (text: string) => Promise<boolean>;
	onStop: () => void;
	onDismiss: () => void;
}

/** The foot of the page, always in reach: what went wrong, the vote, the next message. */
export function BattleDock(props: BattleDockProps) {
	const t = useTranslations("battle");
	const { snapshot, heldState } = props;
	const { view, problem } = snapshot;
	const hasTurns = view !== null && view.turns.length > 0;
	const isDecided = view?.state === "decided";
	const isHolding = heldState.phase !== "none" && heldState.phase !== "sent";
	const isFull = view !== null && view.turns.length >= view.turnsMax;
	return (
		<div className="dock -mx-4 flex flex-col gap-2.5 px-4">
			<ConnectionNotice connection={snapshot.connection} />
			{problem === null ? null : (
				<div className="notice notice-danger flex items-start gap-3" role="alert">
					<ProblemText problem={problem} action={problem.action} />
					<button
						type="button"
						className="button button-plain button-small ms-auto"
						onClick={props.onDismiss}
					>
						{t("problem.dismiss")}
					</button>
				</div>
			)}
			{isHolding ? <HeldPanel held={props.held} state={heldState} holdMs={props.holdMs} /> : null}
			{hasTurns && !isDecided && !isHolding ? (
				<VoteBar isEnabled={props.canVote} onChoose={props.onChoose} />
			) : null}
			<Composer
				ref={props.composer}
				placeholder={t(
					isDecided ? "composer.after" : hasTurns ? "composer.next" : "composer.first",
				)}
				isRunning={props.isRunning}
				isSending={snapshot.sending !== null}
				closedText={isFull ? t("composer.full", { max: view.turnsMax }) : null}
				bytesMax={props.bytesMax}
				onSend={props.onSend}
				onStop={props.onStop}
			/>
			{hasTurns ? (
				<Keys />
			) : (
				<p className="text-quiet text-sm">
					{t("consent")}{" "}
					<a href="/privacy" className="link">
						{t("consent-link")}
					</a>
				</p>
			)}
		</div>
	);
}

const noSubscription = () => () => {};

function ConnectionNotice({ connection }: { connection: BattleSnapshot["connection"] }) {
	const t = useTranslations("battle.problem");
	// The server can't know; the first drawing in the browser must equal the server's.
	const isBrowser = useSyncExternalStore(
		noSubscription,
		() => true,
		() => false,
	);
	if (!isBrowser || connection === "live") return null;
	return (
		<p className="notice" role="status">
			{t(connection)}
		</p>
	);
}

function Keys() {
	const t = useTranslations("battle.keys");
	const [isOn, setOn] = useKeySetting();
	return (
		<details className="hidden text-quiet text-sm sm:block">
			<summary className="w-fit">{t("summary")}</summary>
			<ul>
				<li>{t("send")}</li>
				<li>{t("stop")}</li>
				<li>{t("vote")}</li>
			</ul>
			<label className="inline-flex min-h-11 items-center gap-2">
				<input type="checkbox" checked={isOn} onChange={(event) => setOn(event.target.checked)} />
				{t("enabled")}
			</label>
		</details>
	);
}
