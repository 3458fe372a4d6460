import { beforeAll, describe, expect, test } from "vitest";
import { GET as readTrace } from "#app/api/conversations/[slug]/trace/route.ts";
import { POST as fork } from "#app/api/episodes/[slug]/fork/route.ts";
import { POST as pairByHand } from "#app/api/episodes/[slug]/pair/route.ts";
import type { Scope } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { playOut } from "#lib/testing/run-fixture.ts";
import { GET as listEpisodes } from "./[id]/episodes/route.ts";
import { GET as followRun } from "./[id]/events/route.ts";
import { POST as pause } from "./[id]/pause/route.ts";
import { GET as readReport } from "./[id]/report/route.ts";
import { GET as readRun } from "./[id]/route.ts";
import { GET as readYaml } from "./[id]/yaml/route.ts";
import { addKeys, askRoute as ask, launched, smallRun as yaml } from "./run-routes.fixture.ts";

testDatabase();
beforeAll(addKeys);

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

	test("two conversations become a battle by hand when nothing but the model differs", async () => {
		const { rows } = await pool().query<{ slug: string; model: string }>(
			`SELECT e.slug, m.slug AS model FROM episodes e JOIN models m ON m.id = e.model_id WHERE e.seed = (SELECT min(seed) FROM episodes)
			 AND e.state = 'finished' ORDER BY m.slug`,
		);
		const [one, other] = rows;
		const pair = (body: object, as: Scope | "none" = "runs") =>
			ask(pairByHand, "/api/episodes/x/pair", { as, params: { slug: one?.slug ?? "" }, body });
		expect((await pair({ with: other?.slug }, "none")).status).toBe(401);
		const there = await pair({ with: other?.slug });
		expect(there.status).toBe(200);
		expect(await there.json()).toMatchObject({
			isNew: false,
			pagePath: `/e/${one?.slug}?with=${other?.slug}`,
		});
		const same = await pair({ with: one?.slug });
		const { code, data } = await same.json();
		expect([same.status, code]).toEqual([409, "pair-impossible"]);
		expect(data.reasons).toContain("they are the same one");
		expect((await pair({ with: "nothing-here" })).status).toBe(404);
		expect((await pair({ with: "" })).status).toBe(422);
	});

	test("cannot be changed any more", async () => {
		const response = await ask(pause, "/api/runs/x/pause", { params: params(), body: "" });
		expect([response.status, (await response.json()).code]).toEqual([409, "run-state"]);
	});
});
