import { describe, expect, test } from "vitest";
import { GET as readReceipt, DELETE as withdraw } from "#app/api/receipts/[code]/route.ts";
import type { Scope } from "#lib/auth/actor.ts";
import { createApiKey } from "#lib/services/auth/create-api-key.ts";
import { adminActor } from "#lib/testing/actors.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { GET as load } from "./[id]/route.ts";
import { POST as share } from "./[id]/share/route.ts";
import { POST as retry } from "./[id]/turns/[n]/retry/route.ts";
import { POST as stop } from "./[id]/turns/[n]/stop/route.ts";
import { GET as stream } from "./[id]/turns/[n]/stream/route.ts";
import { POST as takeTurn } from "./[id]/turns/route.ts";
import { POST as vote } from "./[id]/votes/route.ts";
import { POST as start } from "./route.ts";

testDatabase();

const params = { id: "0199d000-0000-7000-8000-000000000001", n: "1", code: "none" };

interface Asked {
	name: string;
	method: "GET" | "POST" | "DELETE";
	handle: typeof start;
	body: object | null;
}

const asked = (
	name: string,
	method: Asked["method"],
	handle: typeof start,
	body: object | null,
): Asked => ({ name, method, handle, body });

const routes = [
	asked("start", "POST", start, {}),
	asked("take a turn", "POST", takeTurn, { text: "Hello?" }),
	asked("stop", "POST", stop, {}),
	asked("retry", "POST", retry, { slot: "a" }),
	asked("vote", "POST", vote, { scope: "battle", outcome: "a" }),
	asked("share", "POST", share, { shared: true }),
	asked("load", "GET", load, null),
	asked("stream", "GET", stream, null),
	asked("read a receipt", "GET", readReceipt, null),
	asked("withdraw", "DELETE", withdraw, null),
];

async function statusOf({ name, method, handle, body }: Asked, scopes: readonly Scope[]) {
	const { key } = await createApiKey(adminActor, { name, scopes });
	const request = new Request("http://localhost/api", {
		method,
		headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
		...(body === null ? {} : { body: JSON.stringify(body) }),
	});
	const response = await handle(request, { params: Promise.resolve(params) });
	return { status: response.status, code: (await response.json()).code };
}

describe.each(routes)("an API key asks to $name", (route) => {
	test("without the scope battles: 403", async () => {
		expect(await statusOf(route, ["exports", "runs"])).toEqual({ status: 403, code: "forbidden" });
	});
	test.each(["battles", "admin"] as const)("with the scope %s: let in", async (scope) => {
		// What it asks for does not exist here: that it is told so means that it was let in.
		expect([404, 503]).toContain((await statusOf(route, [scope])).status);
	});
});
