import { beforeEach, describe, expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { says, useModels } from "#lib/testing/battle-fixture.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { GET as load } from "./[id]/route.ts";
import { POST as start } from "./route.ts";

testDatabase();

beforeEach(() => useModels({ alpha: says("x"), beta: says("y") }));

const key = "0199d000-0000-7000-8000-00000000abcd";
const context = { params: Promise.resolve({}) };

async function ask(requestKey: string, cookie?: string) {
	const request = new Request("http://localhost/api/battles", {
		method: "POST",
		headers: {
			"content-type": "application/json",
			"idempotency-key": requestKey,
			...(cookie === undefined ? {} : { cookie }),
		},
		body: "{}",
	});
	const response = await start(request, context);
	const { battleId } = await response.json();
	return { status: response.status, battleId, cookie: response.headers.getSetCookie()[0] };
}

async function loadStatus(battleId: string, cookie: string | undefined): Promise<number> {
	const value = cookie?.split(";")[0] ?? "";
	const request = new Request("http://localhost/api/battles/x", { headers: { cookie: value } });
	return (await load(request, { params: Promise.resolve({ id: battleId }) })).status;
}

const count = async () => (await pool().query("SELECT count(*) AS n FROM battles")).rows[0].n;

/** As if the process had died between the commit and the keeping of its answer. */
const dieBeforeKeeping = () =>
	pool().query(
		"UPDATE idempotency_keys SET status = NULL, response = NULL, headers = NULL, created_at = now() - interval '1 hour'",
	);

describe("the first battle whose answer was lost", () => {
	test("is asked for again with a cookie that opens it, and the cookie is stored nowhere", async () => {
		const first = await ask(`${key}-kept`);
		const again = await ask(`${key}-kept`);
		expect(again).toMatchObject({ status: 201, battleId: first.battleId });
		expect(await loadStatus(first.battleId, undefined)).toBe(404);
		expect(await loadStatus(first.battleId, again.cookie)).toBe(200);
		const { rows } = await pool().query("SELECT jsonb_agg(k) AS kept FROM idempotency_keys k");
		expect(JSON.stringify(rows)).not.toContain("parley_voter");
	});

	test("is the same battle when the process died before its answer was kept", async () => {
		const first = await ask(`${key}-died`);
		const before = await count();
		await dieBeforeKeeping();
		const again = await ask(`${key}-died`);
		expect(again.battleId).toBe(first.battleId);
		expect(await loadStatus(first.battleId, again.cookie)).toBe(200);
		expect(await count()).toBe(before);
	});

	test("is not handed with its cookie to who guesses a short key", async () => {
		const first = await ask("1");
		expect(first.cookie).toBeDefined();
		expect(await ask("1")).toMatchObject({ battleId: first.battleId, cookie: undefined });
		await dieBeforeKeeping();
		expect(await ask("1")).toMatchObject({ battleId: first.battleId, cookie: undefined });
	});
});
