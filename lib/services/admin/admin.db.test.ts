import { beforeAll, describe, expect, test } from "vitest";
import { type PairingSettings, plainPairing } from "#lib/arena/pairing-settings.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { setRole } from "#lib/services/auth/set-role.ts";
import { adminActor, otherActors } from "#lib/testing/actors.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { modelOf } from "#lib/testing/vote-factory.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { listAudit } from "./list-audit.ts";
import { listFailures } from "./list-failures.ts";
import { listFlags } from "./list-flags.ts";
import { listModels } from "./list-models.ts";
import { listPeople } from "./list-people.ts";
import { previewPairing } from "./preview-pairing.ts";
import { readOverview } from "./read-overview.ts";
import { pauseModel, resumeModel } from "./set-model-state.ts";
import { setModelWeight } from "./set-model-weight.ts";
import { setPairing } from "./set-pairing.ts";

testDatabase();

const failedCall = (modelId: string, code: string, words: string) =>
	pool().query(
		`INSERT INTO calls (id, purpose, model_id, provider, requested_model, parameters, state, started_at, error_code, error_text, cost_usd)
		 VALUES ($1, 'reply', $2, 'house', 'x', '{}', 'failed', now(), $3, $4, 0.25)`,
		[uuidV7(Date.now()), modelId, code, words],
	);

beforeAll(async () => {
	for (const slug of ["alpha", "beta", "gamma"]) await modelOf(slug);
	await pool().query(
		"INSERT INTO users (id, name, role) VALUES ('admin-user', 'Admin', 'admin'), ('someone', 'Someone', 'voter')",
	);
});

const state = async (slug: string) =>
	(await pool().query("SELECT state, state_reason FROM models WHERE slug = $1", [slug])).rows[0];

describe("models", () => {
	test("a paused model leaves pairing and comes back", async () => {
		const shares = async () => Object.fromEntries((await previewPairing(adminActor)).shares);
		expect(Object.values(await shares())).toEqual(
			[2 / 3, 2 / 3, 2 / 3].map((share) => expect.closeTo(share, 12)),
		);
		expect(await pauseModel(adminActor, "gamma", "too slow")).toBe("paused");
		expect(await pauseModel(adminActor, "gamma", "again")).toBe("already");
		expect(await state("gamma")).toEqual({ state: "paused", state_reason: "too slow" });
		expect(await shares()).toEqual({ alpha: 1, beta: 1 });
		expect((await previewPairing(adminActor)).pairs).toEqual([
			{ a: "alpha", b: "beta", probability: 1, separation: null },
		]);
		expect(await resumeModel(adminActor, "gamma")).toBe("active");
		expect(await state("gamma")).toEqual({ state: "active", state_reason: null });
	});

	test("a weight moves the probabilities by what it says", async () => {
		await setModelWeight(adminActor, "alpha", 3);
		const share = Object.fromEntries((await previewPairing(adminActor)).shares);
		// First draw 3/5; else second draw 3/4 after either of the others.
		expect(share["alpha"]).toBeCloseTo(3 / 5 + (2 / 5) * (3 / 4), 12);
		expect((share["beta"] ?? 0) + (share["gamma"] ?? 0) + (share["alpha"] ?? 0)).toBeCloseTo(2, 12);
		await setModelWeight(adminActor, "alpha", null);
		for (const weight of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e7])
			await expect(setModelWeight(adminActor, "alpha", weight)).rejects.toMatchObject({
				code: "weight-invalid",
			});
	});

	test("a retired model is not the admin's to start", async () => {
		await modelOf("gone");
		await pool().query("UPDATE models SET state = 'retired' WHERE slug = 'gone'");
		await expect(resumeModel(adminActor, "gone")).rejects.toMatchObject({
			code: "model-not-active",
		});
		await expect(pauseModel(adminActor, "no-such", "")).rejects.toMatchObject({ status: 404 });
	});
});

