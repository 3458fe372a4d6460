import { describe, expect, it } from "vitest";
import type { ReplyState } from "#lib/arena/battle.ts";
import { newTurn } from "./battle-state.ts";
import { statusOf } from "./status-line.ts";
import { battleView } from "./testing/battle-view.ts";

function at(a: ReplyState, b: ReplyState, changes: Parameters<typeof battleView>[0] = {}) {
	const turn = newTurn(1, "hi");
	const replies = { a: { ...turn.replies.a, state: a }, b: { ...turn.replies.b, state: b } };
	return statusOf(battleView({ turns: [{ ...turn, replies }], ...changes }));
}

describe("statusOf", () => {
	it("says nothing before there is something to say", () => {
		expect(statusOf(null)).toEqual({ key: "none" });
		expect(statusOf(battleView())).toEqual({ key: "none" });
	});

	it("speaks of sides, not of slots", () => {
		expect(at("done", "streaming")).toEqual({ key: "one-finished", side: "left" });
		const crossed = { sides: { a: "right", b: "left" } as const };
		expect(at("done", "streaming", crossed)).toEqual({ key: "one-finished", side: "right" });
		expect(at("failed", "done", crossed)).toEqual({ key: "one-failed", side: "right" });
	});

	it("follows a turn to its end", () => {
		expect(at("pending", "streaming").key).toBe("both-answering");
		expect(at("done", "stopped").key).toBe("both-finished");
		expect(at("interrupted", "failed").key).toBe("both-failed");
		expect(at("done", "done", { state: "decided" }).key).toBe("voted");
	});
});
