import type { BattleView, TurnView } from "#lib/arena/battle.ts";
import type { Slot } from "#lib/arena/outcome.ts";
import {
	type BattleApi,
	type NewBattle,
	newKey,
	type Problem,
	problemFrom,
	type VoteInput,
} from "./battle-api.ts";
import {
	applyEvent,
	mergeView,
	newTurn,
	pendingReply,
	runningTurn,
	turnEventOf,
} from "./battle-state.ts";
import { readEvents } from "./event-stream.ts";

/** `live` also when nothing streams: what the page shows is what the server holds. */
export type Connection = "live" | "reconnecting" | "offline";

export interface BattleSnapshot {
	/** Null until the first message made a battle. */
	view: BattleView | null;
	connection: Connection;
	/** The message that is being sent, not yet taken by the server. */
	sending: string | null;
	/** The last action that did not work, until it is tried again or dismissed. */
	problem: (Problem & { action: "send" | "stop" | "retry" | "vote" | "load" }) | null;
}

export interface StoreDeps {
	api: BattleApi;
	/** Runs `draw` before the next frame is painted. */
	frame: (draw: () => void) => void;
	/** Resolves after `ms`, or at once when aborted. */
	sleep: (ms: number, signal: AbortSignal) => Promise<void>;
	/** In [0, 1): spreads reconnections of many pages. */
	random: () => number;
	/** Tells other pages of this browser that the battle changed. */
	announce?: (battleId: string) => void;
}

const backoffMinMs = 500;
const backoffMaxMs = 10_000;
/** A hidden page gives its connection back and asks at this pace instead. */
const hiddenPollMs = 5000;

/**
 * Holds what one battle's page shows: the server's view plus the running stream. The server owns the
 * battle; this follows it, through lost connections too, and never makes up state. Draws are gathered
 * into one a frame, however many events arrive.
 */
