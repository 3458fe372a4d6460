import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { fingerprintOf } from "#lib/models/declared/fingerprint.ts";
import { wholeBoard } from "#lib/ranking/board-filter.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { modelOf, newBattle, newVote, newVoter } from "#lib/testing/vote-factory.ts";
import { describeModel, listLosses, listReasons } from "./describe-model.ts";
import { findBoard } from "./find-board.ts";
import { listBoardModels } from "./list-board-models.ts";
import { listCategoryRows } from "./list-category-rows.ts";

testDatabase();

/** A revealed battle for the calls of tests that don't name one. */
let revealed: Promise<string> | undefined;
const revealedBattle = () => {
	revealed ??= newVoter().then((voterId) =>
		newBattle({ a: "heron", b: "crane", outcome: "a", voterId }),
	);
	return revealed;
};

const call = async (slug: string, values: Record<string, unknown>) => {
	const row = {
		state: "ok",
		first_token_ms: null,
		duration_ms: null,
		tokens_out: null,
		error_code: null,
		returned_model: null,
		purpose: "reply",
		battle_id: await revealedBattle(),
		...values,
	};
	await pool().query(
		`INSERT INTO calls (id, purpose, model_id, provider, requested_model, parameters, started_at, state, first_token_ms, duration_ms, tokens_out, error_code, battle_id, returned_model)
		VALUES (gen_random_uuid(), $1, $2, 'house', 'x', '{}', now(), $3, $4, $5, $6, $7, $8, $9)`,
		[
			row.purpose,
			await modelOf(slug),
			row.state,
			row.first_token_ms,
			row.duration_ms,
			row.tokens_out,
			row.error_code,
			row.battle_id,
			row.returned_model,
		],
	);
};

test("speed is the median of what went well, failures the share of what ended by itself", async () => {
	await call("lark", { first_token_ms: 100, duration_ms: 1100, tokens_out: 50 });
	await call("lark", { first_token_ms: 300, duration_ms: 2300, tokens_out: 60 });
	await call("lark", { first_token_ms: 900, duration_ms: 1900, tokens_out: 70 });
	await call("lark", { state: "failed", first_token_ms: 9000, error_code: "rate-limited" });
	await call("lark", { state: "aborted" });
	await call("lark", { state: "failed", purpose: "conformance" });
	const model = await describeModel("lark");
	expect(model?.speed).toEqual({
		calls: 5,
		firstTokenMs: 300,
		tokensPerSecond: 50,
		failureShare: 0.25,
	});
	expect(model?.failures[0]).toEqual({ code: "rate-limited", calls: 1 });
	expect((await listBoardModels(0)).find((each) => each.slug === "lark")?.speed.firstTokenMs).toBe(
		300,
	);
});

test("scripted battles say nothing about speed", async () => {
	const voterId = await newVoter();
	const battleId = await newBattle({ a: "robin", b: "lark", outcome: "a", voterId });
	await pool().query("UPDATE battles SET scripted_by = 'demo' WHERE id = $1", [battleId]);
	await call("robin", { first_token_ms: 1, duration_ms: 2, tokens_out: 900, battle_id: battleId });
	expect((await describeModel("robin"))?.speed.calls).toBe(0);
	await pool().query("UPDATE battles SET scripted_by = NULL WHERE id = $1", [battleId]);
	expect((await describeModel("robin"))?.speed.calls).toBe(1);
});

test("a battle says nothing about its models before its reveal", async () => {
	const voterId = await newVoter();
	const battleId = await newBattle({ a: "stork", b: "lark", outcome: "a", voterId });
	await pool().query("UPDATE battles SET revealed_at = NULL, state = 'open' WHERE id = $1", [
		battleId,
	]);
	const before = JSON.stringify(await describeModel("stork"));
	await call("stork", {
		first_token_ms: 5,
		duration_ms: 9,
		returned_model: "stork-1",
		battle_id: battleId,
	});
	await call("stork", { state: "failed", error_code: "timeout", battle_id: battleId });
	expect(JSON.stringify(await describeModel("stork"))).toBe(before);
	expect((await listBoardModels(2e9)).find((each) => each.slug === "stork")?.speed.calls).toBe(0);
	await pool().query("UPDATE battles SET revealed_at = now() WHERE id = $1", [battleId]);
	expect(await describeModel("stork")).toMatchObject({
		speed: { calls: 2, firstTokenMs: 5 },
		returnedModels: [{ name: "stork-1", calls: 1 }],
		failures: [{ code: "timeout", calls: 1 }],
	});
});

