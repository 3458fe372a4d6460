import { describe, expect, test } from "vitest";
import { declareModel } from "#lib/models/declared/declaration.ts";
import { houseDeclarations } from "#lib/models/declared/house-declarations.ts";
import type { Registry } from "#lib/models/registry.ts";
import { parseRun } from "./parse-run.ts";
import { planRun } from "./plan-run.ts";
import { planSeeds } from "./plan-seeds.ts";

/** What planning looks at in a registry. */
function registryOf(): Registry {
	const outside = declareModel({
		slug: "text-only",
		name: "Text only",
		maker: "Test maker",
		source: "file",
		endpoints: [
			{
				provider: "openai-compatible",
				providerModelId: "x",
				baseUrl: "http://127.0.0.1:9/v1",
				keyEnv: null,
				limits: {},
				capabilities: { tool_call: false },
			},
		],
	});
	const gone = { ...outside, slug: "gone", state: "retired" as const };
	const models = [...houseDeclarations(), outside, gone].map((model, i) => ({
		...model,
		id: String(i),
		stateReason: null,
	}));
	return {
		models,
		byId: new Map(models.map((model) => [model.id, model])),
		bySlug: new Map(models.map((model) => [model.slug, model])),
	} as unknown as Registry;
}

const registry = registryOf();
const plan = (run: object) =>
	planRun(parseRun(JSON.stringify({ version: 1, ...run })), registry, "a secret");
const run = { suites: ["fair-price"], models: ["house-player-00"], seeds: { count: 3 } };
const problemsOf = (change: object): string[] => {
	try {
		plan({ ...run, ...change });
	} catch (error) {
		return (error as { data: { problems: string[] } }).data.problems;
	}
	return [];
};

describe("a plan", () => {
	test("is balanced over models and suites at any beginning, and every repetition follows its scenario", () => {
		const { cells, episodes } = plan({
			suites: ["fair-price", "boards"],
			models: ["house-player-00", "text-only"],
			seeds: { count: 3 },
			replicates: 2,
		});
		expect(cells).toHaveLength(4);
		expect(episodes.map(({ cell }) => cell)).toEqual(Array(6).fill([0, 1, 2, 3]).flat());
		expect(episodes.slice(0, 12).map(({ replicate }) => replicate)).toEqual([
			...Array(4).fill(0),
			...Array(4).fill(1),
			...Array(4).fill(0),
		]);
		expect(cells.map(({ tools }) => tools)).toEqual(["native", "text", "native", "text"]);
	});

	test("plays every combination of who may sit in the other seats", () => {
		const { cells } = plan({
			...run,
			suites: [{ suite: "fair-price", seats: { counterpart: ["boulware", "model:text-only"] } }],
		});
		expect(cells.map(({ others }) => others["counterpart"])).toEqual([
			expect.objectContaining({ kind: "program", program: "boulware", model: null }),
			expect.objectContaining({ kind: "model", model: "text-only", tools: "text" }),
		]);
	});

	test("takes all house players at once, and a model named twice once", () => {
		const { cells } = plan({ ...run, models: ["house-players", "house-player-00"] });
		expect(cells.map(({ model }) => model)).toEqual(
			["00", "10", "20", "30", "40", "50", "60", "70"].map((dial) => `house-player-${dial}`),
		);
	});

	test.each<[string, object, string[]]>([
		[
			"suite",
			{ suites: ["fair-prize"] },
			["suites.0: there is no suite fair-prize; did you mean fair-price?"],
		],
		[
			"model",
			{ models: ["house-player-0"] },
			[
				expect.stringMatching(
					/^models: there is no model house-player-0; did you mean house-player-\d0\?$/,
				),
			],
		],
		[
			"retired model",
			{ models: ["gone"] },
			["models: gone is retired; bring it back on the models page, or choose another"],
		],
		[
			"control",
			{ suites: [{ suite: "fair-price", controls: ["quiet"] }] },
			["suites.0.controls: fair-price has no control quiet; there are: main, no-talk"],
		],
		[
			"seat",
			{ suites: [{ suite: "fair-price", seats: { judge: ["boulware"] } }] },
			["suites.0.seats: fair-price has no seat judge to fill; there are: counterpart"],
		],
		[
			"program",
			{ suites: [{ suite: "fair-price", seats: { counterpart: ["bully"] } }] },
			[
				"suites.0.seats.counterpart: fair-price has no program bully; there are: drawn, boulware, conceder, tit-for-tat",
			],
		],
		[
			"consulted model",
			{ suites: [{ suite: "fair-price", seats: { counterpart: ["boulware+text-only"] } }] },
			["suites.0.seats.counterpart: boulware consults no model; write boulware alone"],
		],
		[
			"model in a seat",
			{ suites: [{ suite: "shards", seats: { user: ["model:text-only"] } }] },
			["suites.0.seats.user: no model may sit there in shards"],
		],
		[
			"juror",
			{ jury: { jurors: ["house-jurer"] } },
			["jury.jurors: there is no model house-jurer; did you mean house-juror?"],
		],
		[
			"jury's suite",
			{ jury: { jurors: ["house-juror"], suites: ["boards"] } },
			["jury.suites: boards is not among the suites of this run"],
		],
		[
			"more scenarios than there are",
			{ seeds: { count: 401 } },
			[
				"suites.0.seeds: fair-price has 400 practice scenarios, not 401; take fewer, or range: board",
			],
		],
		[
			"the same twice",
			{ suites: ["fair-price", { suite: "fair-price" }] },
			[expect.stringContaining("fair-price is to be played twice in the same way")],
		],
		[
			"too much",
			{ replicates: 1000, seeds: { count: 300 } },
			[expect.stringContaining("the run has 300000 conversations")],
		],
	])("refuses what is not there and says what is: %s", (_, change, expected) => {
		expect(problemsOf(change)).toEqual(expected);
	});

	test("names all problems at once", () => {
		expect(
			problemsOf({ suites: ["nothing", "fair-prize"], models: ["nobody-at-all"] }),
		).toHaveLength(3);
	});
});

