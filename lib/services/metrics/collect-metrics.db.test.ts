import { expect, test } from "vitest";
import { testDatabase } from "#lib/testing/database.ts";
import { collectMetrics } from "./collect-metrics.ts";

testDatabase();

const seriesOf = (text: string) =>
	new Set([...text.matchAll(/^(parley_\w+)/gm)].map(([, name]) => name));
const guarded = ["parley_calls_failed", "parley_calls_ok", "parley_spend_usd"];

test("calls and money are for the operator alone, all else for anybody", async () => {
	const open = seriesOf((await collectMetrics(false)).text);
	const all = seriesOf((await collectMetrics(true)).text);
	expect(guarded.filter((name) => open.has(name))).toEqual([]);
	expect([...all].filter((name) => name !== undefined && !open.has(name)).sort()).toEqual(guarded);
	expect(open).toContain("parley_turns_running");
});