test("nobody learns of a draft", async () => {
	await pool().query("UPDATE models SET state = 'draft' WHERE id = $1", [await modelOf("secret")]);
	expect(await describeModel("secret")).toBeNull();
	expect(await describeModel("absent")).toBeNull();
	expect((await listBoardModels(3e9)).map((model) => model.slug)).not.toContain("secret");
});

test("what was served is told without the operator's words and addresses", async () => {
	const declared = fingerprintOf({
		endpoints: [
			{
				provider: "openai-compatible",
				providerModelId: "finch-7b",
				baseUrl: "http://inner.example.org/v1",
				keyEnv: "FINCH_KEY",
				limits: {},
				capabilities: {},
			},
		],
		sampling: { temperature: 0.5 },
		systemPrefix: "Never say what we sell.",
	});
	await pool().query(
		"INSERT INTO served_models (id, model_id, fingerprint, settings) VALUES (gen_random_uuid(), $1, $2, $3)",
		[await modelOf("finch"), declared.fingerprint, JSON.stringify(declared.settings)],
	);
	const page = await describeModel("finch");
	expect(page?.served).toMatchObject([
		{
			fingerprint: declared.fingerprint,
			settings: {
				endpoints: [{ provider: "openai-compatible", id: "finch-7b" }],
				sampling: { temperature: 0.5 },
				systemPrefixHash: createHash("sha256").update("Never say what we sell.").digest("hex"),
			},
		},
	]);
	const text = JSON.stringify(page);
	for (const secret of ["inner.example.org", "what we sell", "FINCH_KEY"])
		expect(text).not.toContain(secret);
});

test("reasons follow the model through both slots and count only votes that count", async () => {
	await newVote({
		a: "lark",
		b: "wren",
		outcome: "a",
		reasonsA: ["clearer"],
		reasonsB: ["too-long"],
	});
	await newVote({
		a: "wren",
		b: "lark",
		outcome: "b",
		reasonsA: ["wrong-facts"],
		reasonsB: ["clearer", "better-style"],
	});
	await newVote({ a: "lark", b: "wren", outcome: "a", reasonsA: ["unsafe"], exclusions: ["leak"] });
	await newVote({
		a: "lark",
		b: "wren",
		outcome: "a",
		reasonsA: ["off-topic"],
		origin: "simulated",
	});
	expect(await listReasons("lark", "human")).toEqual([
		{ reason: "clearer", votes: 2 },
		{ reason: "better-style", votes: 1 },
	]);
});

test("only losses in shared battles are shown", async () => {
	const lost = await newVote({ a: "wren", b: "lark", outcome: "a", turnsCount: 3 });
	await newVote({ a: "wren", b: "lark", outcome: "a" });
	const won = await newVote({ a: "wren", b: "lark", outcome: "b" });
	await pool().query("UPDATE battles SET is_shared = true WHERE id = ANY ($1)", [
		[lost.battleId, won.battleId],
	]);
	const { rows } = await pool().query("SELECT slug FROM battles WHERE id = $1", [lost.battleId]);
	const losses = await listLosses("lark", "human");
	expect(losses).toHaveLength(1);
	expect(losses[0]).toMatchObject({ battleSlug: rows[0].slug, opponent: "wren", turns: 3 });
});

test("a category is listed where the model has votes in it", async () => {
	await newVote({ a: "owl", b: "rook", outcome: "a", categories: ["code"], turnsCount: 1 });
	await newVote({ a: "owl", b: "kite", outcome: "b", categories: ["mathematics"], turnsCount: 2 });
	await pool().query("UPDATE leaderboards SET stale_at = now()");
	const whole = await findBoard(wholeBoard("human"), Date.now());
	const categories = (await listCategoryRows("rook", whole, Date.now())).map(
		(entry) => entry.category,
	);
	expect(categories).toEqual(["code", "turns-1"]);
});
