import { beforeAll, describe, expect, test } from "vitest";
import { GET as readTrace } from "#app/api/conversations/[slug]/trace/route.ts";
import { POST as say } from "#app/api/episodes/[slug]/say/route.ts";
import { GET as readSeat } from "#app/api/episodes/[slug]/seat/route.ts";
import { POST as takeSeat } from "#app/api/episodes/route.ts";
import { addKeys, askRoute as ask } from "#app/api/runs/run-routes.fixture.ts";
import type { Scope } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { startRunWorker } from "#lib/services/run/work-on-runs.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { until } from "#lib/testing/run-fixture.ts";

testDatabase();
beforeAll(addKeys);

describe("a person in a seat", () => {
	test("is asked, answers once, and ends it; what is stale is refused and sends nothing", async () => {
		const body = { suite: "fair-price", seed: 3, seat: "counterpart", model: "house-player-00" };
		const begun = await ask(takeSeat, "/api/episodes", { body });
		expect(begun.status).toBe(201);
		const { slug } = await begun.json();
		const errors: unknown[] = [];
		const worker = startRunWorker({ atOnce: 2, onError: (error) => errors.push(error) });
		const params = { slug };
		const seat = async () => (await ask(readSeat, "/api/x", { as: "none", params })).json();
		const asked = () =>
			until(async () => {
				const now = await seat();
				return (now.asked !== null || now.state === "finished") && now;
			});
		const speak = (answer: object, as: Scope | "none" = "runs") =>
			ask(say, "/api/x", { as, params, body: answer });
		const first = await asked();
		expect(first.asked.view).toMatchObject({ seat: "counterpart" });
		const { after } = first.asked;
		expect((await speak({ text: "Hello", after }, "none")).status).toBe(401);
		expect((await speak({ text: "  ", after })).status).toBe(422);
		expect((await speak({ text: "Hello there", after })).status).toBe(202);
		const stale = await speak({ text: "Hello again", after });
		expect([stale.status, (await stale.json()).code]).toEqual([409, "seat-not-asked"]);
		const next = await asked();
		if (next.asked !== null)
			expect((await speak({ stop: true, after: next.asked.after })).status).toBe(202);
		await worker.stop(5000);
		const trace = await (await ask(readTrace, "/api/x", { params })).json();
		const said = trace.events.filter((event: { kind: string }) => event.kind === "person-message");
		expect(said[0].data.text).toBe("Hello there");
		expect(
			said.filter((event: { data: { text: string } }) => event.data.text.includes("again")),
		).toEqual([]);
		expect(errors).toEqual([]);
	});

	test("meets nobody in a battle, whatever others play of the same scenario", async () => {
		const body = { suite: "kuhn-match", seed: 1, seat: "player", model: "house-player-00" };
		const { slug } = await (await ask(takeSeat, "/api/episodes", { body })).json();
		const { rows } = await pool().query("SELECT pairing_key AS key FROM episodes WHERE slug = $1", [
			slug,
		]);
		expect(rows[0].key).toMatch(/^kuhn-match@.*\|person /);
	});

	test("finds no seat of another name", async () => {
		const body = { suite: "kuhn-match", seat: "referee", model: "house-player-00" };
		const response = await ask(takeSeat, "/api/episodes", { body });
		expect([response.status, (await response.json()).code]).toEqual([422, "seat-unknown"]);
	});
});
