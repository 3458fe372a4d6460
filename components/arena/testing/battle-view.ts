import type { BattleView } from "#lib/arena/battle.ts";

/** A battle's view for tests: blind, slot a on the left, without turns. */
export function battleView(changes: Partial<BattleView> = {}): BattleView {
	return {
		battleId: "01934f00-0000-7000-8000-000000000001",
		slug: null,
		state: "open",
		mode: "blind",
		origin: "human",
		displayPolicy: "gated-start",
		sides: { a: "left", b: "right" },
		category: null,
		language: null,
		turnsMax: 50,
		turns: [],
		votes: [],
		models: null,
		reveal: null,
		createdAt: "2026-11-24T00:00:00.000Z",
		...changes,
	};
}
