import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { loadCandidates } from "#lib/services/battle/load-candidates.ts";
import { startBattle } from "#lib/services/battle/start-battle.ts";
import { endpointMemory } from "#lib/services/model/call-model.ts";
import { listPublicModels } from "#lib/services/model/list-models.ts";
import { loadRegistry } from "#lib/services/model/load-registry.ts";
import { actorOf } from "#lib/testing/battle-fixture.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { type FaultServer, sayText, startFaultServer } from "#lib/testing/fault-server.ts";
import { addEndpoint, addHouse, launch, playOut, runText, sql } from "#lib/testing/run-fixture.ts";
import { launchRun, previewRun } from "./launch-run.ts";

testDatabase();

let server: FaultServer;
let other: FaultServer;
beforeAll(async () => {
	vi.stubEnv("TEST_RUN_KEY", "a-key-of-the-run");
	[server, other] = [await startFaultServer(), await startFaultServer()];
	for (const each of [server, other]) each.answer = (response) => sayText(response, "WALK");
	await addHouse();
	await addEndpoint("registered", server.baseUrl);
});
afterAll(async () => {
	vi.unstubAllEnvs();
	await server.stop();
	await other.stop();
});
beforeEach(() => endpointMemory().circuits.clear());

const run = (model: object) => ({
	suites: ["fair-price"],
	models: [
		{ slug: "mine", base_url: server.baseUrl, id: "my-model:7b", ...model },
		"house-player-00",
	],
	seeds: { count: 1 },
});

describe("a model in a run's file", () => {
	test("is played with its own address, id and key, and is never drawn in blind battles", async () => {
		const { id } = await launch(run({ key: "${TEST_RUN_KEY}" }));
		expect(await playOut(id)).toMatchObject({ state: "finished", finished: 2, battles: 1 });
		const [request] = server.requests;
		expect(JSON.parse(request?.body ?? "{}")).toMatchObject({ model: "my-model:7b" });
		expect(request?.headers.authorization).toBe("Bearer a-key-of-the-run");
		const model = (await loadRegistry()).bySlug.get("mine");
		expect(model).toMatchObject({ blindEligible: false, endpoints: [{ keyEnv: "TEST_RUN_KEY" }] });
	});

	test("moves when it is given again with another address", async () => {
		const { id } = await launch(run({ base_url: other.baseUrl }));
		await playOut(id);
		expect(other.requests.length).toBe(1);
	});

	test("of somebody else keeps its address, id and key: only an operator moves it", async () => {
		const given = (model: object) => ({
			text: runText(run({ slug: "theirs", base_url: "https://models.example.org/v1", ...model })),
			createdBy: "somebody",
		});
		await launchRun(given({ name: "First" }));
		await launchRun(given({ name: "Second" }));
		const stored = async () => (await loadRegistry()).bySlug.get("theirs");
		expect(await stored()).toMatchObject({
			name: "First",
			source: "run",
			endpoints: [{ baseUrl: "https://models.example.org/v1", trusted: false }],
		});
		for (const model of [
			{ base_url: "https://other.example.org/v1" },
			{ id: "other" },
			{ key: "${TEST_RUN_KEY}" },
		])
			await expect(launchRun(given(model))).rejects.toMatchObject({
				code: "run-invalid",
				message: expect.stringContaining("theirs is the name of another address, id or key"),
			});
		await launchRun({ ...given({ id: "moved" }), trusted: true });
		expect(await stored()).toMatchObject({
			endpoints: [{ providerModelId: "moved", trusted: true }],
		});
	});

	test("of somebody else is not asked at an address that is not public", async () => {
		const given = (base_url: string) => ({
			text: runText(run({ slug: "inside", base_url })),
			createdBy: "somebody",
		});
		await expect(launchRun(given(server.baseUrl))).rejects.toMatchObject({
			code: "run-invalid",
			message: expect.stringContaining("is not a public address (loopback)"),
		});
		const before = server.requests.length;
		// A name says nothing of where it leads before it is asked.
		const { id } = await launchRun(given(server.baseUrl.replace("127.0.0.1", "localhost")));
		await playOut(id);
		const texts = await sql<{ text: string }>(
			"SELECT DISTINCT c.error_text AS text FROM calls c JOIN episodes e ON e.id = c.conversation_id JOIN models m ON m.id = c.model_id WHERE e.run_id = $1 AND m.slug = 'inside'",
			[id],
		);
		expect(texts).toEqual([{ text: expect.stringContaining("This address is not asked") }]);
		expect(server.requests).toHaveLength(before);
	});

	test("is in no person's battle and no public list", async () => {
		await expect(
			startBattle(actorOf(), { mode: "named", models: ["mine", "house-player-00"] }),
		).rejects.toMatchObject({ code: "unknown-model" });
		expect((await listPublicModels()).map(({ slug }) => slug)).not.toContain("mine");
		expect((await loadCandidates()).map(({ slug }) => slug)).not.toContain("mine");
	});

	test("takes no other model's name, and writes nothing when it is only looked at", async () => {
		await expect(launch(run({ slug: "registered" }))).rejects.toMatchObject({
			code: "run-invalid",
			message: expect.stringContaining("registered is registered already; write the slug alone"),
		});
		const text = runText(run({ slug: "only-seen" }));
		expect((await previewRun({ text, trusted: true })).plan.episodes).toHaveLength(2);
		expect((await loadRegistry()).bySlug.has("only-seen")).toBe(false);
	});

	test.each(["PARLEY_SECRET", "DATABASE_URL", "OPENAI_API_KEY"])(
		"sends no setting and no other endpoint's key anywhere, unless the operator says so: %s",
		async (name) => {
			const text = runText(run({ key: `\${${name}}` }));
			await expect(launchRun({ text, createdBy: "somebody" })).rejects.toMatchObject({
				code: "run-invalid",
				message: expect.stringContaining(`${name} is not for models of a run`),
			});
			expect((await previewRun({ text, trusted: true })).plan.episodes).toHaveLength(2);
		},
	);
});
