import { describe, expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { modelOf, newVote, type VoteSpec } from "#lib/testing/vote-factory.ts";
import { buildReveal } from "./build-reveal.ts";

testDatabase();

/** A vote on a decided battle that has its two conversations, and the reveal it brings. */
async function revealOf(spec: Pick<VoteSpec, "a" | "b" | "outcome">) {
	const { id, battleId } = await newVote(spec);
	for (const slot of ["a", "b"] as const)
		await pool().query(
			"INSERT INTO conversations (id, battle_id, slot, model_id, seed) VALUES ($1, $2, $3, $4, 1)",
			[uuidV7(Date.now()), battleId, slot, await modelOf(spec[slot])],
		);
	return buildReveal(pool(), battleId, {
		voteId: id,
		scope: "battle",
		turn: 0,
		outcome: spec.outcome,
		reasons: { a: [], b: [] },
		comment: null,
		strength: null,
		version: 1,
		at: new Date().toISOString(),
		withdrawn: false,
		receipt: "",
	});
}

describe("the share of earlier votes that agree", () => {
	test("is about the models, whichever slots they were in", async () => {
		for (const outcome of ["a", "a", "b", "tie"] as const)
			await newVote({ a: "lark", b: "wren", outcome });
		for (const outcome of ["a", "b", "b", "both_bad"] as const)
			await newVote({ a: "wren", b: "lark", outcome });
		await newVote({ a: "lark", b: "kite", outcome: "a" });
		const reveal = await revealOf({ a: "lark", b: "wren", outcome: "a" });
		// Two votes for the lark in slot a, two in slot b, of six with a preference.
		expect(reveal.agreementShare).toBeCloseTo(4 / 6);
	});

	test("leaves out votes that do not count and those of another origin", async () => {
		for (let n = 0; n < 5; n++) await newVote({ a: "ibis", b: "rook", outcome: "a" });
		await newVote({ a: "ibis", b: "rook", outcome: "b", exclusions: ["leak"] });
		await newVote({ a: "ibis", b: "rook", outcome: "b", withdrawn: true });
		await newVote({ a: "ibis", b: "rook", outcome: "b", origin: "simulated" });
		const reveal = await revealOf({ a: "rook", b: "ibis", outcome: "b" });
		expect(reveal.agreementShare).toBe(1);
	});

	test("is unknown below five votes", async () => {
		for (let n = 0; n < 4; n++) await newVote({ a: "crow", b: "swan", outcome: "a" });
		const reveal = await revealOf({ a: "crow", b: "swan", outcome: "a" });
		expect(reveal.agreementShare).toBeNull();
	});
});
