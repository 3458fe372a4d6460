import { describe, expect, it } from "vitest";
import { applyEvent, mergeView, newTurn, turnEventOf } from "./battle-state.ts";
import { battleView } from "./testing/battle-view.ts";

const delta = (id: number, slot: "a" | "b", text: string, at: number) => ({
	id,
	event: { kind: "reply-delta", slot, text, at } as const,
});

function ok<T>(value: T | "gap"): T {
	if (value === "gap") throw new Error("gap");
	return value;
}

describe("applyEvent", () => {
	const view = battleView({ state: "answering", turns: [newTurn(1, "hello")] });

	it("puts text where it stands, and a delta seen twice changes nothing", () => {
		const once = ok(applyEvent(view, 1, delta(1, "a", "Good ", 0)));
		const twice = ok(applyEvent(once, 1, delta(2, "a", "day", 5)));
		expect(twice.turns[0]?.replies.a.text).toBe("Good day");
		expect(applyEvent(twice, 1, delta(2, "a", "day", 5))).toBe(twice);
		const unnumbered = {
			id: null,
			event: { kind: "reply-delta", slot: "a", text: "day", at: 5 } as const,
		};
		expect(ok(applyEvent(twice, 1, unnumbered)).turns[0]?.replies.a.text).toBe("Good day");
	});

	it("asks to read again when something is missing before a delta", () => {
		expect(applyEvent(view, 1, delta(7, "b", "late", 4))).toBe("gap");
		expect(applyEvent(view, 2, delta(1, "b", "x", 0))).toBe("gap");
	});

	it("clears a reply that starts anew and leaves the other side alone", () => {
		let next = ok(applyEvent(view, 1, delta(1, "a", "old", 0)));
		next = ok(applyEvent(next, 1, delta(2, "b", "other", 0)));
		const other = next.turns[0]?.replies.b;
		next = ok(applyEvent(next, 1, { id: 3, event: { kind: "reply-start", slot: "a" } }));
		expect(next.turns[0]?.replies.a).toMatchObject({ text: "", state: "streaming" });
		expect(next.turns[0]?.replies.b).toBe(other);
	});

	it("opens the battle again at the turn's end, but not a decided one", () => {
		const end = { id: 9, event: { kind: "turn-end" } } as const;
		expect(ok(applyEvent(view, 1, end))).toMatchObject({ state: "open" });
		expect(ok(applyEvent({ ...view, state: "decided" }, 1, end)).state).toBe("decided");
		expect(ok(applyEvent(view, 1, end)).turns[0]?.isRunning).toBe(false);
	});
});

describe("turnEventOf", () => {
	it("reads the interface's events and leaves unknown ones aside", () => {
		const message = (event: string, data: unknown) => ({
			id: "4",
			event,
			data: JSON.stringify(data),
		});
		expect(turnEventOf(message("reply-delta", { slot: "b", text: "x", at: 2 }))).toEqual({
			id: 4,
			event: { kind: "reply-delta", slot: "b", text: "x", at: 2 },
		});
		expect(
			turnEventOf(
				message("reply-end", { slot: "a", state: "failed", words: 0, reason: "unavailable" }),
			),
		).toMatchObject({ event: { state: "failed", reason: "unavailable" } });
		expect(turnEventOf(message("reply-part", { slot: "a", part: {} }))).toBeNull();
		expect(turnEventOf(message("reply-delta", { slot: "c", text: "x" }))).toBeNull();
	});
});

describe("mergeView", () => {
	const running = { ...newTurn(1, "hi"), lastEventId: 5 };

	it("keeps a running turn that events took further than an older answer", () => {
		const mine = battleView({ turns: [running] });
		const older = battleView({ turns: [{ ...running, lastEventId: 3 }] });
		expect(mergeView(mine, older).turns[0]).toBe(mine.turns[0]);
		const newer = battleView({ turns: [{ ...running, lastEventId: 8 }] });
		expect(mergeView(mine, newer).turns[0]?.lastEventId).toBe(8);
	});

	it("keeps the identity of turns that did not change and a turn the answer did not know", () => {
		const mine = battleView({ turns: [running, newTurn(2, "next")] });
		const merged = mergeView(mine, battleView({ turns: [{ ...running }] }));
		expect(merged.turns[0]).toBe(mine.turns[0]);
		expect(merged.turns[1]).toBe(mine.turns[1]);
	});

	it("takes another battle whole", () => {
		const other = battleView({ battleId: "other" });
		expect(mergeView(battleView({ turns: [running] }), other)).toBe(other);
	});
});
