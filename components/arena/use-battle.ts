import { useEffect, useState, useSyncExternalStore } from "react";
import type { BattleView } from "#lib/arena/battle.ts";
import { battleApi, newKey, problemFrom } from "./battle-api.ts";
import { type BattleStore, createBattleStore } from "./battle-store.ts";
import { createHeldVote, type HeldVote, type VoteDraft } from "./held-vote.ts";
import { bySlot, outcomeOf } from "./sides.ts";

const sleep = (ms: number, signal: AbortSignal) =>
	new Promise<void>((resolve) => {
		if (signal.aborted) return resolve();
		const timer = setTimeout(resolve, ms);
		signal.addEventListener(
			"abort",
			() => {
				clearTimeout(timer);
				resolve();
			},
			{ once: true },
		);
	});

/** A hidden page draws no frames, so it must not wait for one. */
const frame = (draw: () => void) => {
	if (document.hidden) queueMicrotask(draw);
	else requestAnimationFrame(draw);
};

const channelName = "parley:battles";

/** Between this browser's pages; one object a page, because a second one would hear the first. */
let shared: BroadcastChannel | null = null;
const channel = () => {
	shared ??= new BroadcastChannel(channelName);
	return shared;
};

/** Tells this browser's other pages that a battle changed, so that they read it again. */
const announce = (battleId: string) => channel().postMessage(battleId);

/** A restored page of a new battle (the Back key) stands at the battle's own address. */
const addressedBattle = () => /^\/b\/([0-9a-f-]{36})$/.exec(location.pathname)?.[1] ?? null;

/** The store of the page's battle and its held vote, kept in step with the browser. */
export function useBattle(
	initial: BattleView | null,
	holdMs: number,
): { store: BattleStore; held: HeldVote } {
	const [pair] = useState(() => {
		const store = createBattleStore(
			{ api: battleApi, frame, sleep, random: Math.random, announce },
			initial,
		);
		const send = async (draft: VoteDraft, key: string) => {
			const view = store.snapshot().view;
			if (view === null) return;
			const comment = draft.comment.trim();
			await store.vote(
				{
					scope: "battle",
					outcome: outcomeOf(view.sides, draft.choice),
					reasons: bySlot(view.sides, draft.reasons),
					...(comment === "" ? {} : { comment }),
				},
				key,
			);
		};
		const held = createHeldVote({
			holdMs,
			now: Date.now,
			timer(run, ms) {
				const timer = setTimeout(run, ms);
				return () => clearTimeout(timer);
			},
			newKey,
			send,
			problemFrom,
		});
		return { store, held };
	});
	const { store, held } = pair;

	useEffect(() => {
		const addressed = addressedBattle();
		if (store.snapshot().view === null && addressed !== null) void store.open(addressed);
		store.start();
		const listen = new AbortController();
		const options = { signal: listen.signal };
		const heard = (event: MessageEvent) => {
			if (event.data === store.snapshot().view?.battleId) void store.refresh();
		};
		channel().addEventListener("message", heard, options);
		const seen = () => {
			store.setHidden(document.hidden);
			if (!document.hidden) void store.refresh();
		};
		document.addEventListener("visibilitychange", seen, options);
		addEventListener("online", () => store.setOnline(true), options);
		addEventListener("offline", () => store.setOnline(false), options);
		addEventListener("pagehide", () => held.flush(), options);
		addEventListener("pageshow", (event) => void (event.persisted && store.refresh()), options);
		return () => {
			listen.abort();
			store.dispose();
			held.flush();
		};
	}, [store, held]);
	return pair;
}

export const useStore = (store: BattleStore) =>
	useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);

export const useHeld = (held: HeldVote) =>
	useSyncExternalStore(held.subscribe, held.state, held.state);
