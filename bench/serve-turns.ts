// What Parley adds to a turn, beside plain servers under the same load in the same run: time to the
// first text, processor time of a turn of two replies, what one stalled provider costs the others,
// and memory of an open battle. Run: npm run build && node bench/serve-turns.ts [rounds]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startArena } from "./serve/arena.ts";
import { cpuMs, rssMiB, startScript, treeCpuMs } from "./serve/child.ts";
import { median, printTable, quantile } from "./serve/figures.ts";
import {
	type OpenBattle,
	openBattle,
	pipedTurn,
	postJson,
	reEmittedTurn,
	runBattles,
	type TakeTurn,
	type Turn,
	takeTurn,
} from "./serve/turns.ts";

const rounds = Number(process.argv[2] ?? 3);
const only = process.argv[3];
const durationMs = 4000;
const here = (name: string) => new URL(name, import.meta.url).pathname;
const provider = await startScript(here("./fake-openai.ts"), ["200", String(durationMs)]);
const providerUrl = `http://127.0.0.1:${provider.line}/v1`;
const bare = (mode: string) => startScript(here("./serve/bare-server.ts"), [mode, providerUrl]);
const [pipe, reEmit] = [await bare("pipe"), await bare("re-emit")];
const arena = await startArena(providerUrl);
const web = await arena.startWeb();
const gated = await arena.startWeb({ PARLEY_DISPLAY_POLICY: "gated-start" });
const databasePid = Number(
	readFileSync(join(await dataFolder(), "postmaster.pid"), "utf8").split("\n")[0],
);

const servers = [
	{ name: "pipe", pid: pipe.pid, take: pipedTurn(`http://127.0.0.1:${pipe.line}`) },
	{
		name: "parse and re-emit",
		pid: reEmit.pid,
		take: reEmittedTurn(`http://127.0.0.1:${reEmit.line}`),
	},
	{ name: "Parley, as received", pid: web.pid, origin: web.origin },
	{ name: "Parley, gated start", pid: gated.pid, origin: gated.origin },
].filter(({ name }) => only === undefined || only.split(",").some((part) => name.includes(part)));

interface Figures {
	cpuMs: number;
	databaseCpuMs: number;
	firstTextMs: number[];
	delaysMs: number[];
}

const figures = new Map<string, Figures[]>();

/** A battle for each place, opened before the clock starts. */
async function takerOf(server: (typeof servers)[number], places: number): Promise<TakeTurn> {
	const { origin, take } = server;
	if (take !== undefined) return take;
	const battles: OpenBattle[] = [];
	for (let place = 0; place < places; place += 10)
		battles.push(
			...(await Promise.all(
				Array.from({ length: Math.min(10, places - place) }, () => openBattle(origin)),
			)),
		);
	return (place, isSampled) => takeTurn(origin, battles[place] as OpenBattle, isSampled);
}

async function measure(
	server: (typeof servers)[number],
	places: number,
	turns: number,
): Promise<Figures> {
	const take = await takerOf(server, places);
	const [before, databaseBefore] = [cpuMs(server.pid), treeCpuMs(databasePid)];
	const taken = await runBattles(take, places, turns, durationMs);
	return {
		cpuMs: (cpuMs(server.pid) - before) / taken.length,
		databaseCpuMs: (treeCpuMs(databasePid) - databaseBefore) / taken.length,
		firstTextMs: taken.flatMap((turn) => turn.firstTextMs),
		delaysMs: taken.flatMap((turn) => turn.delaysMs),
	};
}

for (const server of servers) await measure(server, 40, 1);
const loads = [
	[1, 3],
	[50, 2],
	[200, 2],
] as const;
for (let round = 0; round < rounds; round++)
	for (const [places, turns] of loads)
		for (const server of servers) {
			const key = `${places} ${server.name}`;
			figures.set(key, [...(figures.get(key) ?? []), await measure(server, places, turns)]);
		}