describe("the rule of pairing", () => {
	const changes = async () =>
		(await listAudit(adminActor)).rows.filter((row) => row.verb === "set-pairing");

	test("is kept and audited with what was before; the same choice again is no change", async () => {
		const planner = { rule: "planner", uniformShare: 0.1, newShare: 0.2, newVotesMax: 50 };
		const choice = { rule: "planner", newShare: "0.2", newVotesMax: "50" };
		await setPairing(adminActor, choice);
		await setPairing(adminActor, choice);
		expect(await changes()).toEqual([
			expect.objectContaining({
				actor: "user:admin-user",
				subject: "setting:pairing",
				data: { before: plainPairing, pairing: planner },
			}),
		]);
		expect((await previewPairing(adminActor)).current).toEqual(planner);
		await setPairing(adminActor, { rule: "weights" });
		expect((await changes())[0]?.data).toEqual({ before: planner, pairing: plainPairing });
	});

	test("of changes at once each sees the one before it", async () => {
		const rules = ["uniform", "uncertainty", "arena", "overlap", "planner"];
		const earlier = new Set((await changes()).map(({ id }) => id));
		await Promise.all(rules.map((rule) => setPairing(adminActor, { rule })));
		const ruleIn = (settings: unknown) => (settings as PairingSettings).rule;
		const pairs = (await changes())
			.filter(({ id }) => !earlier.has(id))
			.map(({ data }) => [ruleIn(data["before"]), ruleIn(data["pairing"])] as const);
		// A chain from the first to the last has no link twice.
		expect(new Set(pairs.map(([before]) => before)).size).toBe(rules.length);
		const last = ruleIn((await previewPairing(adminActor)).current);
		expect(pairs.map(([before]) => before).sort()).toEqual(
			["weights", ...rules.filter((rule) => rule !== last)].sort(),
		);
		await setPairing(adminActor, { rule: "weights" });
	});

	test("a wrong choice is a 400 in plain words and changes nothing", async () => {
		const before = (await changes()).length;
		for (const [input, code, words] of [
			[
				{ rule: "arena", uniformShare: "0.7", newShare: "0.4" },
				"pairing-shares-invalid",
				/at most 1/,
			],
			[{ rule: "arena", uniformShare: "-1" }, "pairing-shares-invalid", /from 0 to 1/],
			[{ rule: "arena", newVotesMax: "few" }, "pairing-votes-invalid", /whole number/],
			[{ rule: "elo" }, "pairing-rule-unknown", /planner/],
		] as const)
			await expect(setPairing(adminActor, input)).rejects.toMatchObject({
				status: 400,
				code,
				message: expect.stringMatching(words),
			});
		expect(await changes()).toHaveLength(before);
		expect((await previewPairing(adminActor)).current).toEqual(plainPairing);
	});

	test("can be looked at before it is chosen, and a wrong one is told", async () => {
		const current = await previewPairing(adminActor);
		expect(current).toMatchObject({ isCurrent: true, problem: null, shown: plainPairing });
		const other = await previewPairing(adminActor, { rule: "uniform", newShare: "0.5" });
		expect(other).toMatchObject({ isCurrent: false, current: plainPairing });
		expect(other.shown).toMatchObject({ rule: "uniform", newShare: 0.5 });
		expect(other.shares).toEqual(current.shares);
		expect(await previewPairing(adminActor, { rule: "uniform", newShare: "2" })).toMatchObject({
			isCurrent: true,
			problem: "pairing-shares-invalid",
			shown: plainPairing,
		});
	});

	test("of 200 models the likeliest pairs are listed, and the others counted", async () => {
		await pool().query(
			`INSERT INTO models (id, slug, name, maker, kind, source, input_modalities, output_modalities, aliases)
			 SELECT gen_random_uuid(), 'one-of-' || n, 'One', 'Test', 'program', 'admin', '{text}', '{text}', '{}'
			 FROM generate_series(1, 197) n`,
		);
		const { pairs, rest, shares } = await previewPairing(adminActor, { rule: "uniform" });
		expect(shares.size).toBe(200);
		expect(pairs).toHaveLength(200);
		expect(rest.pairs).toBe(19_700);
		expect(rest.probability).toBeCloseTo(19_700 / 19_900, 9);
		await pool().query("DELETE FROM models WHERE slug LIKE 'one-of-%'");
	});
});

