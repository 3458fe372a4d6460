import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectEnvironment } from "#lib/environments/connect.ts";
import type { EnvironmentClient } from "#lib/environments/environment-client.ts";
import type { Outcome } from "#lib/environments/outcome.ts";
import { readCreated, readScore, readStep } from "#lib/simulation/episode/remote.ts";
import type { Json } from "#lib/simulation/json.ts";
import { type RunningServer, startSampleEnvironment } from "#lib/testing/sample-environment.ts";

let server: RunningServer;
let client: EnvironmentClient;
beforeAll(async () => {
	server = await startSampleEnvironment();
	client = connectEnvironment({ url: server.url, contract: "parley-v1", trusted: true });
});
afterAll(() => server.stop());

function must<T>(outcome: Outcome<T>): T {
	if (outcome.ok) return outcome.value;
	throw new Error(outcome.failure.message);
}
const walk = (direction: Json) =>
	({
		kind: "tool",
		seat: "assistant",
		call: { id: "1", name: "walk", arguments: { direction } },
	}) as const;

describe("an episode in the sample environment", () => {
	it("can be solved by walking with a hand on the wall, and is scored", async () => {
		const { session, tools, observation } = must(await client.create({ scenario: {}, seed: 7 }));
		expect(tools.map(({ name, effect }) => [name, effect])).toEqual([
			["look", "read"],
			["walk", "write"],
		]);
		expect(observation).toContain("cellar of 25 rooms");
		const compass = ["north", "east", "south", "west"];
		let facing = 0;
		let seen: Json = observation;
		let last = { reward: 0, done: false };
		while (!last.done) {
			// Right hand first, then straight on, left, back.
			const turn = [1, 0, 3, 2].find((by) =>
				String(seen).includes(compass[(facing + by) % 4] ?? "nowhere"),
			);
			facing = (facing + (turn ?? 0)) % 4;
			const step = must(await client.step(session, walk(compass[facing] ?? "")));
			seen = step.observation;
			last = step;
		}
		expect(last).toMatchObject({ reward: 1, done: true });
		expect(must(await client.state(session))).toMatchObject({ done: true });
		const score = must(await client.score(session, last));
		expect(score["solved"]).toBe(1);
		expect(score["efficiency"]).toBeGreaterThan(0);
		expect(score["efficiency"]).toBeLessThanOrEqual(1);
		expect(await client.step(session, walk("north"))).toMatchObject({
			ok: false,
			failure: { code: "http-status", status: 409 },
		});
		expect(await client.close(session)).toEqual({ ok: true, value: null });
		expect(await client.close(session)).toEqual({ ok: true, value: null });
	});
	it("takes moves in words, and tells wrong tool calls by their kind", async () => {
		const { session } = must(await client.create({ scenario: {}, seed: 1 }));
		const said = must(
			await client.step(session, { kind: "text", seat: "assistant", text: "I go East." }),
		);
		expect(said.info).toHaveProperty("moved");
		for (const [given, code] of [
			["up", "wrong-value"],
			[1, "wrong-type"],
		] as const)
			expect(must(await client.step(session, walk(given))).info).toMatchObject({
				error: { code },
			});
	});
	it("is what the episode loop reads", async () => {
		const { session, ...created } = must(await client.create({ scenario: {}, seed: 3 }));
		const state = readCreated(created as unknown as Json, { session });
		expect(state).toMatchObject({ session, done: false, observation: created.observation });
		const stepped = must(await client.step(session, walk("up")));
		expect(readStep(stepped as unknown as Json)).toMatchObject({
			done: false,
			result: { error: { code: "wrong-value" } },
		});
		const score = must(await client.score(session, null));
		expect(readScore(score)).toEqual({ solved: 0, steps: 0, efficiency: 0 });
	});
});
