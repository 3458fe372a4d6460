import { beforeAll, describe, expect, test } from "vitest";
import { GET as readTrace } from "#app/api/conversations/[slug]/trace/route.ts";
import { POST as fork } from "#app/api/episodes/[slug]/fork/route.ts";
import { POST as say } from "#app/api/episodes/[slug]/say/route.ts";
import { GET as readSeat } from "#app/api/episodes/[slug]/seat/route.ts";
import { POST as takeSeat } from "#app/api/episodes/route.ts";
import type { Scope } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { createApiKey } from "#lib/services/auth/create-api-key.ts";
import { startRunWorker } from "#lib/services/run/work-on-runs.ts";
import { adminActor } from "#lib/testing/actors.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { addHouse, playOut, until } from "#lib/testing/run-fixture.ts";
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

testDatabase();

type Handler = typeof launch;
const keys = new Map<Scope | "none", string>();

beforeAll(async () => {
	await addHouse();
	for (const scope of ["runs", "battles", "admin"] as const)
		keys.set(scope, (await createApiKey(adminActor, { name: scope, scopes: [scope] })).key);
});

async function ask(
	handle: Handler,
	path: string,
	options: {
		as?: Scope | "none";
		body?: string | object;
		params?: Record<string, string>;
		headers?: Record<string, string>;
	} = {},
) {
	const { as = "runs", body, params = {}, headers = {} } = options;
	const key = keys.get(as);
	const isPost = body !== undefined;
	return handle(
		new Request(`http://localhost${path}`, {
			method: isPost ? "POST" : "GET",
			headers: {
				...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
				...headers,
			},
			...(isPost ? { body: typeof body === "string" ? body : JSON.stringify(body) } : {}),
		}),
		{ params: Promise.resolve(params) },
	);
}

const yaml =
	"version: 1\nname: Two players\nsuites: [kuhn-match]\nmodels: [house-player-00, house-player-70]\nseeds: {count: 3}\n";

async function launched(text = yaml, query = ""): Promise<{ id: string; slug: string }> {
	const response = await ask(launch, `/api/runs${query}`, { body: text });
	expect(response.status).toBe(201);
	return response.json();
}

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