test("failures are counted by model and cause, with the provider's words", async () => {
	const id = await modelOf("alpha");
	await failedCall(id, "timeout", "took too long");
	await failedCall(id, "timeout", "took too long again");
	await failedCall(id, "http-500", "upstream broke");
	const { groups, latest } = await listFailures(adminActor);
	expect(groups.map(({ slug, cause, calls }) => [slug, cause, calls])).toEqual([
		["alpha", "timeout", 2],
		["alpha", "http-500", 1],
	]);
	expect(latest.map((call) => call.words)).toContain("upstream broke");
	const overview = await readOverview(adminActor);
	expect(overview.today).toMatchObject({ calls: 3, failures: 3, spendUsd: 0.75 });
	expect(overview.worker.state).toBe("never-started");
});

describe("roles", () => {
	test("a role is set, once, and never one's own", async () => {
		await setRole(adminActor, "someone", "researcher");
		await setRole(adminActor, "someone", "researcher");
		const [first] = await listPeople(adminActor, "some");
		expect(first).toMatchObject({ userId: "someone", role: "researcher" });
		const changes = (await listAudit(adminActor)).rows.filter((row) => row.verb === "set-role");
		expect(changes).toHaveLength(1);
		expect(changes[0]).toMatchObject({
			subject: "user:someone",
			data: { before: "voter", role: "researcher" },
		});
		await expect(setRole(adminActor, "admin-user", "voter")).rejects.toMatchObject({
			code: "own-role",
		});
		await expect(setRole(adminActor, "nobody", "admin")).rejects.toMatchObject({ status: 404 });
	});

	const services: [string, (actor: Actor) => Promise<unknown>][] = [
		["readOverview", readOverview],
		["listModels", listModels],
		["pauseModel", (actor) => pauseModel(actor, "alpha", "x")],
		["resumeModel", (actor) => resumeModel(actor, "alpha")],
		["previewPairing", (actor) => previewPairing(actor)],
		["setPairing", (actor) => setPairing(actor, { rule: "uniform" })],
		["setModelWeight", (actor) => setModelWeight(actor, "alpha", 1)],
		["listFailures", listFailures],
		["listFlags", listFlags],
		["listAudit", (actor) => listAudit(actor)],
		["listApiKeys", listApiKeys],
		["listPeople", (actor) => listPeople(actor, "")],
		["setRole", (actor) => setRole(actor, "someone", "admin")],
	];
	test.each(services)("%s is a 404 for everybody but an admin", async (_, service) => {
		for (const actor of otherActors)
			await expect((async () => service(actor))()).rejects.toMatchObject({
				code: "not-found",
				status: 404,
			});
	});
});

test("the audit can neither be changed nor deleted", async () => {
	const { rows } = await listAudit(adminActor);
	expect(rows.length).toBeGreaterThan(3);
	await expect(pool().query("UPDATE audits SET verb = 'nothing'")).rejects.toThrow(/immutable/);
	await expect(pool().query("DELETE FROM audits")).rejects.toThrow(/immutable/);
	await expect(pool().query("TRUNCATE audits")).rejects.toThrow(/immutable/);
	expect((await listAudit(adminActor)).rows).toEqual(rows);
});

test("the audit pages without missing or repeating a row", async () => {
	await pool().query(
		`INSERT INTO audits (id, actor, verb, subject, at)
		 SELECT gen_random_uuid(), 'system', 'test', 'n:' || n, now() - n % 7 * interval '1 second' FROM generate_series(1, 250) n`,
	);
	const seen: string[] = [];
	let before: string | undefined;
	for (let page = 0; page < 10; page++) {
		const { rows, next } = await listAudit(adminActor, before);
		seen.push(...rows.map((row) => row.id));
		if (next === null) break;
		before = next;
	}
	const { rows } = await pool().query("SELECT count(*) AS n FROM audits");
	expect(seen).toHaveLength(rows[0].n);
	expect(new Set(seen).size).toBe(seen.length);
});
