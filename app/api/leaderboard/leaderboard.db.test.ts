import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { POST as refresh } from "#app/api/rankings/refresh/route.ts";
import { overrideConfig } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { cellSchema, ratingRowSchema, snapshotSchema } from "#lib/ranking/snapshot.ts";
import { refreshStaleBoards } from "#lib/services/ranking/refresh-stale.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { newVote } from "#lib/testing/vote-factory.ts";
import { GET as history } from "./history/route.ts";
import { GET as pairs } from "./pairs/route.ts";
import { GET as leaderboard } from "./route.ts";
import { GET as snapshotById } from "./snapshots/[id]/route.ts";
import { GET as snapshots } from "./snapshots/route.ts";

testDatabase();

type Handler = typeof leaderboard;
const call = (
	handler: Handler,
	path: string,
	options: { headers?: HeadersInit; id?: string } = {},
) =>
	handler(new Request(`http://arena.test${path}`, { headers: options.headers ?? {} }), {
		params: Promise.resolve(options.id === undefined ? {} : { id: options.id }),
	});

const head = snapshotSchema.omit({ rows: true, pairs: true, coefficients: true }).strict();
const boardSchema = z.strictObject({
	snapshot: head,
	rows: z.array(ratingRowSchema.strict()),
	coefficients: z.array(z.unknown()),
});
const pairSchema = z.strictObject({
	model: z.string(),
	opponent: z.string(),
	votes: z.number(),
	wins: z.number(),
	losses: z.number(),
	ties: z.number(),
	bothBad: z.number(),
	winRate: z.number(),
	lower: z.number(),
	upper: z.number(),
	expected: z.number().nullable(),
});

beforeAll(async () => {
	const vote = { a: "lark", b: "wren" } as const;
	for (const outcome of ["a", "a", "b", "tie"] as const)
		await newVote({ ...vote, outcome, language: "en" });
	await newVote({ ...vote, outcome: "a", exclusions: ["leak"] });
	await newVote({ a: "wren", b: "kite", outcome: "a", origin: "simulated" });
	await refreshStaleBoards();
});

describe("GET /api/leaderboard", () => {
	test("answers in the documented shape, people's votes only", async () => {
		const response = await call(leaderboard, "/api/leaderboard");
		expect(response.status).toBe(200);
		const body = boardSchema.parse(await response.json());
		expect(body.rows.map((row) => row.model)).toEqual(["lark", "wren"]);
		expect(body.snapshot.counts).toMatchObject({ used: 4, leftOut: { leak: 1 } });
		expect(body.snapshot.judgementHash).toMatch(/^[0-9a-f]{64}$/);
	});

	test("says 304 to who has it, and not after a vote", async () => {
		const first = await call(leaderboard, "/api/leaderboard");
		const etag = first.headers.get("etag") ?? "";
		const ask = () =>
			call(leaderboard, "/api/leaderboard", { headers: { "if-none-match": `"x", W/${etag}` } });
		const second = await ask();
		expect(second.status).toBe(304);
		expect(await second.text()).toBe("");
		expect(second.headers.get("cache-control")).toContain("must-revalidate");
		await newVote({ a: "lark", b: "wren", outcome: "both_bad", language: "en" });
		await pool().query("UPDATE leaderboards SET stale_at = now()");
		await refreshStaleBoards();
		expect((await ask()).status).toBe(200);
	});

	test("as CSV has a head line and its own tag", async () => {
		const response = await call(leaderboard, "/api/leaderboard?as=csv");
		expect(response.headers.get("content-type")).toContain("text/csv");
		const lines = (await response.text()).trim().split("\n");
		expect(lines[0]).toContain("rank,rankLower,rankUpper,model,rating");
		expect(lines).toHaveLength(3);
		const json = await call(leaderboard, "/api/leaderboard");
		expect(response.headers.get("etag")).not.toBe(json.headers.get("etag"));
	});

	test("keeps leaderboards of known languages, fits others without keeping them", async () => {
		const kept = boardSchema.parse(
			await (await call(leaderboard, "/api/leaderboard?language=en")).json(),
		);
		expect(kept.snapshot.id).not.toBeNull();
		const count = async () =>
			(await pool().query("SELECT count(*) AS n FROM leaderboards")).rows[0].n;
		const before = await count();
		for (const query of [
			"language=xx",
			"category=made-up",
			"from=2020-01-01",
			"origin=all&language=en",
		]) {
			const response = await call(leaderboard, `/api/leaderboard?${query}`);
			const body = boardSchema.parse(await response.json());
			expect([query, body.snapshot.id]).toEqual([query, null]);
			expect(response.headers.get("etag")).toContain(body.snapshot.judgementHash.slice(0, 32));
		}
		expect(await count()).toBe(before);
	});

	test.each(["style=on", "origin=robots", "from=soon", "shape=round"])(
		"refuses %s with 422",
		async (query) => {
			const response = await call(leaderboard, `/api/leaderboard?${query}`);
			expect(response.status).toBe(422);
			expect(await response.json()).toMatchObject({ code: "invalid-input", status: 422 });
		},
	);
});