describe("a played run", () => {
	let run: { id: string; slug: string };
	beforeAll(async () => {
		run = await launched();
		await playOut(run.id);
	});
	const params = () => ({ id: run.slug });

	test("is read by anybody who has its link, without who started it", async () => {
		for (const id of [run.id, run.slug]) {
			const response = await ask(readRun, "/api/runs/x", { as: "none", params: { id } });
			expect(await response.json()).toMatchObject({
				runId: run.id,
				state: "finished",
				finished: 6,
				battles: 3,
				createdBy: null,
				yaml: null,
			});
		}
		const own = await ask(readRun, "/api/runs/x", { params: params() });
		expect((await own.json()).createdBy).toMatch(/^api-key:/);
	});

	test("reports means by cell and a leaderboard of programs' judgements", async () => {
		const response = await ask(readReport, "/api/runs/x/report", { as: "none", params: params() });
		const { cells, boards, progress } = await response.json();
		expect(cells.map((cell: { model: string }) => cell.model)).toEqual([
			"house-player-00",
			"house-player-70",
		]);
		expect(Object.keys(boards)).toEqual(["check"]);
		expect(progress.createdBy).toBeNull();
	});

	test("lists its conversations a page at a time, and by filter", async () => {
		const list = async (query: string) =>
			(
				await ask(listEpisodes, `/api/runs/x/episodes${query}`, { as: "none", params: params() })
			).json();
		const first = await list("?limit=4");
		expect(first.episodes.map((one: { position: number }) => one.position)).toEqual([0, 1, 2, 3]);
		const rest = await list(`?limit=4&after=${first.next}`);
		expect(rest.episodes.map((one: { position: number }) => one.position)).toEqual([4, 5]);
		expect(rest.next).toBeNull();
		expect((await list("?model=house-player-70")).episodes).toHaveLength(3);
		expect((await list("?state=void")).episodes).toEqual([]);
		expect((await list("?reason=environment-done&suite=kuhn-match")).episodes).toHaveLength(6);
		expect((await list("?colour=blue")).code).toBe("invalid-input");
	});

	test("gives its file again", async () => {
		const response = await ask(readYaml, "/api/runs/x/yaml", { params: params() });
		expect(await response.text()).toBe(yaml);
		expect(response.headers.get("content-disposition")).toContain(`parley-run-${run.slug}.yaml`);
	});

	test("keeps its file from those who may not run, and seeds of the board", async () => {
		const none = await ask(readYaml, "/api/runs/x/yaml", { as: "none", params: params() });
		expect(none.status).toBe(401);
		const seeds = async (as: Scope | "none") => {
			const list = await ask(listEpisodes, "/api/runs/x/episodes", { as, params: params() });
			const { episodes } = await list.json();
			const trace = await ask(readTrace, "/api/x", { as, params: { slug: episodes[0].slug } });
			const { seed, range, checks } = await trace.json();
			const isBare = checks.every(({ detail }: { detail: unknown }) => detail === null);
			return [episodes[0].range, episodes[0].seed, range, seed, isBare];
		};
		expect((await seeds("none")).slice(0, 3)).toEqual(["practice", expect.any(Number), "practice"]);
		const { rows } = await pool().query<{ id: string; seed: number }>(
			"SELECT id, seed FROM episodes WHERE run_id = $1 AND position = 0",
			[run.id],
		);
		await pool().query("UPDATE episodes SET seed = 2000000000 WHERE id = $1", [rows[0]?.id]);
		expect(await seeds("none")).toEqual(["board", null, "board", null, true]);
		expect((await seeds("runs")).slice(0, 4)).toEqual(["board", 2e9, "board", 2e9]);
		await pool().query("UPDATE episodes SET seed = $2 WHERE id = $1", [rows[0]?.id, rows[0]?.seed]);
	});

	test("told as events is its progress once, then the end", async () => {
		const response = await ask(followRun, "/api/runs/x/events", {
			as: "none",
			params: params(),
			headers: { "last-event-id": "7" },
		});
		expect(response.headers.get("content-type")).toContain("text/event-stream");
		const blocks = (await response.text()).trim().split("\n\n");
		expect(blocks.map((block) => block.split("\n").slice(0, 2))).toEqual([
			["id: 8", "event: run-progress"],
			["id: 9", "event: run-end"],
		]);
		const { data } = { data: JSON.parse(blocks[0]?.split("data: ")[1] ?? "") };
		expect(data).toMatchObject({ state: "finished", finished: 6 });
		expect(data).not.toHaveProperty("yaml");
		expect(data).not.toHaveProperty("createdBy");
	});

	test("each conversation has its trace for whoever has its link", async () => {
		const { episodes } = await (
			await ask(listEpisodes, "/api/runs/x/episodes", { params: params() })
		).json();
		const { slug } = episodes[0];
		const trace = await ask(readTrace, "/api/conversations/x/trace", {
			as: "none",
			params: { slug },
		});
		expect(trace.status).toBe(200);
		expect(await trace.json()).toMatchObject({ slug, suite: "kuhn-match", state: "finished" });
		const none = await ask(readTrace, "/api/conversations/x/trace", {
			as: "none",
			params: { slug: "nothing" },
		});
		expect(none.status).toBe(404);
	});

	test("a conversation goes on from a turn with another model, once it is over", async () => {
		const { episodes } = await (
			await ask(listEpisodes, "/api/runs/x/episodes", { params: params() })
		).json();
		const { slug } = episodes[0];
		const ask1 = (body: object, as: Scope | "none" = "runs") =>
			ask(fork, "/api/episodes/x/fork", { as, params: { slug }, body });
		expect((await ask1({ turn: 2, model: "house-player-50" }, "none")).status).toBe(401);
		expect((await ask1({ turn: 2, model: "nobody-here" })).status).toBe(404);
		expect((await ask1({ turn: 9999, model: "house-player-50" })).status).toBe(409);
		expect((await ask1({ turn: 0, model: "house-player-50" })).status).toBe(422);
		const made = await ask1({ turn: 2, model: "house-player-50" });
		expect(made.status).toBe(201);
		const { slug: forked } = await made.json();
		const trace = await ask(readTrace, "/api/conversations/x/trace", { params: { slug: forked } });
		expect(await trace.json()).toMatchObject({
			parent: { slug, turn: 2 },
			model: "house-player-50",
		});
	});

	test("cannot be changed any more", async () => {
		const response = await ask(pause, "/api/runs/x/pause", { params: params(), body: "" });
		expect([response.status, (await response.json()).code]).toEqual([409, "run-state"]);
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