console.log(
	`\nTurns of two replies of 200 chunks over ${durationMs / 1000} s; medians of ${rounds} rounds\n`,
);
const rows = loads.flatMap(([places]) => {
	const of = (name: string) => figures.get(`${places} ${name}`) ?? [];
	const middle = (name: string, value: (one: Figures) => number) => median(of(name).map(value));
	const p = (share: number) => (one: Figures) => quantile(one.firstTextMs, share);
	return servers.map(({ name }) => ({
		"battles at once": String(places),
		server: name,
		"first text p50 / p95, ms": `${middle(name, p(0.5)).toFixed(1)} / ${middle(name, p(0.95)).toFixed(1)}`,
		"added to the pipe, ms": `${(middle(name, p(0.5)) - middle("pipe", p(0.5))).toFixed(1)} / ${(middle(name, p(0.95)) - middle("pipe", p(0.95))).toFixed(1)}`,
		"delay of text p50 / p95, ms": `${middle(name, (one) => median(one.delaysMs)).toFixed(0)} / ${middle(name, (one) => quantile(one.delaysMs, 0.95)).toFixed(0)}`,
		"CPU a turn, ms": middle(name, (one) => one.cpuMs),
		"of re-emit":
			middle(name, (one) => one.cpuMs) / middle("parse and re-emit", (one) => one.cpuMs),
		"PostgreSQL CPU a turn, ms": name.startsWith("Parley")
			? middle(name, (one) => one.databaseCpuMs)
			: "",
	}));
});
printTable(rows);
if (only === undefined || only.includes("stall")) await withStalled();
if (only === undefined || only.includes("memory")) await memoryPerBattle();

/** 200 battles stream; 20 more wait on a provider that says nothing. What do the 200 feel of it? */
async function withStalled(): Promise<void> {
	const server = { name: "Parley, as received", pid: web.pid, origin: web.origin };
	const p95 = { without: [] as number[], with: [] as number[] };
	const delaysOf = (turns: readonly Turn[]) => turns.flatMap((turn) => turn.delaysMs);
	for (let round = 0; round < rounds; round++) {
		p95.without.push(quantile((await measure(server, 200, 1)).delaysMs, 0.95));
		const stop = new AbortController();
		const stalled = await openMany(20, ["stalled", "bench-one"]);
		const waiting = stalled.map((battle) => takeTurn(web.origin, battle, false, stop.signal));
		const take = await takerOf(server, 200);
		p95.with.push(quantile(delaysOf(await runBattles(take, 200, 1, durationMs)), 0.95));
		await stopAll(stalled);
		stop.abort();
		await Promise.all(waiting);
	}
	console.log("200 battles streaming, with and without 20 more at a stalled provider\n");
	printTable([
		{
			"delay of text p95 without, ms": median(p95.without),
			"with, ms": median(p95.with),
			"added, ms": median(p95.with) - median(p95.without),
		},
	]);
}

/** Battles whose models say nothing, each with an open turn and an open stream. */
async function memoryPerBattle(): Promise<void> {
	const memory = async () => {
		web.signal("SIGUSR2");
		const line = await web.nextLine("memory {");
		return {
			...(JSON.parse(line.slice(7)) as { rss: number; live: number }),
			rssMiB: rssMiB(web.pid),
		};
	};
	const stop = new AbortController();
	const before = await memory();
	const count = 500;
	const battles = await openMany(count, ["stalled", "bench-one"]);
	const waiting = battles.map((battle) => takeTurn(web.origin, battle, false, stop.signal));
	await new Promise((resolve) => setTimeout(resolve, durationMs * 2));
	const after = await memory();
	await stopAll(battles);
	stop.abort();
	await Promise.allSettled(waiting);
	const each = (bytes: number) => (bytes / count / 1024).toFixed(0);
	console.log(`Memory of an open battle: one reply shown in full, one waiting; ${count} at once\n`);
	printTable([
		{
			"web process before, MiB RSS": before.rssMiB,
			"with them open, MiB RSS": after.rssMiB,
			"RSS a battle, KiB": each(after.rss - before.rss),
			"live objects a battle, KiB": each(after.live - before.live),
		},
	]);
}

async function openMany(count: number, models: [string, string]): Promise<OpenBattle[]> {
	const battles: OpenBattle[] = [];
	for (let n = 0; n < count; n++) battles.push(await openBattle(web.origin, models));
	return battles;
}

async function stopAll(battles: readonly OpenBattle[]): Promise<void> {
	for (const { id, cookie } of battles)
		await postJson(`${web.origin}/api/battles/${id}/turns/1/stop`, {}, { cookie });
}

async function dataFolder(): Promise<string> {
	const { pool } = await import("#lib/db/pool.ts");
	const { rows } = await pool().query<{ data_directory: string }>("SHOW data_directory");
	return rows[0]?.data_directory ?? "";
}

await arena.stop();
for (const child of [pipe, reEmit, provider]) await child.stop();
