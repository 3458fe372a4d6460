import { afterEach, describe, expect, it } from "vitest";
import type { SandboxAnswer, SandboxJob } from "./job.ts";
import { SandboxPool } from "./sandbox-pool.ts";
import { type SandboxThread, startSandboxThread } from "./sandbox-thread.ts";

const job: SandboxJob = {
	code: "function f() { return Math.random(); }",
	calls: [{ fn: "f", argsJson: "[]" }],
	timeoutMs: 60_000,
	memoryBytesMax: 16_777_216,
	outputBytesMax: 10_000,
	seed: 1,
};
const endless: SandboxJob = { ...job, code: "while (true) {}" };

let pool: SandboxPool;
let started: SandboxThread[] = [];
function open(threadsMax: number, waitingMax: number, start = startSandboxThread): SandboxPool {
	started = [];
	pool = new SandboxPool(threadsMax, waitingMax, () => {
		const thread = start();
		started.push(thread);
		return thread;
	});
	return pool;
}
const alive = () => started.filter((thread) => thread.isAlive).length;
afterEach(() => pool.close());

describe("the pool", () => {
	it("runs a thousand jobs on its few threads and holds no memory afterwards", async () => {
		open(2, 1000);
		const states = new Set<string>();
		const residentMb: number[] = [];
		for (let round = 0; round < 4; round++) {
			const answers = await Promise.all(Array.from({ length: 250 }, () => pool.run(job)));
			for (const { state } of answers) states.add(state);
			residentMb.push(process.memoryUsage.rss() / 1e6);
		}
		expect([...states]).toEqual(["ok"]);
		expect(started).toHaveLength(2);
		expect(alive()).toBe(2);
		process.stdout.write(
			`resident after each 250 runs: ${residentMb.map(Math.round).join(", ")} MB\n`,
		);
		// An interpreter that stayed would keep at least its first 16 MB, 250 of them 4 GB.
		expect((residentMb[3] ?? 0) - (residentMb[1] ?? 0)).toBeLessThan(1000);
	});
	it("replaces the threads that had to be killed", async () => {
		open(1, 10);
		const stuck = {
			...job,
			timeoutMs: 1,
			code: "let o = []; for (let i = 0; i < 5000; i++) o = [o]; const all = []; for (let i = 0; i < 1e5; i++) all.push(o); JSON.stringify(all);",
		};
		const answers = await Promise.all([pool.run(stuck), pool.run(stuck), pool.run(job)]);
		expect(answers.map(({ state }) => state)).toEqual(["timeout", "timeout", "ok"]);
		expect(alive()).toBe(1);
	});
	it("serves in order and refuses what does not fit into the queue", async () => {
		const order: number[] = [];
		const pending: ((answer: SandboxAnswer) => void)[] = [];
		const fake = (): SandboxThread => ({
			isAlive: true,
			stop: async () => {},
			run: ({ seed }) => {
				order.push(seed);
				return new Promise((resolve) => pending.push(resolve));
			},
		});
		open(1, 2, fake);
		const answer = { state: "ok", error: null, results: [], output: "", durationMs: 0 } as const;
		const runs = [1, 2, 3].map((seed) => pool.run({ ...job, seed }));
		await expect(pool.run(job)).rejects.toMatchObject({ code: "sandbox-busy", status: 503 });
		for (const run of runs) {
			pending.shift()?.({ ...answer, results: [] });
			await run;
			await Promise.resolve();
		}
		expect(order).toEqual([1, 2, 3]);
		expect(started).toHaveLength(1);
	});
	it("closes at once, refusing what runs and what waits", async () => {
		open(1, 10);
		const runs = [pool.run(endless), pool.run(job)].map((run) => run.catch((error) => error.code));
		await pool.close();
		expect(await Promise.all(runs)).toEqual(["sandbox-closed", "sandbox-closed"]);
		expect(alive()).toBe(0);
		await expect(pool.run(job)).rejects.toMatchObject({ code: "sandbox-closed" });
	});
	it("says so when a thread ends by itself, and goes on with another", async () => {
		open(1, 10);
		const running = pool.run(endless);
		await started[0]?.stop();
		await expect(running).rejects.toMatchObject({ code: "sandbox-failed", status: 500 });
		expect(await pool.run(job)).toMatchObject({ state: "ok" });
		expect(started).toHaveLength(2);
	});
});
