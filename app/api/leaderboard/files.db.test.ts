import { beforeAll, describe, expect, test, vi } from "vitest";
import { criticismOf } from "#components/ranking/board.fixture.ts";
import { drawings } from "#components/ranking/board-drawings.ts";
import { pool } from "#lib/db/pool.ts";
import { pairDifferences } from "#lib/ranking/pair-differences.ts";
import { refreshStaleBoards } from "#lib/services/ranking/refresh-stale.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { newVote } from "#lib/testing/vote-factory.ts";
import { GET as chart } from "./charts/[name]/route.ts";
import { GET as differences } from "./differences/route.ts";
import { GET as leaderboard } from "./route.ts";
import { GET as table } from "./tables/[name]/route.ts";

vi.mock("#lib/ranking/pair-differences.ts", async (original) => {
	const own = await original<{ pairDifferences: typeof pairDifferences }>();
	return { ...own, pairDifferences: vi.fn(own.pairDifferences) };
});

testDatabase();

const call = (handler: typeof chart, name: string, query = "", headers: HeadersInit = {}) =>
	handler(new Request(`http://arena.test/file/${name}${query}`, { headers }), {
		params: Promise.resolve({ name }),
	});
const linesOf = async (name: string, query = "") =>
	(await (await call(table, name, query)).text()).trim().split("\n");

/** The retired model, as a drawing names it. */
const RETIRED = ">KITE<";

let boardKey = "";
beforeAll(async () => {
	for (const outcome of ["a", "a", "b", "tie"] as const) {
		await newVote({ a: "lark", b: "wren", outcome });
		await newVote({ a: "wren", b: "kite", outcome });
	}
	await pool().query("UPDATE models SET state = 'retired' WHERE slug = 'kite'");
	await refreshStaleBoards();
	const answer = await leaderboard(new Request("http://arena.test/api/leaderboard"), {
		params: Promise.resolve({}),
	});
	const { snapshot } = await answer.json();
	boardKey = snapshot.key;
	await pool().query(
		`INSERT INTO board_criticisms (snapshot_id, leaderboard_key, criticism, duration_ms)
		 VALUES ($1, $2, $3, 1) ON CONFLICT (snapshot_id) DO UPDATE SET criticism = excluded.criticism`,
		[snapshot.id, snapshot.key, JSON.stringify(criticismOf())],
	);
});

