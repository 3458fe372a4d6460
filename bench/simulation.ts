import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { config, environmentValue, overrideConfig } from "#lib/config/config.ts";
import { freePort, startEmbeddedPostgres } from "#lib/db/embedded-postgres.ts";
import { migrate } from "#lib/db/migrate.ts";
import { closePool, pool } from "#lib/db/pool.ts";
import { claimEpisodes } from "#lib/services/run/claim-episodes.ts";
import { readProgress } from "#lib/services/run/read-progress.ts";
import { settleRuns } from "#lib/services/run/settle-runs.ts";
import { startRunWorker } from "#lib/services/run/work-on-runs.ts";
import { defaultDrivers, playThrough } from "#lib/simulation/episode/play.ts";
import { dialPlayer } from "#lib/simulation/players/dial.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";
import { addEndpoint, addHouse, launch } from "#lib/testing/run-fixture.ts";
import { startScript } from "./serve/child.ts";
import { median, printAim, printHeading, printTable, roundsAsked } from "./serve/figures.ts";

// What a simulated run costs beside the conversation itself: steps a second with the event log in
// PostgreSQL and players that answer at once, beside the engine alone; claims with WAITING (default
// 100000) conversations waiting; what a jury gets out of an endpoint that takes a few calls at a time;
// memory over EPISODES (default 3000) conversations. DATABASE_URL takes a migrated database; otherwise
// one is made; ONLY takes one of steps, claims, jury and memory. Run: npm run bench:simulation [rounds]
const rounds = roundsAsked(3);
const waiting = Number(environmentValue("WAITING") ?? 100_000);
const episodes = Number(environmentValue("EPISODES") ?? 3000);
const SUITES = ["fair-price", "kuhn-match"];
const PLAYER = "house-player-20";
const DIAL = 0.2;
const SEEDS = 60;
const JUROR = { delayMs: 1000, atOnce: 16 };
/** Two readings of each battle; whole waves, so that the last one is full. */
const BATTLES = 120;

printHeading(`Simulated runs, medians of ${rounds} rounds`);
const folder = mkdtempSync(join(tmpdir(), "parley-bench-"));
const given = config().DATABASE_URL;
const server =
	given === undefined ? await startEmbeddedPostgres({ folder, port: await freePort() }) : null;
if (server !== null) {
	for (const signal of ["SIGINT", "SIGTERM"] as const)
		process.once(signal, () => void server.stop().then(() => process.exit(1)));
	await migrate(server.connectionString);
	overrideConfig({ DATABASE_URL: server.connectionString });
}
await addHouse();

interface Taken {
	ms: number;
	cpuMs: number;
}

/** Time and this process's processor time that work takes. */
async function taken(work: () => Promise<unknown>): Promise<Taken> {
	const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
	await work();
	const { user, system } = process.cpuUsage(cpu);
	return { ms: performance.now() - startedAt, cpuMs: (user + system) / 1000 };
}

/** Works on a run in this process until it is through. */
async function workOn(runId: string): Promise<void> {
	const worker = startRunWorker({
		runId,
		atOnce: 16,
		onError: (error) => {
			throw error;
		},
	});
	await worker.ended;
}

async function count(sql: string, values: unknown[]): Promise<number> {
	return (await pool().query<{ n: number }>(sql, values)).rows[0]?.n ?? 0;
}
const stepsOf = (runId: string) =>
	count("SELECT sum(steps) AS n FROM episodes WHERE run_id = $1", [runId]);

/** The same conversations by the engine alone, as many steps. */
function playAlone(slug: string): void {
	const suite = findSuite(slug);
	if (suite === undefined) throw new Error(`There is no suite ${slug}`);
	const drivers = defaultDrivers({ suite }, PLAYER);
	const environment = suite.environment === null ? "none" : "in-process";
	for (let i = 0; i < SEEDS; i++)
		playThrough(
			{
				suite,
				scenario: suite.scenario(suite.practice.from + i),
				drivers,
				replicate: 0,
				environment,
			},
			{ [PLAYER]: dialPlayer(suite, DIAL) },
		);
}

async function measureSteps(): Promise<void> {
	const rows = [];
	let worstMs = 0;
	let slowest = Number.POSITIVE_INFINITY;
	for (const suite of SUITES) {
		const figures = { alone: [] as number[], wall: [] as number[], cpu: [] as number[] };
		let steps = 0;
		for (let round = 0; round <= rounds; round++) {
			const alone = await taken(async () => playAlone(suite));
			const { id } = await launch({
				suites: [suite],
				models: [PLAYER],
				seeds: { count: SEEDS },
				concurrency: 16,
			});
			const run = await taken(() => workOn(id));
			steps = await stepsOf(id);
			if (round === 0) continue;
			figures.alone.push(alone.cpuMs / steps);
			figures.wall.push(run.ms / steps);
			figures.cpu.push(run.cpuMs / steps);
		}
		const [alone, wall, cpu] = [median(figures.alone), median(figures.wall), median(figures.cpu)];
		worstMs = Math.max(worstMs, cpu - alone);
		slowest = Math.min(slowest, 1000 / cpu);
		rows.push({
			suite,
			"steps a conversation": steps / SEEDS,
			"engine alone, ms a step": alone,
			"run, ms of CPU a step": cpu,
			"run, ms a step": wall,
			"steps/s/core": 1000 / cpu,
			"steps/s": 1000 / wall,
		});
	}
	printTable(rows);
	printAim("under 2 ms added to a step", worstMs < 2);
	printAim("at least 300 steps a second and core", slowest >= 300);
}