describe("seeds", () => {
	const suite = { slug: "any", practice: { from: 100, count: 10 } };
	const seeds = (range: "practice" | "board", count: number, seed: number, skip = 0) =>
		planSeeds(suite, { range, count, skip }, seed, "a secret");

	test("of practice are windows that follow each other and begin anew at the end", () => {
		expect(seeds("practice", 4, 1)).toEqual([100, 101, 102, 103]);
		expect(seeds("practice", 4, 2)).toEqual([104, 105, 106, 107]);
		expect(seeds("practice", 4, 3)).toEqual([108, 109, 100, 101]);
		expect(seeds("practice", 4, 0)).toEqual([106, 107, 108, 109]);
		expect(seeds("practice", 2, 1, 3)).toEqual([103, 104]);
	});

	test("of the board are the instance's own, 31 bits, all different", () => {
		const drawn = seeds("board", 2000, 1);
		expect(new Set(drawn).size).toBe(2000);
		expect(drawn.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
		expect(seeds("board", 2000, 1)).toEqual(drawn);
		expect(seeds("board", 1, 1, 7)).toEqual([drawn[7]]);
		expect(planSeeds(suite, { range: "board", count: 1, skip: 0 }, 1, "another")).not.toEqual([
			drawn[0],
		]);
	});
});

test("a run that asks for more than is possible is refused before anything is made of it", () => {
	const seats = { customer: Array.from({ length: 20 }, () => "script") };
	const suites = [{ suite: "order-desk", seats }];
	const text = {
		version: 1,
		suites,
		models: ["house-players"],
		replicates: 1000,
		seeds: { range: "board", count: 100_000 },
	};
	expect(() => planRun(parseRun(JSON.stringify(text)), registry, "secret")).toThrow(
		/conversations; at most 200000 are possible/,
	);
	expect(() => parseRun(JSON.stringify({ ...text, models: Array(501).fill("a") }))).toThrow(
		/models/,
	);
});