describe("drawings as files", () => {
	test.each(["intervals", "matrix", "differences", "places", "calibration", "tie-models"])(
		"%s",
		async (name) => {
			const response = await call(chart, `${name}.svg`);
			expect(response.status).toBe(200);
			expect(response.headers.get("content-type")).toContain("image/svg+xml");
			expect(await response.text()).toMatch(/^<\?xml.*\n<svg .*<title>.+<\/title><desc>/);
			const etag = response.headers.get("etag") ?? "";
			const again = await call(chart, `${name}.svg`, "", { "if-none-match": etag });
			expect(again.status).toBe(304);
		},
	);

	test("are not drawn for who has them already", async () => {
		const draw = vi.spyOn(drawings, "intervals");
		const etag = (await call(chart, "intervals.svg")).headers.get("etag") ?? "";
		expect(draw).toHaveBeenCalledTimes(1);
		await call(chart, "intervals.svg", "", { "if-none-match": etag });
		expect(draw).toHaveBeenCalledTimes(1);
		draw.mockRestore();
	});

	test("have another tag once a model has another name, or history another row", async () => {
		const tags = async () => {
			const found: (string | null)[] = [];
			for (const name of ["intervals.svg", "history.svg"]) {
				const response = await call(chart, name);
				found.push(response.headers.get("etag") ?? `${response.status}`);
			}
			return found;
		};
		vi.useFakeTimers({ toFake: ["Date"] });
		try {
			const [intervals] = await tags();
			await pool().query("UPDATE models SET name = 'Lerche' WHERE slug = 'lark'");
			vi.setSystemTime(Date.now() + 60_000);
			const [renamed, noHistory] = await tags();
			expect(renamed).not.toBe(intervals);
			expect((await tags())[0]).toBe(renamed);
			expect(noHistory).toBe("404");
			const earlier = (id: string, days: number) =>
				pool().query(
					`INSERT INTO rating_snapshots SELECT (r).* FROM (
						SELECT jsonb_populate_record(s, jsonb_build_object('id', $1::text,
							'created_at', s.created_at - make_interval(days => $2::int))) AS r
						FROM rating_snapshots s WHERE leaderboard_key = $3 LIMIT 1) q`,
					[id, days, boardKey],
				);
			await earlier("01926f3a-7c1e-7b2a-9d4f-5e6a7b8c9d01", 1);
			const [, one] = await tags();
			await earlier("01926f3a-7c1e-7b2a-9d4f-5e6a7b8c9d02", 2);
			expect((await tags())[1]).not.toBe(one);
		} finally {
			vi.useRealTimers();
			await pool().query("UPDATE models SET name = 'LARK' WHERE slug = 'lark'");
			await pool().query("DELETE FROM rating_snapshots WHERE id::text LIKE '01926f3a-7c1e-7b2a%'");
		}
	});

	test("hide retired models unless they are asked for", async () => {
		const text = async (query: string) => (await call(chart, "intervals.svg", query)).text();
		expect(await text("")).not.toContain(RETIRED);
		expect(await text("?retired=1")).toContain(RETIRED);
		expect((await call(chart, "intervals.svg", "?open=1")).status).toBe(404);
	});

	test("about one model name the others", async () => {
		const response = await call(chart, "rivals.svg", "?model=lark&retired=1");
		expect(await response.text()).toContain(RETIRED);
		expect((await call(chart, "rivals.svg")).status).toBe(404);
		expect((await call(chart, "rivals.svg", '?model="')).status).toBe(422);
	});

	test("speak the reader's language, and say that they do", async () => {
		const response = await call(chart, "intervals.svg", "", {
			"accept-language": "de-AT,de;q=0.9",
		});
		expect(response.headers.get("vary")).toBe("accept-language");
		expect(await response.text()).toContain("Wertungen und Intervalle");
	});

	test("that do not exist, or have nothing to show, are said to be so", async () => {
		expect((await call(chart, "style.svg")).status).toBe(404);
		expect((await call(chart, "portrait.svg")).status).toBe(422);
	});
});

describe("tables as files", () => {
	test("hold every pair once, and those of one model", async () => {
		const all = await linesOf("differences.csv");
		expect(all[0]).toBe(
			"model,opponent,difference,standardError,lower,upper,chanceBetter,isDecided",
		);
		expect(all.slice(1)).toHaveLength(3);
		expect((await linesOf("differences.csv", "?model=lark")).slice(1)).toHaveLength(2);
	});

	test.each([
		["places.csv", "lark,1,2,0.998,1"],
		["residuals.csv", "wren,kite,17,0.41,0.62,-3.1,0.004,true"],
		["cycles.csv", "lark,wren,kite,0.01"],
		["calibration.csv", "0.5,0.55,1,40,0.52,0.55,0.4,0.7"],
		["tie-models.csv", "bt-davidson,1.01,0.002,80,-0.01,0.002"],
		["influence.csv", "wren,11,-17.6"],
	])("%s", async (name, line) => {
		const response = await call(table, name);
		expect(response.headers.get("content-type")).toContain("text/csv");
		expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
		expect((await response.text()).split("\n")).toContain(line);
	});

	test("are not computed for who has them already", async () => {
		const computed = vi.mocked(pairDifferences);
		const etag = (await call(table, "differences.csv")).headers.get("etag") ?? "";
		const times = computed.mock.calls.length;
		const again = await call(table, "differences.csv", "", { "if-none-match": etag });
		expect([again.status, computed.mock.calls.length]).toEqual([304, times]);
		await call(table, "differences.csv", "?model=lark");
		expect(computed).toHaveBeenLastCalledWith(expect.anything(), "lark");
	});

	test("write true and false in words, under either address", async () => {
		const response = await call(differences, "differences", "?as=csv");
		const decided = (lines: string[]) => lines.slice(1).map((line) => line.split(",").at(-1));
		const found = decided((await response.text()).trim().split("\n"));
		expect(found).toEqual(decided(await linesOf("differences.csv")));
		expect(new Set(found)).toEqual(new Set(["false"]));
	});

	test("are empty but for their head where there is nothing", async () => {
		expect(await linesOf("places.csv", "?origin=simulated")).toEqual([
			"model,rankLower,rankUpper,chanceBest,chanceTopThree",
		]);
		expect((await call(table, "secrets.csv")).status).toBe(422);
	});
});
