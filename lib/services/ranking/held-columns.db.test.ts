import { beforeEach, expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { type BoardFilter, boardFilter } from "#lib/ranking/board-filter.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { newVote, newVoter } from "#lib/testing/vote-factory.ts";
import { fitBoardNow } from "./fit-board.ts";
import { foldWaiting, withCells } from "./fold-changes.ts";
import { heldColumns } from "./held-columns.ts";
import { forgetHeld, HeldJudgements, withHeld } from "./held-judgements.ts";
import { hasStaleBoards } from "./mark-stale.ts";

testDatabase();

beforeEach(async () => {
	await pool().query("TRUNCATE judgements");
	await foldWaiting();
});

const read = (held: HeldJudgements, query: Parameters<typeof boardFilter>[0] = {}) =>
	held.catchUp(pool()).then(() => heldColumns(pool(), held, boardFilter(query)));

const held = () => new HeldJudgements();

test("holds what counts, by filter, with voters and times", async () => {
	const voterId = await newVoter();
	const at = new Date("2026-03-04T23:59:59.123Z");
	const vote = { a: "lark", b: "wren", outcome: "a", voterId } as const;
	await newVote({ ...vote, at });
	await newVote({ a: "wren", b: "kite", outcome: "both_bad", voterId, language: "de", at });
	await newVote({ ...vote, turnsCount: 3, categories: ["code"] });
	await newVote({ ...vote, origin: "simulated" });
	await newVote({ ...vote, exclusions: ["leak"] });
	await foldWaiting();
	const all = await read(held());
	expect(all.models).toEqual(["kite", "lark", "wren"]);
	expect([...all.outcome].sort()).toEqual([0, 0, 3]);
	expect(all.clusters.voter).toEqual(Int32Array.from([0, 0, 0]));
	expect([...(all.atMs ?? [])].filter((ms) => ms === at.getTime())).toHaveLength(2);
	const rowsOf = async (query: Parameters<typeof boardFilter>[0]) =>
		(await read(held(), query)).slotA.length;
	expect(await rowsOf({ origin: "all" })).toBe(4);
	expect(await rowsOf({ language: "de" })).toBe(1);
	expect(await rowsOf({ category: "code" })).toBe(1);
	expect(await rowsOf({ turns: "2-3" })).toBe(1);
	expect(await rowsOf({ category: "turns-1" })).toBe(2);
	expect(await rowsOf({ to: "2026-03-04" })).toBe(2);
	expect(await rowsOf({ to: "2026-03-03" })).toBe(0);
	expect(await rowsOf({ kind: "verdict" })).toBe(0);
});

test.each(["\nA\tB\ta\thuman\vvote\v\v", "a\tb", "a\vb\fc", '","x":[', "constructor", "__proto__"])(
	"a category is a text like any other: %j",
	async (category) => {
		const { battleId } = await newVote({ a: "lark", b: "wren", outcome: "b" });
		await newVote({ a: "lark", b: "wren", outcome: "a", turnsCount: 2 });
		await pool().query("UPDATE battles SET category = $2 WHERE id = $1", [battleId, category]);
		await foldWaiting();
		const counted = async (filter: Parameters<typeof boardFilter>[0]) =>
			(await fitBoardNow({ ...boardFilter({}), ...filter } as BoardFilter)).counts.used;
		expect(await counted({})).toBe(2);
		expect(await counted({ category })).toBe(1);
		expect(await counted({ turns: "1" })).toBe(1);
		expect(await counted({ from: "2020-01-01" })).toBe(2);
	},
);

test("rows that a process of an older version wrote are completed by the next fold", async () => {
	const votes = 3;
	for (let i = 0; i < votes; i++) await newVote({ a: "lark", b: "wren", outcome: "a" });
	await foldWaiting();
	const mine = held();
	await read(mine);
	await pool().query("UPDATE judgement_cells SET voter_id = NULL, at = NULL, facts = NULL");
	const unknown = await read(mine);
	expect(unknown.clusters.voter).toEqual(new Int32Array(votes).fill(-1));
	expect(await hasStaleBoards()).toBe(true);
	await foldWaiting();
	const known = await read(mine);
	expect(known.clusters.voter).toEqual(Int32Array.from([0, 1, 2]));
	expect(Math.min(...(known.atMs ?? []))).toBeGreaterThan(Date.UTC(2026, 0));
});

test("reads only the buckets that a fold changed, and forgets what is gone", async () => {
	for (let i = 0; i < 30; i++) await newVote({ a: "lark", b: "wren", outcome: "a" });
	await foldWaiting();
	const mine = held();
	expect((await read(mine)).slotA).toHaveLength(30);
	const epoch = mine.epoch;
	const [some] = [...mine.buckets];
	const { id } = await newVote({ a: "wren", b: "lark", outcome: "tie" });
	await foldWaiting();
	const changed = await pool().query("SELECT bucket FROM judgement_buckets WHERE epoch > $1", [
		String(epoch),
	]);
	expect(changed.rows).toEqual([{ bucket: Number.parseInt(id.slice(-3), 16) }]);
	expect((await read(mine)).slotA).toHaveLength(31);
	if (some?.[0] !== changed.rows[0]?.bucket)
		expect(mine.buckets.get(some?.[0] ?? -1)).toBe(some?.[1]);
	await pool().query("UPDATE judgements SET withdrawn_at = now() WHERE id = $1", [id]);
	await foldWaiting();
	expect((await read(mine)).slotA).toHaveLength(30);
	await pool().query("TRUNCATE judgements");
	await foldWaiting();
	expect((await read(mine)).slotA).toHaveLength(0);
});

test("two processes give the same columns, whatever the order in which they learnt of votes", async () => {
	const early = held();
	for (let i = 0; i < 20; i++) {
		const [a, b] = i % 2 === 0 ? ["lark", "wren"] : ["kite", "lark"];
		await newVote({ a, b, outcome: i % 3 === 0 ? "tie" : "b" });
		await foldWaiting();
		await read(early);
	}
	expect(await read(early)).toEqual(await read(held()));
});

test("what a transaction read that is undone is not held", async () => {
	forgetHeld();
	await newVote({ a: "lark", b: "wren", outcome: "a" });
	const client = await pool().connect();
	const failing = withHeld((mine) =>
		withCells(client, async () => {
			await mine.catchUp(client);
			throw new Error("undone");
		}),
	);
	await expect(failing).rejects.toThrow("undone");
	client.release();
	await foldWaiting();
	// The next one in line works, and sees the vote.
	expect(await withHeld((mine) => read(mine))).toMatchObject({ models: ["lark", "wren"] });
});