describe("what lies behind it", () => {
	test("history pages by snapshot, and each has an address for ever", async () => {
		const page = async (query: string) =>
			(await call(snapshots, `/api/leaderboard/snapshots?${query}`)).json();
		const all = await page("");
		expect(all).toMatchObject({ next: null });
		expect(all.snapshots.length).toBeGreaterThanOrEqual(2);
		const first = await page("limit=1");
		const second = await page(`limit=1&before=${first.next}`);
		expect([first.snapshots[0].id, second.snapshots[0].id]).toEqual([
			all.snapshots[0].id,
			all.snapshots[1].id,
		]);

		const { id } = all.snapshots[1];
		const one = await call(snapshotById, "/", { id });
		expect(one.headers.get("cache-control")).toContain("immutable");
		const body = boardSchema
			.extend({ pairs: z.array(cellSchema.strict()) })
			.parse(await one.json());
		expect(body.snapshot.id).toBe(id);
		expect(body.pairs).toHaveLength(1);
		expect(
			(await call(snapshotById, "/", { id, headers: { "if-none-match": `"${id}"` } })).status,
		).toBe(304);
	});

	test("a published state is asked for by its id, also as a file", async () => {
		const page = await (await call(snapshots, "/api/leaderboard/snapshots")).json();
		const { id } = page.snapshots.at(-1);
		const old = boardSchema.parse(
			await (await call(leaderboard, `/api/leaderboard?snapshot=${id}`)).json(),
		);
		expect(old.snapshot.id).toBe(id);
		expect(old.rows[0]?.votes).toBe(4);
		const file = await call(pairs, `/api/leaderboard/pairs?snapshot=${id}&as=csv`);
		expect((await file.text()).split("\n")[1]).toMatch(/^lark,wren,4,/);
		const absent = "01900000-0000-7000-8000-000000000000";
		expect((await call(leaderboard, `/api/leaderboard?snapshot=${absent}`)).status).toBe(404);
	});

	test.each(["nonsense", "01900000-0000-7000-8000-000000000000"])(
		"no snapshot %s: 404",
		async (id) => {
			expect((await call(snapshotById, "/", { id })).status).toBe(404);
		},
	);

	test("pairs hold both directions of every pair that met", async () => {
		const body = await (await call(pairs, "/api/leaderboard/pairs?board=arena")).json();
		const entries = z.array(pairSchema).parse(body.pairs);
		expect(entries.map((entry) => [entry.model, entry.opponent])).toEqual([
			["lark", "wren"],
			["wren", "lark"],
		]);
		expect((entries[0]?.winRate ?? 0) + (entries[1]?.winRate ?? 0)).toBeCloseTo(1, 12);
		expect((entries[0]?.expected ?? 0) + (entries[1]?.expected ?? 0)).toBeCloseTo(1, 12);
	});

	test("ratings over time come oldest first", async () => {
		const { points } = await (await call(history, "/api/leaderboard/history")).json();
		expect(points.length).toBeGreaterThanOrEqual(4);
		expect(points.map((point: { at: string }) => point.at)).toEqual(
			points.map((point: { at: string }) => point.at).sort(),
		);
	});
});

describe("POST /api/rankings/refresh", () => {
	const post = (authorization?: string) =>
		refresh(
			new Request("http://arena.test/api/rankings/refresh", {
				method: "POST",
				headers: authorization === undefined ? {} : { authorization },
			}),
		);

	test("is off without a secret and says how to turn it on", async () => {
		const response = await post("Bearer whatever");
		expect(response.status).toBe(404);
		expect((await response.json()).detail).toContain("PARLEY_CRON_SECRET");
	});

	test("asks for the secret, then refits what is stale", async () => {
		overrideConfig({ PARLEY_CRON_SECRET: "a secret of the tests" });
		expect((await post()).status).toBe(401);
		expect((await post("Bearer a secret of the test")).status).toBe(401);
		const { battleId } = await newVote({ a: "lark", b: "wren", outcome: "b" });
		await pool().query(
			"INSERT INTO outbox (id, kind, payload) VALUES (gen_random_uuid(), 'votes-changed', $1)",
			[JSON.stringify({ battleId })],
		);
		const response = await post("Bearer a secret of the tests");
		expect(response.status).toBe(202);
		expect(await response.json()).toMatchObject({ fitted: 1, failed: 0 });
	});
});
