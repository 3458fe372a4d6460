import { describe, expect, it } from "vitest";
import type { Problem } from "./battle-api.ts";
import { createHeldVote, type VoteDraft } from "./held-vote.ts";

const draft: VoteDraft = { choice: "left", reasons: { left: [], right: [] }, comment: "" };
const problem: Problem = {
	code: "network",
	status: 0,
	detail: "",
	requestId: null,
	retryAtMs: null,
};

/** A held vote on a clock that the test moves. */
function setup(options: { holdMs?: number; outcomes?: ("stored" | "lost")[] } = {}) {
	let nowMs = 0;
	let keys = 0;
	const timers: { at: number; run: () => void; isOn: boolean }[] = [];
	const sent: { draft: VoteDraft; key: string }[] = [];
	const outcomes = options.outcomes ?? [];
	const vote = createHeldVote({
		holdMs: options.holdMs ?? 5000,
		now: () => nowMs,
		timer(run, ms) {
			const entry = { at: nowMs + ms, run, isOn: true };
			timers.push(entry);
			return () => {
				entry.isOn = false;
			};
		},
		newKey: () => `key-${keys++}`,
		async send(value, key) {
			sent.push({ draft: value, key });
			if (outcomes.shift() === "lost") throw new Error("lost");
		},
		problemFrom: () => problem,
	});
	return {
		vote,
		sent,
		advance(ms: number) {
			nowMs += ms;
			for (const timer of timers)
				if (timer.isOn && timer.at <= nowMs) {
					timer.isOn = false;
					timer.run();
				}
		},
		settle: () => new Promise<void>((resolve) => setImmediate(resolve)),
	};
}

describe("createHeldVote", () => {
	it("sends nothing before the time is over, then exactly once", async () => {
		const { vote, sent, advance, settle } = setup();
		vote.choose(draft);
		advance(4999);
		expect(sent).toHaveLength(0);
		advance(1);
		expect(vote.state().phase).toBe("sending");
		vote.release();
		vote.flush();
		await settle();
		expect(sent).toHaveLength(1);
		expect(vote.state().phase).toBe("sent");
	});

	it("never sends a vote that was undone", async () => {
		const { vote, sent, advance } = setup();
		vote.choose(draft);
		advance(3000);
		expect(vote.undo()).toBe(true);
		advance(60_000);
		vote.flush();
		expect(sent).toHaveLength(0);
		expect(vote.state().phase).toBe("none");
	});

	it("cannot be undone or chosen again once it is on its way", async () => {
		const { vote, sent, settle } = setup();
		vote.choose(draft);
		vote.release();
		expect(vote.undo()).toBe(false);
		vote.choose({ ...draft, choice: "right" });
		await settle();
		expect(sent.map((entry) => entry.draft.choice)).toEqual(["left"]);
	});

	it("gives a changed mind the full time again and forgets the first choice", () => {
		const { vote, sent, advance } = setup();
		vote.choose(draft);
		advance(4000);
		vote.choose({ ...draft, choice: "both_bad" });
		advance(4000);
		expect(sent).toHaveLength(0);
		advance(1000);
		expect(sent.map((entry) => entry.draft.choice)).toEqual(["both_bad"]);
	});

	it("stops the clock while the voter says why", () => {
		const { vote, sent, advance } = setup();
		vote.choose(draft);
		vote.revise({ comment: "because" });
		advance(60_000);
		expect(sent).toHaveLength(0);
		vote.release();
		expect(sent[0]?.draft.comment).toBe("because");
	});

	it("sends what is held when the page goes away", () => {
		const { vote, sent } = setup();
		vote.choose(draft);
		vote.flush();
		expect(sent).toHaveLength(1);
	});

	it("keeps the key for another try of the same vote, and takes a new one for another vote", async () => {
		const { vote, sent, settle } = setup({ outcomes: ["lost", "lost"] });
		vote.choose(draft);
		vote.release();
		await settle();
		expect(vote.state().phase).toBe("failed");
		vote.release();
		await settle();
		vote.choose({ ...draft, choice: "right" });
		vote.release();
		await settle();
		const keys = sent.map((entry) => entry.key);
		expect(keys[0]).toBe(keys[1]);
		expect(keys[2]).not.toBe(keys[1]);
		expect(vote.state().phase).toBe("sent");
	});

	it("sends at once where the operator set no time to undo", () => {
		const { vote, sent } = setup({ holdMs: 0 });
		vote.choose(draft);
		expect(sent).toHaveLength(1);
	});
});