export function createBattleStore(deps: StoreDeps, initial: BattleView | null) {
	const { api } = deps;
	const listeners = new Set<() => void>();
	let current: BattleSnapshot = { view: initial, connection: "live", sending: null, problem: null };
	let published = current;
	let isDrawScheduled = false;
	let isFollowing = false;
	let isDisposed = true;
	let isHidden = false;
	/** Ends the present wait or connection, so that the loop looks at the world anew. */
	let nudge = new AbortController();

	const publish = () => {
		isDrawScheduled = false;
		if (published === current) return;
		published = current;
		for (const listener of listeners) listener();
	};
	const update = (change: Partial<BattleSnapshot>, isUrgent = true) => {
		current = { ...current, ...change };
		if (isUrgent) publish();
		else if (!isDrawScheduled) {
			isDrawScheduled = true;
			deps.frame(publish);
		}
	};
	const wake = () => {
		nudge.abort();
		nudge = new AbortController();
	};
	const fail = (action: NonNullable<BattleSnapshot["problem"]>["action"], error: unknown) =>
		update({ problem: { ...problemFrom(error), action } });

	/** Reads the battle; throws `ApiError`. */
	const reload = async (): Promise<void> => {
		const battleId = current.view?.battleId;
		if (battleId === undefined) return;
		const incoming = await api.load(battleId);
		update({ view: mergeView(current.view, incoming) });
	};

	/** Applies one connection's events until the turn ended (`true`) or something is missing. */
	const readTurn = async (
		battleId: string,
		turn: number,
		lastEventId: number,
		signal: AbortSignal,
	) => {
		const body = await api.openStream(battleId, turn, lastEventId, signal);
		if (current.connection !== "live") update({ connection: "live" });
		for await (const message of readEvents(body)) {
			if (signal.aborted || current.view === null) return false;
			const numbered = turnEventOf(message);
			if (numbered === null) continue;
			const next = applyEvent(current.view, turn, numbered);
			if (next === "gap") return false;
			if (next !== current.view) update({ view: next }, false);
			if (numbered.event.kind === "turn-end") return true;
		}
		return false;
	};

	/** One round of following. `idle`: the server was there, but had nothing new. */
	const followOnce = async (
		view: BattleView,
		turn: TurnView,
		signal: AbortSignal,
	): Promise<"moved" | "idle" | "lost"> => {
		try {
			if (isHidden) await deps.sleep(hiddenPollMs, signal);
			else await readTurn(view.battleId, turn.turn, turn.lastEventId, signal);
			const reached = runningTurn(current.view)?.lastEventId;
			await reload();
			if (current.connection !== "live") update({ connection: "live" });
			return isHidden || signal.aborted || reached !== turn.lastEventId ? "moved" : "idle";
		} catch (error) {
			if (signal.aborted) return "moved";
			const problem = problemFrom(error);
			if (problem.status === 404 || problem.status === 401 || problem.status === 403) {
				update({ problem: { ...problem, action: "load" } });
				isDisposed = true;
			}
			return "lost";
		}
	};

	const follow = async (): Promise<void> => {
		if (isFollowing) return;
		isFollowing = true;
		let failures = 0;
		while (!isDisposed) {
			const view = current.view;
			const turn = runningTurn(view);
			if (view === null || turn === null) break;
			const result = await followOnce(view, turn, nudge.signal);
			if (result === "moved") failures = 0;
			else if (!isDisposed) {
				failures += 1;
				if (result === "lost") update({ connection: failures > 1 ? "offline" : "reconnecting" });
				const ceilingMs = Math.min(backoffMaxMs, backoffMinMs * 2 ** (failures - 1));
				await deps.sleep(ceilingMs * (0.5 + deps.random() / 2), nudge.signal);
			}
		}
		isFollowing = false;
	};

	const changed = () => {
		if (current.view !== null) deps.announce?.(current.view.battleId);
		void follow();
	};
	const withTurn = (turn: number, text: string) => {
		const view = current.view;
		if (view === null || view.turns.some((entry) => entry.turn === turn)) return;
		const state = view.state === "open" ? "answering" : view.state;
		update({ view: { ...view, state, turns: [...view.turns, newTurn(turn, text)] } });
	};

	return {
		subscribe(listener: () => void) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		snapshot: () => published,

		/** Begins to follow; call when the page is there. */
		start() {
			isDisposed = false;
			void follow();
		},
		dispose() {
			isDisposed = true;
			wake();
		},
		/** Takes up a battle that exists already. */
		async open(battleId: string) {
			try {
				update({ view: await api.load(battleId), connection: "live" });
				void follow();
			} catch (error) {
				fail("load", error);
			}
		},
		/** Reads the battle anew: another page changed it, or this one was away. */
		async refresh() {
			try {
				await reload();
				update({ connection: "live" });
			} catch (error) {
				update({ connection: problemFrom(error).code === "network" ? "offline" : "live" });
			}
			void follow();
		},
		setHidden(hidden: boolean) {
			if (hidden === isHidden) return;
			isHidden = hidden;
			wake();
		},
		/** The browser says whether it has a network. */
		setOnline(isOnline: boolean) {
			update({ connection: isOnline ? "live" : "offline" });
			if (isOnline) wake();
		},
		dismiss: () => update({ problem: null }),

		/**
		 * Sends a message, making the battle before the first. Resolves to the battle's id, or null
		 * when it did not work: the snapshot's problem then says why, and nothing was taken.
		 */
		async send(text: string, battle: NewBattle): Promise<string | null> {
			update({ sending: text, problem: null });
			try {
				let battleId = current.view?.battleId;
				if (battleId === undefined) {
					battleId = (await api.start(battle)).battleId;
					update({ view: await api.load(battleId) });
				}
				const { turn } = await api.takeTurn(battleId, text);
				withTurn(turn, text);
				update({ sending: null });
				changed();
				return battleId;
			} catch (error) {
				update({ sending: null });
				fail("send", error);
				void reload().catch(() => {});
				return null;
			}
		},
		async stop(slot?: Slot) {
			const view = current.view;
			const turn = runningTurn(view);
			if (view === null || turn === null) return;
			await api.stop(view.battleId, turn.turn, slot).catch((error) => fail("stop", error));
		},
		async retry(turn: number, slot: Slot) {
			const view = current.view;
			if (view === null) return;
			update({ problem: null });
			try {
				await api.retry(view.battleId, turn, slot);
				const turns = view.turns.map((entry) =>
					entry.turn === turn
						? {
								...entry,
								isRunning: true,
								replies: { ...entry.replies, [slot]: pendingReply(slot) },
							}
						: entry,
				);
				update({
					view: { ...view, turns, state: view.state === "open" ? "answering" : view.state },
				});
				changed();
			} catch (error) {
				fail("retry", error);
			}
		},
		/** Casts or supersedes a vote. Resolves once it is stored; throws `ApiError` when it is not. */
		async vote(input: VoteInput, key = newKey()): Promise<void> {
			const before = current.view;
			if (before === null) return;
			const answer = await api.vote(before.battleId, input, key);
			const view = current.view ?? before;
			const others = view.votes.filter(
				(vote) => vote.scope !== answer.vote.scope || vote.turn !== answer.vote.turn,
			);
			update({
				problem: null,
				view: {
					...view,
					votes: [...others, answer.vote],
					reveal: answer.reveal ?? view.reveal,
					state: answer.reveal === null ? view.state : "decided",
				},
			});
			changed();
			// What the vote changed elsewhere (which replies may be tried again) can follow.
			void reload().catch(() => {});
		},
		/** Withdraws a vote by its receipt; throws `ApiError`. */
		async withdraw(receipt: string): Promise<void> {
			await api.withdraw(receipt);
			changed();
			await reload().catch(() => {});
		},
		report: fail,
	};
}

export type BattleStore = ReturnType<typeof createBattleStore>;
