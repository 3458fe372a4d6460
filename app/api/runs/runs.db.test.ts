import { beforeAll, describe, expect, test } from "vitest";
import { GET as readSeat } from "#app/api/episodes/[slug]/seat/route.ts";
import { POST as takeSeat } from "#app/api/episodes/route.ts";
import type { Scope } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { playOut } from "#lib/testing/run-fixture.ts";
import { POST as cancel } from "./[id]/cancel/route.ts";
import { GET as listEpisodes } from "./[id]/episodes/route.ts";
import { GET as followRun } from "./[id]/events/route.ts";
import { POST as pause } from "./[id]/pause/route.ts";
import { GET as readReport } from "./[id]/report/route.ts";
import { POST as resume } from "./[id]/resume/route.ts";
import { GET as readRun } from "./[id]/route.ts";
import { GET as readYaml } from "./[id]/yaml/route.ts";
import { POST as preview } from "./preview/route.ts";
import { POST as launch, GET as listRuns } from "./route.ts";
import {
	addKeys,
	askRoute as ask,
	type Handler,
	launched,
	smallRun as yaml,
} from "./run-routes.fixture.ts";

testDatabase();
beforeAll(addKeys);

const countRuns = async () => (await pool().query("SELECT count(*) AS n FROM runs")).rows[0].n;

describe("POST /api/runs", () => {
	test("launches YAML: id, slug, estimate and where to go on", async () => {
		const response = await ask(launch, "/api/runs", { body: yaml });
		expect(response.status).toBe(201);
		const run = await response.json();
		expect(run).toMatchObject({
			name: "Two players",
			episodes: 6,
			pagePath: `/studio/runs/${run.slug}`,
			eventsUrl: `/api/runs/${run.id}/events`,
			estimate: { episodes: 6 },
		});
		expect(response.headers.get("location")).toBe(`/api/runs/${run.id}`);
	});

	test("launches JSON, and only the first conversations of a dry run", async () => {
		const body = { version: 1, suites: ["kuhn-match"], models: ["house-player-00"] };
		const response = await ask(launch, "/api/runs?dryRun=3", { body });
		expect(await response.json()).toMatchObject({ episodes: 3 });
	});

	test("lists every problem with its line, and launches nothing", async () => {
		const before = await countRuns();
		const response = await ask(launch, "/api/runs", {
			body: "version: 1\nsuites:\n  - kuhn-macht\nmodels:\n  - house-player-00\n  - nobody-here\n",
		});
		expect(response.status).toBe(422);
		expect(response.headers.get("content-type")).toContain("application/problem+json");
		const { code, data } = await response.json();
		expect(code).toBe("run-invalid");
		expect(data.problems).toEqual([
			expect.stringMatching(/^the run:6:5: models: there is no model nobody-here/),
			expect.stringMatching(/^the run:3:5: suites\.0: there is no suite kuhn-macht; did you mean/),
		]);
		expect(await countRuns()).toBe(before);
	});

	test.each([
		["no YAML", "a: [", 422, "run-invalid"],
		["nothing", " \n", 422, "invalid-input"],
	])("refuses %s", async (_, body, status, code) => {
		const response = await ask(launch, "/api/runs", { body });
		expect([response.status, (await response.json()).code]).toEqual([status, code]);
	});

	test("refuses a dry run of nothing", async () => {
		expect((await ask(launch, "/api/runs?dryRun=0", { body: yaml })).status).toBe(422);
	});

	test("under one Idempotency-Key is one run", async () => {
		const headers = { "idempotency-key": "one-run-only-please" };
		const [first, again] = [
			await (await ask(launch, "/api/runs", { body: yaml, headers })).json(),
			await (await ask(launch, "/api/runs", { body: yaml, headers })).json(),
		];
		expect(again.id).toBe(first.id);
	});

	test("lets only an operator send a key of the instance to an address", async () => {
		const body =
			"version: 1\nsuites: [kuhn-match]\nmodels:\n  - slug: own\n    base_url: http://127.0.0.1:9/v1\n    id: m\n    key: ${SOME_KEY}\n";
		const refused = await ask(launch, "/api/runs", { body });
		expect([refused.status, (await refused.json()).code]).toEqual([403, "key-needs-admin"]);
		expect((await ask(launch, "/api/runs", { body, as: "admin" })).status).toBe(201);
		const open = body.replace(/ {4}key.*\n/, "").replace("own", "own-open");
		const elsewhere = await ask(launch, "/api/runs", { body: open });
		expect([elsewhere.status, (await elsewhere.json()).detail]).toEqual([
			422,
			expect.stringMatching(/own-open; its base_url is not asked: 127\.0\.0\.1/),
		]);
		const outside = open.replace("127.0.0.1:9", "192.0.32.8:9");
		expect((await ask(preview, "/api/runs/preview", { body: outside })).status).toBe(200);
	});
});

