import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { declareModel, type ModelDeclaration } from "#lib/models/declared/declaration.ts";
import { pairingCandidates } from "#lib/models/registry.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { callModel } from "./call-model.ts";
import { getPublicModel, listModels, listPublicModels } from "./list-models.ts";
import { invalidateRegistry, leakNames, loadRegistry } from "./load-registry.ts";
import { syncRegistry } from "./sync-registry.ts";
import { testModel } from "./test-model.ts";

testDatabase();
const folder = mkdtempSync(join(tmpdir(), "parley-models-"));
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
	await pool().query("TRUNCATE models, endpoints, served_models, calls CASCADE");
	invalidateRegistry();
	overrideConfig({
		PARLEY_HOUSE_MODELS: true,
		PARLEY_DETECT_OLLAMA: false,
		PARLEY_MODELS_FILE: "arena.yaml",
	});
	for (const name of ["OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY"])
		vi.stubEnv(name, "");
});
afterAll(() => vi.unstubAllEnvs());

const declare = (slug: string, changes: Partial<ModelDeclaration> = {}): ModelDeclaration =>
	declareModel({
		slug,
		name: slug.toUpperCase(),
		maker: "Lab",
		source: "file",
		endpoints: [
			{
				provider: "openai-compatible",
				providerModelId: `${slug}-id`,
				baseUrl: "http://127.0.0.1:9/v1",
				keyEnv: "SOME_KEY",
				limits: { concurrencyMax: 2 },
				capabilities: { reasoning: true },
			},
		],
		...changes,
	});
const operator = (sql: string) => pool().query(`UPDATE models SET ${sql}`);
const stored = async (slug: string) => {
	invalidateRegistry();
	return (await loadRegistry()).bySlug.get(slug);
};
const history = async () =>
	(
		await pool().query(
			"SELECT fingerprint, until_at IS NULL AS current FROM served_models ORDER BY from_at, id",
		)
	).rows;

