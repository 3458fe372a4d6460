import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "#lib/testing/database.ts";
import { addEndpoint, addHouse, expireLeases, launch, sql } from "#lib/testing/run-fixture.ts";
import { claimEpisodes, giveBackEpisode, releaseEpisode, renewClaims } from "./claim-episodes.ts";

testDatabase();

const leaseMs = 60_000;
const claim = (processId: string, count: number, rest = {}) =>
	claimEpisodes({ processId, count, leaseMs, ...rest });
const ids = (claimed: { id: string }[]) => claimed.map(({ id }) => id);

beforeAll(async () => {
	await addHouse();
	await addEndpoint("narrow", "http://127.0.0.1:9/v1", { limits: { concurrencyMax: 2 } });
});
beforeEach(() => sql("DELETE FROM runs").then(() => sql("DELETE FROM episodes")));

const run = { suites: ["fair-price"], models: ["house-player-00"], seeds: { count: 60 } };

describe("claims", () => {
	test("of eight processes at once never take one episode twice, and none is left", async () => {
		await launch({ ...run, concurrency: 1000 });
		const claimed = await Promise.all(
			Array.from({ length: 24 }, (_, i) => claim(`process-${i % 8}`, 5)),
		);
		const all = ids(claimed.flat());
		expect(new Set(all).size).toBe(all.length);
		expect(all).toHaveLength(60);
		expect(await claim("late", 5)).toEqual([]);
	});

	test("keep to the run's concurrency over all processes, and go in its order", async () => {
		await launch({ ...run, concurrency: 7 });
		const claimed = await Promise.all(["one", "two", "three"].map((id) => claim(id, 4)));
		expect(
			claimed
				.flat()
				.map(({ position }) => position)
				.sort((a, b) => a - b),
		).toEqual([0, 1, 2, 3, 4, 5, 6]);
	});

	test("keep to a model's limit wherever it sits, and take others meanwhile", async () => {
		await launch({
			suites: [{ suite: "fair-price", seats: { counterpart: ["model:narrow", "boulware"] } }],
			models: ["house-player-00", "narrow"],
			seeds: { count: 5 },
			concurrency: 100,
		});
		const claimed: Awaited<ReturnType<typeof claim>> = [];
		for (let i = 0; i < 4; i++) claimed.push(...(await claim(`process-${i}`, 10)));
		const sits = claimed.filter(({ others }) =>
			Object.values(others).some(({ model }) => model === "narrow"),
		);
		expect(sits).toHaveLength(2);
		// Two seats of one conversation are one call at a time.
		expect(claimed.length - sits.length).toBe(5);
		const [first] = sits;
		if (first === undefined) throw new Error("nothing was claimed");
		await sql("UPDATE episodes SET state = 'finished' WHERE id = $1", [first.id]);
		expect(await claim("next", 10)).toHaveLength(1);
	});

	test("take over what a dead process left, and its claim is worth nothing then", async () => {
		await launch(run, 1);
		const [before] = await claim("dead", 1);
		expect(await claim("alive", 1)).toEqual([]);
		await expireLeases();
		const [after] = await claim("alive", 1);
		if (before === undefined || after === undefined) throw new Error("nothing was claimed");
		expect(after.id).toBe(before.id);
		expect(await renewClaims([before], leaseMs)).toEqual({ lost: [before.id] });
		expect(await renewClaims([after], leaseMs)).toEqual({ lost: [] });
		await releaseEpisode(before);
		expect(await claim("third", 1)).toEqual([]);
		await giveBackEpisode(after, 60_000);
		expect(await claim("third", 1)).toEqual([]);
		await releaseEpisode(after);
		await expireLeases();
		expect(await claim("third", 1)).toHaveLength(1);
	});

	test("never take from a process what it plays itself, however late its renewal", async () => {
		await launch(run, 1);
		const [mine] = await claim("slow", 1);
		await expireLeases();
		expect(await claim("slow", 1, { playing: [mine?.id] })).toEqual([]);
		expect(await claim("slow", 1)).toHaveLength(1);
	});

	test("leave paused and cancelled runs alone, and end what a stopping run had begun", async () => {
		const { id } = await launch(run, 2);
		const begun = await claim("dead", 1);
		await expireLeases();
		for (const state of ["paused", "cancelled"]) {
			await sql("UPDATE runs SET state = $2 WHERE id = $1", [id, state]);
			expect(await claim("alive", 5)).toEqual([]);
		}
		await sql("UPDATE runs SET state = 'stopping' WHERE id = $1", [id]);
		expect(ids(await claim("alive", 5))).toEqual(ids(begun));
	});

	test("wait for the time before which an episode is not to be played", async () => {
		await launch(run, 1);
		await sql("UPDATE episodes SET not_before = now() + interval '1 hour'");
		expect(await claim("early", 1)).toEqual([]);
		await sql("UPDATE episodes SET not_before = now() - interval '1 hour'");
		expect(await claim("late", 1)).toHaveLength(1);
	});
});
