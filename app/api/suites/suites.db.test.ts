import { beforeAll, expect, test } from "vitest";
import { GET as getJudges } from "#app/api/judges/route.ts";
import { GET as getCorrelation } from "#app/api/leaderboard/correlation/route.ts";
import { overrideConfig } from "#lib/config/config.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { storeEpisode } from "#lib/testing/suite-fixture.ts";
import { GET as getSuite } from "./[slug]/route.ts";
import { GET as listSuites } from "./route.ts";

testDatabase();

const points = { wren: 1, lark: 0.5, robin: 0.25 };

beforeAll(async () => {
	overrideConfig({ PARLEY_LOG_LEVEL: "silent" });
	for (const seed of [1, 2, 3])
		for (const [model, value] of Object.entries(points))
			await storeEpisode({ model, seed, metrics: { points: value, keeping: 1 }, pairs: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
	new Request(`http://localhost${path}`, { headers });
const context = (params: Record<string, string> = {}) => ({ params: Promise.resolve(params) });

test("lists suites with what was played, and says 304 to who has it", async () => {
	const response = await listSuites(get("/api/suites"), context());
	expect(response.status).toBe(200);
	expect(response.headers.get("cache-control")).toContain("must-revalidate");
	const { suites } = await response.json();
	expect(suites).toContainEqual(
		expect.objectContaining({ slug: "boards", conversations: 9, models: 3, otherVersions: 0 }),
	);
	const etag = response.headers.get("etag") ?? "";
	const again = await listSuites(get("/api/suites", { "if-none-match": etag }), context());
	expect(again.status).toBe(304);
});

test("gives a suite's results by model, and a pair; what nobody knows is a problem", async () => {
	const path = "/api/suites/boards?first=wren&second=robin&language=";
	const response = await getSuite(get(path), context({ slug: "boards" }));
	expect(response.status).toBe(200);
	const { suite, models, pair } = await response.json();
	expect(suite).toMatchObject({ code: "S09", primary: { metric: "points", margin: 0 } });
	expect(models.map(({ model }: { model: string }) => model)).toEqual(["wren", "lark", "robin"]);
	expect(pair.differences.points).toMatchObject({ pairs: 3, difference: { mean: 0.75 } });
	// What decides a scenario stays with the programs.
	expect(JSON.stringify(suite)).not.toMatch(/secret|init"/);

	const none = await getSuite(get("/api/suites/chess"), context({ slug: "chess" }));
	expect(none.status).toBe(404);
	expect(await none.json()).toMatchObject({ code: "suite-not-found" });
	const wrong = await getSuite(get("/api/suites/boards?colour=1"), context({ slug: "boards" }));
	expect(wrong.status).toBe(422);
	const others = encodeURIComponent("seat:opponent=nobody");
	const nobody = await getSuite(
		get(`/api/suites/boards?others=${others}`),
		context({ slug: "boards" }),
	);
	expect(await nobody.json()).toMatchObject({ code: "suite-users-not-found", status: 404 });
});

test("correlates programs' leaderboard with others, where there is something in common", async () => {
	const board = "origin=simulated&category=boards&kind=check";
	const same = await getCorrelation(
		get(`/api/leaderboard/correlation?${board}&with=check`),
		context(),
	);
	expect(same.status).toBe(200);
	expect(await same.json()).toMatchObject({
		models: 3,
		spearman: 1,
		disagreements: [],
		judgements: { first: 9, second: 9 },
	});
	const people = await getCorrelation(
		get(`/api/leaderboard/correlation?${board}&with=vote&with-origin=human`),
		context(),
	);
	expect(await people.json()).toMatchObject({
		second: { origin: "human", kind: "vote" },
		models: 0,
		spearman: null,
		judgements: { first: 9, second: 0 },
	});
	const wrong = await getCorrelation(get("/api/leaderboard/correlation"), context());
	expect(wrong.status).toBe(422);
});

test("gives the audit of the judges, by suite", async () => {
	const response = await getJudges(get("/api/judges?suite=boards"), context());
	expect(await response.json()).toEqual({ suite: "boards", judges: [] });
	const etag = response.headers.get("etag") ?? "";
	const again = await getJudges(
		get("/api/judges?suite=boards", { "if-none-match": etag }),
		context(),
	);
	expect(again.status).toBe(304);
});