describe("syncRegistry", () => {
	test("adds, then leaves alone what is the same", async () => {
		const declarations = [
			declare("a", { sampling: { temperature: 0.5 }, aliases: ["Ay"], weight: 2 }),
			declare("b"),
		];
		expect(await syncRegistry(declarations)).toEqual({
			added: 2,
			changed: 0,
			unchanged: 0,
			retired: 0,
			servedChanged: 2,
			active: 2,
			paused: 0,
			draft: 0,
		});
		const before = await stored("a");
		expect(before).toMatchObject({
			sampling: { temperature: 0.5 },
			endpoints: [{ providerModelId: "a-id", keyEnv: "SOME_KEY", limits: { concurrencyMax: 2 } }],
		});
		expect(await syncRegistry(declarations)).toMatchObject({
			added: 0,
			changed: 0,
			unchanged: 2,
			servedChanged: 0,
		});
		expect(await stored("a")).toEqual(before);
	});

	test("keeps what the operator changed until the declaration of that field changes", async () => {
		await syncRegistry([declare("a", { weight: 1 })]);
		await operator("state = 'paused', state_reason = 'too slow', weight = 5");
		expect(await syncRegistry([declare("a", { weight: 1, name: "New" })])).toMatchObject({
			changed: 1,
			paused: 1,
			active: 0,
		});
		expect(await stored("a")).toMatchObject({
			name: "New",
			state: "paused",
			stateReason: "too slow",
			weight: 5,
		});
		await syncRegistry([declare("a", { weight: 3, name: "New" })]);
		expect(await stored("a")).toMatchObject({ state: "paused", weight: 3 });
		await syncRegistry([declare("a", { weight: 3, state: "draft" })]);
		expect(await stored("a")).toMatchObject({ state: "draft", stateReason: null });
	});

	test("retires what is gone, never deletes it, and takes it back", async () => {
		await syncRegistry([declare("a"), declare("b")]);
		const id = (await stored("a"))?.id;
		expect(await syncRegistry([declare("b")])).toMatchObject({
			retired: 1,
			unchanged: 1,
			active: 1,
		});
		expect(await stored("a")).toMatchObject({
			id,
			state: "retired",
			stateReason: "not declared any more",
		});
		expect(await syncRegistry([declare("b")])).toMatchObject({ retired: 0 });
		await syncRegistry([declare("a"), declare("b")]);
		expect(await stored("a")).toMatchObject({ id, state: "active", stateReason: null });
	});

	test("a detected model that the operator took on stays when its server is off", async () => {
		await syncRegistry([declare("ollama-x", { source: "detected", state: "draft" })]);
		await operator("state = 'active'");
		expect(await syncRegistry([])).toMatchObject({ retired: 0, active: 1 });
		await syncRegistry([declare("ollama-x", { source: "detected", state: "draft" })]);
		expect((await stored("ollama-x"))?.state).toBe("active");
	});

	test("keeps a history of what was served under a name", async () => {
		await syncRegistry([declare("a")]);
		await syncRegistry([declare("a", { priceInputUsd: 1, name: "Renamed" })]);
		expect(await history()).toHaveLength(1);
		await syncRegistry([declare("a", { systemPrefix: "Be kind." })]);
		await syncRegistry([
			declare("a", { systemPrefix: "Be kind.", sampling: { topP: 0.9, temperature: 0 } }),
		]);
		await syncRegistry([
			declare("a", { systemPrefix: "Be kind.", sampling: { temperature: 0, topP: 0.9 } }),
		]);
		const rows = await history();
		expect(rows.map((row) => row.current)).toEqual([false, false, true]);
		await syncRegistry([declare("a")]);
		expect((await history()).map((row) => row.current)).toEqual([false, false, false, true]);
	});

	test("an endpoint keeps its id while it is the same place", async () => {
		await syncRegistry([declare("a")]);
		const before = (await stored("a"))?.endpoints[0]?.id;
		const endpoints = (changes: object) =>
			declare("a").endpoints.map((endpoint) => ({ ...endpoint, ...changes }));
		await syncRegistry([declare("a", { endpoints: endpoints({ limits: { concurrencyMax: 9 } }) })]);
		expect((await stored("a"))?.endpoints).toMatchObject([
			{ id: before, limits: { concurrencyMax: 9 } },
		]);
		await syncRegistry([declare("a", { endpoints: endpoints({ providerModelId: "other" }) })]);
		expect((await stored("a"))?.endpoints[0]?.id).not.toBe(before);
	});

	test("eight processes that start at once write each model once", async () => {
		const all = await Promise.all(
			Array.from({ length: 8 }, () => syncRegistry([declare("a"), declare("b")])),
		);
		expect(all.filter((counts) => counts.added === 2)).toHaveLength(1);
		expect(all.filter((counts) => counts.unchanged === 2)).toHaveLength(7);
		expect(await history()).toHaveLength(2);
	});
});

/** Six house models, eight house players and the house juror. */
const HOUSE = 15;

describe("what is declared", () => {
	test("house models without anything else; none when they are off", async () => {
		expect((await syncRegistry()).active).toBe(HOUSE);
		overrideConfig({ PARLEY_HOUSE_MODELS: false });
		expect(await syncRegistry()).toMatchObject({ active: 0, retired: HOUSE });
	});

	test("a wrong file names its lines and changes nothing", async () => {
		await syncRegistry();
		const path = join(folder, "arena.yaml");
		writeFileSync(path, "models:\n  - slug: x\n    nme: X\n    key: sk-123456789012345678901234\n");
		overrideConfig({ PARLEY_MODELS_FILE: path });
		await expect(syncRegistry()).rejects.toMatchObject({
			code: "models-file-invalid",
			data: {
				problems: expect.arrayContaining([
					expect.stringMatching(/^arena\.yaml:3:5 .*did you mean name/),
				]),
			},
		});
		await expect(syncRegistry()).rejects.not.toThrow(/sk-1234/);
		expect((await loadRegistry()).models.filter((model) => model.state === "active")).toHaveLength(
			HOUSE,
		);
		overrideConfig({ PARLEY_MODELS_FILE: join(folder, "absent.yaml") });
		await expect(syncRegistry()).rejects.toMatchObject({ code: "models-file-missing" });
	});

	test("a key in the environment brings a default set, unless the file has models of that provider", async () => {
		overrideConfig({ PARLEY_HOUSE_MODELS: false });
		vi.stubEnv("ANTHROPIC_API_KEY", "a-key-for-the-test");
		vi.stubEnv("OPENAI_API_KEY", "b-key-for-the-test");
		await syncRegistry();
		const makers = (await listPublicModels()).map((model) => model.maker);
		expect(new Set(makers)).toEqual(new Set(["Anthropic", "OpenAI"]));
		const path = join(folder, "own.yaml");
		writeFileSync(
			path,
			"models:\n  - { slug: mine, name: Mine, maker: Me, provider: openai, id: gpt-x, key: '${OPENAI_API_KEY}' }\n",
		);
		overrideConfig({ PARLEY_MODELS_FILE: path });
		await syncRegistry();
		const active = (await listModels()).filter((model) => model.state === "active");
		expect(
			active.filter((model) => model.endpoint.startsWith("openai")).map((model) => model.slug),
		).toEqual(["mine"]);
		expect(active.some((model) => model.endpoint.startsWith("anthropic"))).toBe(true);
	});

	test("an entry of the file replaces a built-in one of the same slug", async () => {
		const path = join(folder, "house.yaml");
		writeFileSync(
			path,
			"models:\n  - { slug: house-parrot, name: Polly, maker: Me, provider: house, id: house-parrot, weight: 9 }\n",
		);
		overrideConfig({ PARLEY_MODELS_FILE: path });
		await syncRegistry();
		expect(await stored("house-parrot")).toMatchObject({
			name: "Polly",
			weight: 9,
			kind: "program",
			source: "file",
		});
	});
});

