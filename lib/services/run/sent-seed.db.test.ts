import { expect, test } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { sentSeed } from "./sent-seed.ts";

testDatabase();

const at = (provider: "house" | "openai-compatible") => ({
	endpoints: [
		{
			id: provider,
			provider,
			providerModelId: "m",
			baseUrl: null,
			keyEnv: null,
			limits: {},
			capabilities: {},
			trusted: true,
		},
	],
});

test("what leaves the process says nothing of a seed without the secret, and is the same again", async () => {
	const outside = at("openai-compatible");
	const seeds = await Promise.all([1, 2, 3].map((seed) => sentSeed(outside, seed)));
	expect(new Set(seeds).size).toBe(3);
	for (const [i, seed] of seeds.entries()) {
		expect(seed).not.toBe(i + 1);
		expect(seed >= 0 && seed < 2 ** 31).toBe(true);
		expect(await sentSeed(outside, i + 1)).toBe(seed);
	}
	overrideConfig({ PARLEY_SECRET: "another secret of thirty-two bytes" });
	expect(await sentSeed(outside, 1)).not.toBe(seeds[0]);
	expect(await sentSeed(at("house"), 1)).toBe(1);
});