async function measureClaims(): Promise<void> {
	let id = "";
	const launched = await taken(async () => {
		id = (
			await launch({
				suites: ["fair-price"],
				models: [PLAYER],
				seeds: { range: "board", count: waiting },
				concurrency: 1000,
			})
		).id;
	});
	await pool().query("ANALYZE episodes");
	const figures = { claim: [] as number[], settle: [] as number[], progress: [] as number[] };
	for (let i = 0; i < 50; i++) {
		figures.claim.push(
			(await taken(() => claimEpisodes({ processId: "bench", count: 8, leaseMs: 600_000 }))).ms,
		);
		figures.settle.push((await taken(() => settleRuns())).ms);
		if (i < 5) figures.progress.push((await taken(() => readProgress(id))).ms);
	}
	printTable([
		{
			"conversations waiting": waiting,
			"launch, s": launched.ms / 1000,
			"claim of 8, ms": median(figures.claim),
			"settling, ms": median(figures.settle),
			"progress, ms": median(figures.progress),
		},
	]);
	await pool().query("DELETE FROM runs WHERE id = $1", [id]);
	await pool().query("VACUUM ANALYZE episodes");
}

async function measureJury(): Promise<void> {
	const juror = await startScript(new URL("./serve/fake-juror.ts", import.meta.url).pathname, [
		String(JUROR.delayMs),
		String(JUROR.atOnce),
	]);
	await addEndpoint("bench-juror", `http://127.0.0.1:${juror.line}/v1`, {
		limits: { concurrencyMax: JUROR.atOnce },
	});
	const rates: number[] = [];
	const plain: number[] = [];
	for (let round = 0; round <= rounds; round++) {
		const bare = await plainReadings(`http://127.0.0.1:${juror.line}/v1/chat/completions`);
		const { id } = await launch({
			suites: ["fair-price"],
			models: [PLAYER, "house-player-50"],
			seeds: { count: BATTLES },
			jury: { jurors: ["bench-juror"], lenses: ["plain"] },
			concurrency: 2 * JUROR.atOnce,
		});
		await workOn(id);
		const [{ n = 0, seconds = 1 } = {}] = (
			await pool().query<{ n: number; seconds: number }>(
				`SELECT count(*) AS n, extract(epoch FROM max(c.started_at + c.duration_ms * interval '1 millisecond') - min(c.started_at))::float AS seconds
				 FROM calls c JOIN battles b ON b.id = c.battle_id JOIN episodes e ON e.id = b.episode_a_id
				 WHERE e.run_id = $1 AND c.purpose = 'juror' AND c.state = 'ok'`,
				[id],
			)
		).rows;
		if (round === 0) continue;
		rates.push(n / seconds);
		plain.push(bare);
	}
	const [rate, allowed] = [median(rates), median(plain)];
	printTable([
		{
			"delay alone, readings/s": (JUROR.atOnce * 1000) / JUROR.delayMs,
			"plain fetch, readings/s": allowed,
			"jury, readings/s": rate,
			"of plain": rate / allowed,
		},
	]);
	printAim("at least 95 % of what the endpoint allows", rate / allowed >= 0.95);
	await juror.stop();
}

/** Readings a second that as many loops of plain requests get out of the endpoint: what it allows on this machine. */
async function plainReadings(url: string): Promise<number> {
	let left = 2 * BATTLES;
	const { ms } = await taken(() =>
		Promise.all(
			Array.from({ length: JUROR.atOnce }, async () => {
				while (left-- > 0) await (await fetch(url, { method: "POST", body: "{}" })).text();
			}),
		),
	);
	return (2 * BATTLES * 1000) / ms;
}

async function measureMemory(): Promise<void> {
	const { id } = await launch({
		suites: ["fair-price"],
		models: [PLAYER],
		seeds: { range: "board", count: episodes },
		concurrency: 16,
	});
	const sizes: { conversations: number; "RSS, MiB": number; "live objects, MiB": number }[] = [];
	const look = (conversations: number) => {
		globalThis.gc?.();
		const { rss, heapUsed } = process.memoryUsage();
		sizes.push({
			conversations,
			"RSS, MiB": rss / 2 ** 20,
			"live objects, MiB": heapUsed / 2 ** 20,
		});
	};
	look(0);
	const done = () =>
		count("SELECT count(*) AS n FROM episodes WHERE run_id = $1 AND state = 'finished'", [id]);
	const timer = setInterval(async () => {
		const next = sizes.length * 1000;
		if (next < episodes && (await done()) >= next && sizes.length * 1000 === next) look(next);
	}, 200);
	await workOn(id);
	clearInterval(timer);
	look(episodes);
	printTable(sizes);
	const [first, last] = [sizes[1], sizes.at(-1)];
	const grown = (last?.["live objects, MiB"] ?? 0) - (first?.["live objects, MiB"] ?? 0);
	printAim("memory does not grow with the conversations (live objects within 10 MiB)", grown < 10);
}

const parts = {
	steps: measureSteps,
	claims: measureClaims,
	jury: measureJury,
	memory: measureMemory,
};
const only = environmentValue("ONLY");
for (const [name, measure] of Object.entries(parts))
	if (only === undefined || only === name) await measure();
await closePool();
await server?.stop();
rmSync(folder, { recursive: true, force: true });