describe("the registry", () => {
	test("drafts are nobody's business, paused models are not drawn", async () => {
		await syncRegistry([
			declare("a"),
			declare("b", { state: "draft" }),
			declare("c", { state: "paused" }),
			declare("d", { blindEligible: false }),
		]);
		expect((await listPublicModels()).map((model) => model.slug)).toEqual(["a", "c", "d"]);
		expect(pairingCandidates(await loadRegistry()).map((model) => model.slug)).toEqual(["a"]);
		await expect(getPublicModel("b")).rejects.toMatchObject({ code: "unknown-model", status: 404 });
		await expect(getPublicModel("zzz")).rejects.toMatchObject({
			code: "unknown-model",
			status: 404,
		});
		const text = JSON.stringify(await getPublicModel("a"));
		expect(text).not.toMatch(/127\.0\.0\.1|SOME_KEY|a-id|openai-compatible/);
		expect((await listModels())[0]).toMatchObject({ slug: "a", missingKey: "SOME_KEY" });
	});

	test("is read once for many, again after a change, and outlives a database that is away", async () => {
		await syncRegistry([declare("a")]);
		const query = vi.spyOn(pool(), "query");
		const all = await Promise.all(Array.from({ length: 20 }, loadRegistry));
		expect(query).toHaveBeenCalledTimes(1);
		expect(new Set(all).size).toBe(1);
		expect((await leakNames()).of("x").names).toMatchObject([
			{ slug: "a", displayName: "A", maker: "Lab" },
		]);
		await loadRegistry();
		expect(query).toHaveBeenCalledTimes(1);
		vi.spyOn(performance, "now").mockReturnValue(performance.now() + 60_000);
		query.mockImplementation(() => Promise.reject(new Error("away")));
		expect(await loadRegistry()).toBe(all[0]);
		vi.restoreAllMocks();
	});
});

test("a house model answers through the port, and passes its conformance test", async () => {
	overrideConfig({ PARLEY_HOUSE_PACE: 3 });
	await syncRegistry();
	const model = await stored("house-parrot");
	const outcome = await callModel({
		modelId: model?.id ?? "",
		messages: [{ role: "user", text: "Good morning to you all." }],
		seed: 3,
		maxOutputTokens: 200,
		signal: new AbortController().signal,
		onText() {},
	});
	expect(outcome).toMatchObject({
		state: "ok",
		trace: { provider: "house", costUsd: 0, tokensEstimated: false },
	});
	const [tested] = await testModel("house-parrot");
	expect(tested?.checks.filter((check) => !check.ok)).toEqual([]);
	expect(tested?.checks.map((check) => check.name)).toEqual([
		"list",
		"one-token",
		"stream",
		"usage",
		"stop",
		"error-shape",
	]);
	const { rows } = await pool().query("SELECT purpose, state, error_code FROM calls ORDER BY id");
	expect(rows).toHaveLength(4);
	expect(rows.every((row) => row.purpose === "conformance" && row.state !== "running")).toBe(true);
	await expect(testModel("nobody")).rejects.toMatchObject({ code: "unknown-model" });
});
