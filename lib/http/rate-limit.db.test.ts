import { describe, expect, test } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { closePool, pool } from "#lib/db/pool.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { consume, enforceTurnLimits, limitFailures } from "./rate-limit.ts";

const address = testDatabase();

const many = <T>(n: number, work: () => Promise<T>) => Promise.all(Array.from({ length: n }, work));

describe("rate limits", () => {
	test("64 at once against a limit of 20: exactly 20 pass", async () => {
		const limit = { max: 20, windowSeconds: 600 };
		const results = await many(64, () => consume("exact", limit));
		expect(results.filter((result) => result.ok)).toHaveLength(20);
		for (const result of results)
			if (!result.ok) {
				expect(result.retryAfterSeconds).toBeGreaterThan(590);
				expect(result.retryAfterSeconds).toBeLessThanOrEqual(600);
			}
	});

	test("keys don't touch each other, and the window's end frees a key", async () => {
		const limit = { max: 1, windowSeconds: 60 };
		expect(await consume("one", limit)).toEqual({ ok: true });
		expect(await consume("other", limit)).toEqual({ ok: true });
		expect(await consume("one", limit)).toMatchObject({ ok: false });
		await pool().query("UPDATE rate_limits SET expire = 0 WHERE key LIKE '%:one'");
		expect(await consume("one", limit)).toEqual({ ok: true });
	});

	test("turns count per voter, and per network five times that", async () => {
		overrideConfig({ PARLEY_TURNS_PER_VOTER_MAX: 3, PARLEY_NETWORK_FACTOR: 2 });
		const outcomes = await Promise.allSettled(
			["v1", "v2", "v3"].flatMap((voter) =>
				[1, 2, 3, 4].map(() => enforceTurnLimits(voter, "net")),
			),
		);
		const passed = outcomes.filter((outcome) => outcome.status === "fulfilled");
		expect(passed).toHaveLength(6);
		for (const outcome of outcomes)
			if (outcome.status === "rejected")
				expect(outcome.reason).toMatchObject({
					code: "rate-limited",
					status: 429,
					data: { retryAfterSeconds: expect.any(Number) },
				});
	});

	test("a turn that the network's limit refused is given back to the voter", async () => {
		overrideConfig({ PARLEY_TURNS_PER_VOTER_MAX: 1, PARLEY_NETWORK_FACTOR: 1 });
		await enforceTurnLimits("first", "small-net");
		await expect(enforceTurnLimits("second", "small-net")).rejects.toMatchObject({
			code: "rate-limited",
		});
		await enforceTurnLimits("second", "another-net");
	});

	test("only failures count against a limit on failures", async () => {
		const limit = { max: 2, windowSeconds: 60 };
		for (let i = 0; i < 5; i++)
			expect(await limitFailures("tries", limit, async () => "right")).toBe("right");
		expect(await limitFailures("tries", limit, async () => null)).toBeNull();
		expect(await limitFailures("tries", limit, async () => null)).toBeNull();
		let hasRun = false;
		await expect(
			limitFailures("tries", limit, async () => {
				hasRun = true;
				return "right";
			}),
		).rejects.toMatchObject({ code: "rate-limited" });
		expect(hasRun).toBe(false);
	});

	test("a database that does not answer is a visible 503, not an open door", async () => {
		await closePool();
		overrideConfig({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" });
		await expect(consume("down", { max: 5, windowSeconds: 60 })).rejects.toMatchObject({
			code: "rate-limiter-unavailable",
			status: 503,
		});
		await closePool();
		overrideConfig({ DATABASE_URL: address() });
		expect(await consume("up", { max: 5, windowSeconds: 60 })).toEqual({ ok: true });
	});
});
