import { expect, test } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { GET } from "./route.ts";

testDatabase();

const ask = (authorization?: string) =>
	GET(
		new Request("http://localhost/metrics", {
			headers: authorization === undefined ? {} : { authorization },
		}),
	);

test("a scrape works without a secret, and with it shows what calls cost", async () => {
	overrideConfig({ PARLEY_METRICS_SECRET: "a secret of some length" });
	const open = await ask();
	expect(open.status).toBe(200);
	expect(open.headers.get("content-type")).toContain("text/plain");
	const text = await open.text();
	expect(text).toContain("parley_battles ");
	expect(text).not.toContain("spend");
	expect(await (await ask("Bearer a secret of some length")).text()).toContain("parley_spend_usd ");
});

test("a wrong secret is told so, and one that is not set opens nothing", async () => {
	overrideConfig({ PARLEY_METRICS_SECRET: "a secret of some length" });
	expect((await ask("Bearer another secret, as long")).status).toBe(401);
	overrideConfig({ PARLEY_METRICS_SECRET: undefined });
	expect((await ask("Bearer undefined")).status).toBe(401);
});