describe("POST /api/runs/preview", () => {
	test("says what would be played and writes nothing, inline models neither", async () => {
		const before = await countRuns();
		const body = yaml.replace(
			"house-player-70",
			"{slug: fresh-one, base_url: 'https://models.example.org/v1', id: m}",
		);
		const response = await ask(preview, "/api/runs/preview", { body });
		expect(response.status).toBe(200);
		const answer = await response.json();
		expect(answer).toMatchObject({
			episodes: 6,
			estimate: { episodes: 6, costUsd: null },
			config: { name: "Two players" },
			cells: [
				{ suite: "kuhn-match", control: "main", model: "house-player-00", episodes: 3 },
				{ model: "fresh-one", episodes: 3 },
			],
		});
		expect(JSON.stringify(answer.cells)).not.toContain('"seeds"');
		expect(await countRuns()).toBe(before);
		const { rowCount } = await pool().query("SELECT 1 FROM models WHERE slug = 'fresh-one'");
		expect(rowCount).toBe(0);
	});
});

describe("a run in the making", () => {
	test("is followed change by change to its end", async () => {
		const { id } = await launched();
		const response = await ask(followRun, "/api/runs/x/events", { as: "none", params: { id } });
		const [text] = await Promise.all([response.text(), playOut(id)]);
		const events = text
			.trim()
			.split("\n\n")
			.filter((block) => !block.startsWith(":"))
			.map((block) => /^id: (\d+)\nevent: ([\w-]+)\ndata: (.*)$/.exec(block) ?? []);
		expect(events.map(([, seq]) => Number(seq))).toEqual(events.map((_, i) => i + 1));
		expect(events.map(([, , name]) => name)).toEqual([
			...events.slice(1).map(() => "run-progress"),
			"run-end",
		]);
		const states = events.slice(0, -1).map(([, , , data]) => JSON.parse(data ?? "").finished);
		expect(states[0]).toBe(0);
		expect(states.at(-1)).toBe(6);
		expect(new Set(states.map(String)).size).toBeGreaterThan(1);
	});

	test("pauses, goes on and is cancelled", async () => {
		const { id, slug } = await launched();
		const change = async (move: Handler, as: Scope | "none" = "runs") => {
			const response = await ask(move, "/api/runs/x/y", { as, params: { id: slug }, body: "" });
			const { state, code } = await response.json();
			return [response.status, state ?? code];
		};
		expect(await change(pause, "none")).toEqual([401, "not-signed-in"]);
		expect(await change(pause, "battles")).toEqual([403, "forbidden"]);
		expect(await change(pause)).toEqual([200, "paused"]);
		expect(await change(pause)).toEqual([200, "paused"]);
		expect(await change(resume)).toEqual([200, "running"]);
		expect(await change(cancel)).toEqual([200, "cancelled"]);
		expect(await change(resume)).toEqual([409, "run-state"]);
		const { rows } = await pool().query("SELECT DISTINCT state FROM episodes WHERE run_id = $1", [
			id,
		]);
		expect(rows).toEqual([{ state: "cancelled" }]);
	});
});

describe("who may", () => {
	test("list and launch runs: researchers and keys with the scope runs", async () => {
		const statuses = async (as: Scope | "none") => [
			(await ask(listRuns, "/api/runs", { as })).status,
			(await ask(launch, "/api/runs", { as, body: yaml })).status,
			(await ask(preview, "/api/runs/preview", { as, body: yaml })).status,
			(await ask(takeSeat, "/api/episodes", { as, body: {} })).status,
		];
		expect(await statuses("none")).toEqual([401, 401, 401, 401]);
		expect(await statuses("battles")).toEqual([403, 403, 403, 403]);
		expect(await statuses("runs")).toEqual([200, 201, 200, 422]);
		const { runs } = await (await ask(listRuns, "/api/runs?limit=2")).json();
		expect(runs).toHaveLength(2);
		const older = await (await ask(listRuns, `/api/runs?limit=2&before=${runs[1].id}`)).json();
		expect(older.runs[0].id < runs[1].id).toBe(true);
	});

	test.each([
		["run", readRun, { id: "nothing" }],
		["report", readReport, { id: "nothing" }],
		["list", listEpisodes, { id: "nothing" }],
		["stream", followRun, { id: "nothing" }],
		["seat", readSeat, { slug: "nothing" }],
	] as const)("nobody reads a %s that is not there: 404", async (_, handle, params) => {
		const response = await ask(handle as Handler, "/api/x", { as: "none", params: { ...params } });
		expect(response.status).toBe(404);
	});
});

test("a run's file is for those who may launch runs; one that is not there is a 404 for them", async () => {
	const params = { id: "nothing" };
	const status = async (as: Scope | "none") =>
		(await ask(readYaml, "/api/runs/x/yaml", { as, params })).status;
	expect([await status("none"), await status("battles"), await status("runs")]).toEqual([
		401, 403, 404,
	]);
});
