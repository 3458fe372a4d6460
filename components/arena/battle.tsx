"use client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { BattleView } from "#lib/arena/battle.ts";
import type { Side } from "#lib/arena/outcome.ts";
import type { NewBattle } from "./battle-api.ts";
import { battleApi } from "./battle-api.ts";
import { BattleDock } from "./battle-dock.tsx";
import { runningTurn } from "./battle-state.ts";
import type { ComposerHandle } from "./composer.tsx";
import { Heads, type Show } from "./heads.tsx";
import { preloadMarkdown } from "./markdown-view.tsx";
import { RevealPanel } from "./reveal-panel.tsx";
import { type Choice, outcomeOf } from "./sides.ts";
import { latestReplies } from "./status-line.ts";
import { StatusLine } from "./status-line-view.tsx";
import { type TurnActions, TurnSection } from "./turn-section.tsx";
import { useBattle, useHeld, useStore } from "./use-battle.ts";
import { useBattleKeys, useKeySetting } from "./use-battle-keys.ts";
import { useNews } from "./use-news.ts";
import { Welcome } from "./welcome.tsx";

export interface BattleProps {
	/** The battle as the server drew it; null for a new one. */
	initial: BattleView | null;
	/** The time to undo a vote, ms. */
	holdMs: number;
	/** The longest message, bytes of UTF-8. */
	bytesMax: number;
	consentVersion: string;
}

const noReasons = { reasons: { left: [], right: [] }, comment: "" };

/** One battle from the empty page to the reveal. What it shows is the server's state, see `battle-store.ts`. */
export function Battle({ initial, holdMs, bytesMax, consentVersion }: BattleProps) {
	const t = useTranslations("battle");
	const { store, held } = useBattle(initial, holdMs);
	const snapshot = useStore(store);
	const heldState = useHeld(held);
	const { view } = snapshot;
	const [show, setShow] = useState<Show>("both");
	const [isLinked, setLinked] = useState(true);
	const [side, setSide] = useState<Side>("left");
	const [models, setModels] = useState<[string, string] | null>(null);
	const [areKeysOn] = useKeySetting();
	const composer = useRef<ComposerHandle>(null);
	const page = useRef<HTMLElement>(null);

	const isRunning = runningTurn(view) !== null || snapshot.sending !== null;
	const vote = view?.votes.find((entry) => entry.scope === "battle") ?? null;
	const canVote = view !== null && view.state === "open" && view.turns.length > 0 && !isRunning;
	const latest = useMemo(() => (view === null ? null : latestReplies(view)), [view]);
	const hasNews = useNews(latest, side);

	const choose = useCallback((choice: Choice) => held.choose({ choice, ...noReasons }), [held]);
	const stop = useCallback(() => void store.stop(), [store]);
	useBattleKeys({
		isOn: areKeysOn,
		onStop: isRunning ? stop : null,
		onChoose: canVote ? choose : null,
	});

	const actions = useMemo<TurnActions>(
		() => ({
			retry: (turn, slot) => void store.retry(turn, slot),
			stop: (slot) => void store.stop(slot),
			voteTurn(turn, choice) {
				const current = store.snapshot().view;
				if (current === null) return;
				store
					.vote({ scope: "turn", turn, outcome: outcomeOf(current.sides, choice) })
					.catch((error: unknown) => store.report("vote", error));
			},
			showSide: setSide,
		}),
		[store],
	);

	const send = async (text: string): Promise<boolean> => {
		preloadMarkdown();
		const battle: NewBattle = {
			mode: models === null ? "blind" : "named",
			...(models === null ? {} : { models }),
			consentVersion,
		};
		const battleId = await store.send(text, battle);
		if (battleId === null) return false;
		held.reset();
		// The address names the battle from now on; the page stays as it is.
		if (location.pathname !== `/b/${battleId}`) history.replaceState(null, "", `/b/${battleId}`);
		return true;
	};
	useNewTurnInSight(page, view?.turns.length ?? 0);

	return (
		<main
			id="main"
			ref={page}
			className="mx-auto flex w-full max-w-6xl flex-col px-4"
			data-show={show}
			data-linked={isLinked}
		>
			<StatusLine snapshot={snapshot} heldState={heldState} holdMs={holdMs} />
			{view === null || (view.turns.length === 0 && snapshot.sending === null) ? (
				<div className="grow pb-6">
					<Welcome onExample={(text) => composer.current?.fill(text)} onNamed={setModels} />
				</div>
			) : (
				<div className="grow pb-8">
					<h1 className="sr-only">{t("title")}</h1>
					<Heads
						view={view}
						latest={latest}
						show={show}
						onShow={setShow}
						isLinked={isLinked}
						onLink={setLinked}
						side={side}
						onSide={setSide}
						hasNews={hasNews}
					/>
					{view.turns.map((turn) => (
						<TurnSection
							key={turn.turn}
							turn={turn}
							sides={view.sides}
							vote={view.votes.find((entry) => entry.scope === "turn" && entry.turn === turn.turn)}
							canVote={view.state !== "decided"}
							side={side}
							isLinked={isLinked}
							actions={actions}
						/>
					))}
					{view.reveal === null ? null : (
						<RevealPanel
							reveal={view.reveal}
							sides={view.sides}
							vote={vote}
							isFresh={heldState.phase === "sent"}
							actions={{
								changeVote: (choice) =>
									store.vote({ scope: "battle", outcome: outcomeOf(view.sides, choice) }),
								withdraw: store.withdraw,
								share: () => battleApi.share(view.battleId, true),
								keepGoing: () => composer.current?.focus(),
							}}
						/>
					)}
				</div>
			)}
			<BattleDock
				snapshot={snapshot}
				held={held}
				heldState={heldState}
				holdMs={holdMs}
				bytesMax={bytesMax}
				composer={composer}
				isRunning={isRunning && snapshot.sending === null}
				canVote={canVote}
				onChoose={choose}
				onSend={send}
				onStop={stop}
				onDismiss={store.dismiss}
			/>
		</main>
	);
}

/** Brings a turn that was just sent to the top, where its replies have room to grow. */
function useNewTurnInSight(page: React.RefObject<HTMLElement | null>, turns: number): void {
	const seen = useRef(turns);
	useEffect(() => {
		if (turns > seen.current)
			page.current?.querySelector(`[data-turn="${turns}"]`)?.scrollIntoView({ block: "start" });
		seen.current = turns;
	}, [page, turns]);
}
