import { describe, expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { modelOf, newVote } from "#lib/testing/vote-factory.ts";
import { expectedForPair } from "./expected-for-pair.ts";
import { announceVotesChanged } from "./mark-stale.ts";
import { pairAgreement } from "./pair-agreement.ts";
import { refreshStaleBoards } from "./refresh-stale.ts";

testDatabase();

const votes = async (count: number, spec: Parameters<typeof newVote>[0]) => {
	for (let i = 0; i < count; i++) {
		const { battleId } = await newVote(spec);
		await announceVotesChanged(pool(), { battleId }, Date.now());
	}
};

describe("expectedForPair", () => {
	test("says whose votes it speaks from, and nothing when they are too few", async () => {
		expect(await expectedForPair("lark", "wren")).toBeNull();
		await votes(9, { a: "lark", b: "wren", outcome: "a", origin: "simulated" });
		await votes(3, { a: "wren", b: "lark", outcome: "a", origin: "simulated" });
		await votes(3, { a: "lark", b: "kite", outcome: "tie", origin: "simulated" });
		await refreshStaleBoards();
		const simulated = await expectedForPair("lark", "wren");
		expect(simulated).toMatchObject({ origin: "simulated", probability: expect.closeTo(0.75, 6) });
		expect((await expectedForPair("wren", "lark"))?.probability).toBeCloseTo(0.25, 6);
		expect(await expectedForPair("lark", "kite")).toBeNull();
		expect(await expectedForPair("lark", "nobody")).toBeNull();

		// One vote of a person: from then on only people speak.
		await votes(1, { a: "lark", b: "wren", outcome: "b" });
		await refreshStaleBoards();
		expect(await expectedForPair("lark", "wren")).toBeNull();
	});

	test("keeps quiet about a model that only won", async () => {
		await votes(20, { a: "lark", b: "wren", outcome: "a" });
		await pool().query("UPDATE judgements SET withdrawn_at = now() WHERE outcome = 'b'");
		await refreshStaleBoards();
		expect(await expectedForPair("lark", "wren")).toBeNull();
	});
});

describe("pairAgreement", () => {
	test("is the share of others' decisive votes for the same model, in either order of the slots", async () => {
		const ask = async (a: string, b: string, outcome: "a" | "b" | "tie", battleId: string) =>
			pairAgreement({
				battleId,
				modelAId: await modelOf(a),
				modelBId: await modelOf(b),
				origin: "human",
				outcome,
			});
		const mine = await newVote({ a: "owl", b: "rook", outcome: "a" });
		await votes(2, { a: "owl", b: "rook", outcome: "a" });
		await votes(1, { a: "owl", b: "rook", outcome: "b" });
		await votes(1, { a: "rook", b: "owl", outcome: "b" });
		expect(await ask("owl", "rook", "a", mine.battleId)).toBeNull();
		await votes(1, { a: "rook", b: "owl", outcome: "a" });
		await votes(4, { a: "owl", b: "rook", outcome: "tie" });
		await votes(4, { a: "owl", b: "rook", outcome: "b", exclusions: ["leak"] });
		await votes(4, { a: "owl", b: "rook", outcome: "b", origin: "simulated" });
		expect(await ask("owl", "rook", "a", mine.battleId)).toBeCloseTo(3 / 5, 12);
		expect(await ask("owl", "rook", "b", mine.battleId)).toBeCloseTo(2 / 5, 12);
		expect(await ask("rook", "owl", "b", mine.battleId)).toBeCloseTo(3 / 5, 12);
		expect(await ask("owl", "rook", "tie", mine.battleId)).toBeNull();
	});
});
