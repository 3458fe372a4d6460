import { describe, expect, test } from "vitest";
import { replyStates } from "./battle.ts";
import { canRetry, canTakeTurn, canVote, voteExclusions } from "./vote-rules.ts";

const done = { a: "done", b: "done" } as const;
const vote = {
	mode: "blind",
	scope: "battle",
	endsBattle: true,
	turns: [done],
	hasLeak: false,
	changedAfterReveal: false,
	voterExcluded: false,
} as const;

describe("voteExclusions", () => {
	test.each([
		["a plain vote counts", {}, []],
		["named", { mode: "named" }, ["named-mode"]],
		["leak", { hasLeak: true }, ["leak"]],
		["one side failed", { turns: [done, { a: "done", b: "failed" }] }, ["failed-side"]],
		["one side interrupted", { turns: [{ a: "interrupted", b: "done" }] }, ["failed-side"]],
		["stopped by the voter", { turns: [{ a: "stopped", b: "done" }] }, []],
		["a turn's vote", { scope: "turn", endsBattle: false }, ["turn-scope"]],
		["a turn's vote that ends the battle", { scope: "turn" }, []],
		["withdrawn", { withdrawn: true }, ["withdrawn"]],
		[
			"several, in the declared order",
			{
				mode: "named",
				hasLeak: true,
				changedAfterReveal: true,
				voterExcluded: true,
				superseded: true,
			},
			["named-mode", "leak", "changed-after-reveal", "superseded", "voter-excluded"],
		],
	] as const)("%s", (_, change, expected) => {
		expect(voteExclusions({ ...vote, ...change })).toEqual(expected);
	});
});

describe("canTakeTurn", () => {
	const battle = { state: "open", lastTurn: done, turnsTaken: 3, turnsMax: 50 } as const;
	test.each([
		["open", {}, true],
		["first turn", { lastTurn: null, turnsTaken: 0 }, true],
		["answering", { state: "answering" }, "turn-in-progress"],
		["one side streams", { lastTurn: { a: "done", b: "streaming" } }, "turn-in-progress"],
		["one side failed", { lastTurn: { a: "done", b: "failed" } }, true],
		["turn 50", { turnsTaken: 49 }, true],
		["turn 51", { turnsTaken: 50 }, "turn-limit"],
		["after the reveal", { state: "decided" }, true],
		["after the reveal, closed", { state: "decided", closesAtReveal: true }, "battle-closed"],
	] as const)("%s", (_, change, expected) => {
		const move = canTakeTurn({ ...battle, ...change });
		expect(move.ok || move.code).toBe(expected);
	});
});

describe("canVote", () => {
	const open = { state: "open", turns: [done], hasVote: false } as const;
	test.each([
		["both done", {}, true],
		["both failed", { turns: [{ a: "failed", b: "failed" }] }, true],
		["one still pending", { turns: [{ a: "done", b: "pending" }] }, "vote-too-early"],
		["an earlier turn judged while the last one runs", { state: "answering" }, true],
		["no turn", { turns: [] }, "vote-too-early"],
		["first vote after the reveal", { state: "decided" }, "revealed"],
		["changed after the reveal", { state: "decided", hasVote: true }, true],
	] as const)("%s", (_, change, expected) => {
		const move = canVote({ ...open, ...change });
		expect(move.ok || move.code).toBe(expected);
	});
});

describe("canRetry", () => {
	const fresh = { isLastTurn: true, isJudged: false };
	test("only failed and interrupted replies", () => {
		const allowed = replyStates.filter((state) => canRetry({ state, ...fresh }).ok);
		expect(allowed).toEqual(["failed", "interrupted"]);
	});
	test.each([
		[{ state: "streaming", ...fresh }, "turn-in-progress"],
		[{ state: "done", ...fresh }, "not-failed"],
		[{ state: "failed", ...fresh, isLastTurn: false }, "turn-over"],
		[{ state: "failed", ...fresh, isJudged: true }, "already-judged"],
	] as const)("%o", (reply, code) => expect(canRetry(reply)).toEqual({ ok: false, code }));
});
