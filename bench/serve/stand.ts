import { type Arena, startArena } from "./arena.ts";
import { type Child, cpuMs, startScript, treeCpuMs } from "./child.ts";
import {
	type OpenBattle,
	openBattle,
	pipedTurn,
	reEmittedTurn,
	runBattles,
	type TakeTurn,
	takeTurn,
} from "./turns.ts";

/** Each reply: this many chunks, evenly over this time unless a stand has its own. */
const replyChunks = 200;
const usualReplyMs = 4000;

/** A server that serves turns of two replies. */
export interface Subject {
	name: string;
	process: Child;
	/** Where it answers. */
	origin: string;
	/** Makes what `places` battles need before a clock starts. */
	prepare(places: number): Promise<TakeTurn>;
}

/** A provider, an arena on it, and any servers to compare. */
export interface Stand {
	arena: Arena;
	/** How long a reply takes. */
	replyMs: number;
	/** A bare server: `pipe` or `re-emit`. */
	bare(mode: "pipe" | "re-emit"): Promise<Subject>;
	/** A production web process with this display policy. */
	parley(policy: "as-received" | "gated-start"): Promise<Subject>;
	/** Processor time of PostgreSQL and all its processes so far, in ms. */
	databaseCpuMs(): number;
	stop(): Promise<void>;
}

export async function startStand(replyMs = usualReplyMs): Promise<Stand> {
	const provider = await startScript(new URL("./fake-openai.ts", import.meta.url).pathname, [
		String(replyChunks),
		String(replyMs),
	]);
	const providerUrl = `http://127.0.0.1:${provider.line}/v1`;
	const arena = await startArena(providerUrl);
	const bareServers: Child[] = [];
	return {
		arena,
		replyMs,
		async bare(mode) {
			const script = new URL("./bare-server.ts", import.meta.url).pathname;
			const child = await startScript(script, [mode, providerUrl], {
				nodeArgs: ["--expose-gc", "--import", new URL("./report-memory.ts", import.meta.url).href],
			});
			bareServers.push(child);
			const origin = `http://127.0.0.1:${child.line}`;
			const take = mode === "pipe" ? pipedTurn(origin) : reEmittedTurn(origin);
			const name = mode === "pipe" ? "node:http pipe" : "node:http re-emit";
			return { name, process: child, origin, prepare: async () => take };
		},
		async parley(policy) {
			const web = await arena.startWeb({ PARLEY_DISPLAY_POLICY: policy });
			const { origin } = web;
			return {
				name: `Parley, ${policy}`,
				process: web,
				origin,
				async prepare(places) {
					const battles = await openBattles(origin, places);
					return (place, isSampled) => takeTurn(origin, battles[place] as OpenBattle, isSampled);
				},
			};
		},
		databaseCpuMs: () => treeCpuMs(arena.databasePid),
		async stop() {
			await arena.stop();
			for (const child of [...bareServers, provider]) await child.stop();
		},
	};
}

/** Opens battles, ten at once; each of a voter of its own. */
export async function openBattles(
	origin: string,
	count: number,
	models?: [string, string],
): Promise<OpenBattle[]> {
	const battles: OpenBattle[] = [];
	while (battles.length < count) {
		const some = Array.from({ length: Math.min(10, count - battles.length) }, () =>
			openBattle(origin, models),
		);
		battles.push(...(await Promise.all(some)));
	}
	return battles;
}

/** What one run of turns on one server took. */
export interface Figures {
	/** Processor time of the server's process for a turn. */
	cpuMs: number;
	databaseCpuMs: number;
	firstTextMs: number[];
	delaysMs: number[];
}

/** Runs `places` battles at once on a server, each `turns` turns. */
export async function measureTurns(
	stand: Stand,
	subject: Subject,
	places: number,
	turns: number,
): Promise<Figures> {
	const take = await subject.prepare(places);
	const { pid } = subject.process;
	const [before, databaseBefore] = [cpuMs(pid), stand.databaseCpuMs()];
	const taken = await runBattles(take, places, turns, stand.replyMs);
	return {
		cpuMs: (cpuMs(pid) - before) / taken.length,
		databaseCpuMs: (stand.databaseCpuMs() - databaseBefore) / taken.length,
		firstTextMs: taken.flatMap((turn) => turn.firstTextMs),
		delaysMs: taken.flatMap((turn) => turn.delaysMs),
	};
}
