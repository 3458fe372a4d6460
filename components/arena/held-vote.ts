import type { Problem } from "./battle-api.ts";
import type { Choice } from "./sides.ts";

/** What the voter is about to say, by side. */
export interface VoteDraft {
	choice: Choice;
	reasons: { left: string[]; right: string[] };
	comment: string;
}

/**
 * `held`: chosen, not sent; `deadlineMs` is null while the voter writes why. `sending`: on its way,
 * can't be undone. `failed`: not stored; may be sent again or undone.
 */
export type HeldVoteState =
	| { phase: "none" }
	| { phase: "held"; draft: VoteDraft; deadlineMs: number | null }
	| { phase: "sending"; draft: VoteDraft }
	| { phase: "failed"; draft: VoteDraft; problem: Problem }
	| { phase: "sent"; draft: VoteDraft };

export interface HeldVote {
	subscribe(listener: () => void): () => void;
	state(): HeldVoteState;
	/** Starts the time to undo, anew when another choice was held. */
	choose(draft: VoteDraft): void;
	/** Changes reasons or comment and stops the clock: who writes needs longer than five seconds. */
	revise(change: Partial<Omit<VoteDraft, "choice">>): void;
	/** Takes a vote back that was not sent; says whether there was one. */
	undo(): boolean;
	/** Sends now. */
	release(): void;
	/** The page goes away: what is held is sent, because the voter has chosen. */
	flush(): void;
	reset(): void;
}

/**
 * Keeps a vote in the page for the time to undo it, then sends it: the names come with the answer,
 * so once it is sent there is nothing to undo. `send` resolves when the vote is stored and rejects
 * otherwise; `key` stays the same for every try of the same draft, so a repeated one counts once.
 */
export function createHeldVote(deps: {
	holdMs: number;
	now: () => number;
	/** Calls back after `ms`; the returned function cancels. */
	timer: (run: () => void, ms: number) => () => void;
	newKey: () => string;
	send: (draft: VoteDraft, key: string) => Promise<void>;
	problemFrom: (error: unknown) => Problem;
}): HeldVote {
	const listeners = new Set<() => void>();
	let state: HeldVoteState = { phase: "none" };
	let key = deps.newKey();
	let cancelTimer = () => {};

	const become = (next: HeldVoteState) => {
		state = next;
		for (const listener of listeners) listener();
	};
	const send = (draft: VoteDraft) => {
		cancelTimer();
		become({ phase: "sending", draft });
		deps.send(draft, key).then(
			() => become({ phase: "sent", draft }),
			(error: unknown) => become({ phase: "failed", draft, problem: deps.problemFrom(error) }),
		);
	};
	const release = () => {
		if (state.phase === "held" || state.phase === "failed") send(state.draft);
	};

	return {
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		state: () => state,
		choose(draft) {
			if (state.phase === "sending" || state.phase === "sent") return;
			cancelTimer();
			key = deps.newKey();
			if (deps.holdMs <= 0) return send(draft);
			become({ phase: "held", draft, deadlineMs: deps.now() + deps.holdMs });
			cancelTimer = deps.timer(release, deps.holdMs);
		},
		revise(change) {
			if (state.phase !== "held" && state.phase !== "failed") return;
			cancelTimer();
			key = deps.newKey();
			become({ phase: "held", draft: { ...state.draft, ...change }, deadlineMs: null });
		},
		undo() {
			if (state.phase !== "held" && state.phase !== "failed") return false;
			cancelTimer();
			become({ phase: "none" });
			return true;
		},
		release,
		flush() {
			if (state.phase === "held") send(state.draft);
		},
		reset() {
			cancelTimer();
			become({ phase: "none" });
		},
	};
}
