import { beforeAll, beforeEach, expect, test } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { createApiKey } from "#lib/services/auth/create-api-key.ts";
import { adminActor } from "#lib/testing/actors.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { playedRun } from "#lib/testing/played-run.ts";
import { GET, HEAD } from "./route.ts";

testDatabase();

beforeAll(async () => {
	await playedRun(
		JSON.stringify({
			version: 1,
			suites: [{ suite: "boards", seeds: { range: "board", count: 3 } }],
			models: ["house-player-00", "house-player-70"],
		}),
	);
}, 60_000);

beforeEach(async () => {
	await pool().query("TRUNCATE rate_limits");
});

const ask = (query: string, options: { key?: string; handle?: typeof GET } = {}) =>
	(options.handle ?? GET)(
		new Request(`http://localhost/api/exports/episodes${query}`, {
			...(options.key === undefined ? {} : { headers: { authorization: `Bearer ${options.key}` } }),
		}),
		{ params: Promise.resolve({}) },
	);

test("streams rows with a name, what is left out, and where to go on", async () => {
	const first = await ask("?format=sft&limit=4");
	expect(first.status).toBe(200);
	expect(first.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
	expect(first.headers.get("content-disposition")).toMatch(/"parley-sft-\d{4}-\d\d-\d\d\.jsonl"/);
	expect(first.headers.get("x-parley-left-out")).toBe("{}");
	expect((await first.text()).split("\n")).toHaveLength(5);
	const after = first.headers.get("x-parley-next-cursor");
	const second = await ask(`?format=sft&limit=4&after=${after}`);
	expect((await second.text()).split("\n")).toHaveLength(3);
	expect(second.headers.get("x-parley-next-cursor")).toBeNull();
	expect(second.headers.get("x-parley-left-out")).toBeNull();
});

test("a head has the same headers and no rows", async () => {
	const head = await ask("?format=trajectory-pairs&as=csv", { handle: HEAD });
	expect(head.headers.get("content-type")).toContain("text/csv");
	expect(await head.text()).toBe("");
});

test.each([
	["?format=arena-140k", "format-unknown"],
	["?as=parquet", "encoding-unknown"],
	["?format=sft&kind=check", "filter-inapplicable"],
	["?run=none", "run-unknown"],
	["?model=none", "model-unknown"],
	["?suite=boardz", "unknown-suite"],
])("%s is refused as %s", async (query, code) => {
	const response = await ask(query);
	expect(response.status).toBe(422);
	expect(await response.json()).toMatchObject({ code });
});

test("numbers of board seeds are for those who may launch runs", async () => {
	const { key } = await createApiKey(adminActor, { name: "runs", scopes: ["runs"] });
	const query = "?format=trajectory-pairs&boardSeeds=show";
	expect((await ask(query)).status).toBe(403);
	const rows = (await (await ask(query, { key })).text()).split("\n").slice(0, -1);
	for (const row of rows) expect(JSON.parse(row).seed).toEqual(expect.any(Number));
	expect(rows.length).toBeGreaterThan(0);
	const hidden = await (await ask("?format=trajectory-pairs", { key })).text();
	expect(JSON.parse(hidden.split("\n")[0] ?? "").seed).toBeNull();
});

test("is limited by network, in a window and at the same time", async () => {
	overrideConfig({ PARLEY_EXPORTS_PER_NETWORK_MAX: 3, PARLEY_EXPORTS_AT_ONCE_MAX: 1 });
	const first = await ask("?format=sft");
	expect((await ask("?format=sft")).status).toBe(429);
	await first.body?.cancel();
	expect((await ask("?format=sft", { handle: HEAD })).status).toBe(200);
	expect((await ask("?format=sft", { handle: HEAD })).status).toBe(429);
});
