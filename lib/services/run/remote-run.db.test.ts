import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { episodeQuerySchema, parseEpisodeExport } from "#lib/services/export/episode-query.ts";
import { streamEpisodes } from "#lib/services/export/stream-episodes.ts";
import { testDatabase } from "#lib/testing/database.ts";
import {
	addEndpoint,
	expireLeases,
	launch,
	play,
	playOut,
	sql,
	until,
} from "#lib/testing/run-fixture.ts";
import {
	type Exchange,
	type RunningServer,
	startSampleEnvironment,
	startSpoiledEnvironment,
} from "#lib/testing/sample-environment.ts";
import { claimEpisodes } from "./claim-episodes.ts";
import { playEpisode } from "./play-episode.ts";

testDatabase();

const mock = new LLMock({ port: 0 });
let sample: RunningServer;
let front: RunningServer;
let exchanges: Exchange[] = [];
let spoil: (exchange: Exchange) => void | Promise<void> = () => {};

beforeAll(async () => {
	await mock.start();
	mock.onMessage(/.*/s, { content: "I walk north." });
	sample = await startSampleEnvironment();
	front = await startSpoiledEnvironment(sample.url, async (exchange) => {
		exchanges.push(exchange);
		await spoil(exchange);
	});
	for (const slug of ["walker", "rambler"])
		await addEndpoint(slug, `${mock.url}/v1`, { tools: false });
});
afterAll(async () => {
	await front.stop();
	await sample.stop();
	await mock.stop();
});
beforeEach(() => {
	exchanges = [];
	spoil = () => {};
});

const run = (rest: object = {}, url = front.url) => ({
	environments: [{ name: "cellar", url, stepsMax: 4, metric: "solved" }],
	suites: ["env-cellar"],
	models: ["walker", "rambler"],
	seeds: { count: 2 },
	...rest,
});
const asked = (request: string) => exchanges.filter((exchange) => exchange.request === request);

test("an environment over HTTP is played to its end, scored, compared, and left with no session open", async () => {
	const progress = await play(run());
	expect(progress).toMatchObject({ state: "finished", finished: 4, void: 0, battles: 2 });
	const opened = asked("POST /create").map(({ answer }) => answer["id"]);
	expect(new Set(opened).size).toBe(4);
	expect(asked("POST /step")).toHaveLength(16);
	expect(
		asked("POST /score")
			.map(({ body }) => body["id"])
			.sort(),
	).toEqual(opened.sort());
	expect(
		asked("POST /close")
			.map(({ body }) => body["id"])
			.sort(),
	).toEqual(opened);
	// Both said the same, so the environment answered the same, and programs call it a tie.
	const outcomes = await sql<{ outcome: string }>("SELECT outcome FROM judgements");
	expect(outcomes).toEqual(Array(2).fill({ outcome: "tie" }));
	const answers = await sql<{ said: string; seed: number }>(
		`SELECT DISTINCT seed, string_agg(v.data::text, '|' ORDER BY v.seq) AS said FROM episodes e
		 JOIN episode_events v ON v.episode_id = e.id AND v.kind = 'remote-answer' GROUP BY e.id`,
	);
	expect(answers).toHaveLength(2);
	expect(answers[0]?.said).toMatch(/cellar.*\|.*solved/s);
});

test("its conversations are exported, with what the environment said", async () => {
	const parsed = parseEpisodeExport(
		episodeQuerySchema.parse({ format: "sft", suite: "env-cellar" }),
	);
	const exported = await streamEpisodes(parsed);
	const texts: string[] = [];
	for await (const { text } of exported.chunks()) texts.push(text);
	expect(await exported.countLeftOut()).toEqual({});
	const rows = texts
		.join("")
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line));
	expect(rows.length).toBeGreaterThan(0);
	expect(JSON.stringify(rows)).toMatch(/cellar of 25 rooms/);
});

test("a step that a process was waiting for when it ended is not sent again: the conversation is void, its session closed", async () => {
	const { id } = await launch(run({ models: ["walker"], seeds: { skip: 6, count: 1 }, reruns: 0 }));
	let answer = () => {};
	const held = new Promise<void>((resolve) => {
		answer = resolve;
	});
	spoil = ({ request }) =>
		request === "POST /step" && asked("POST /step").length === 2 ? held : undefined;
	const [episode] = await claimEpisodes({ processId: "dies", count: 1, leaseMs: 60_000 });
	if (episode === undefined) throw new Error("Nothing could be claimed");
	const died = playEpisode(episode, {
		retries: 0,
		reruns: 0,
		signal: new AbortController().signal,
		onSuiteFault: () => {},
	}).catch((error: unknown) => error);
	await until(async () => asked("POST /step").length === 2);
	await expireLeases();
	expect(await playOut(id)).toMatchObject({ lost: 1, failures: { "infrastructure-error": 1 } });
	expect(
		await sql(
			"SELECT data->>'code' AS code FROM episode_events WHERE episode_id = $1 AND kind = 'remote-error'",
			[episode.id],
		),
	).toEqual([{ code: "interrupted" }]);
	expect(asked("POST /step")).toHaveLength(2);
	expect(asked("POST /close").map(({ body }) => body["id"])).toEqual([
		asked("POST /create")[0]?.answer["id"],
	]);
	answer();
	// What it would have written is another's now.
	expect(await died).toMatchObject({ code: "episode-lost" });
	expect(
		await sql("SELECT 1 FROM episode_events WHERE episode_id = $1 AND kind = 'remote-answer'", [
			episode.id,
		]),
	).toHaveLength(2);
});

test.each<[string, Partial<Exchange>]>([
	["answers with another status", { status: 500 }],
	["answers nonsense", { answer: { observation: 5 } }],
])("an environment that %s voids what it does not play, and says so", async (_, fault) => {
	spoil = (exchange) => {
		if (exchange.request === "POST /step") Object.assign(exchange, fault);
	};
	const progress = await play(
		run({ models: ["walker"], seeds: { skip: 20, count: 1 }, reruns: 0 }),
	);
	expect(progress).toMatchObject({ finished: 0, void: 1, lost: 1 });
	expect(Object.values(progress.failures)).toEqual([1]);
	expect(asked("POST /close")).toHaveLength(1);
});

test("an environment that is not there voids its conversations; the run ends", async () => {
	const nowhere = "http://127.0.0.1:9";
	const progress = await play(run({ models: ["walker"], reruns: 0 }, nowhere));
	expect(progress).toMatchObject({ state: "finished", finished: 0, lost: 2 });
	expect(
		await sql(
			"SELECT 1 FROM judgements j JOIN battles b ON b.id = j.battle_id JOIN episodes e ON e.id = b.episode_a_id WHERE e.seed >= 7",
		),
	).toEqual([]);
});
