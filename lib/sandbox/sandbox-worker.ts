import { parentPort } from "node:worker_threads";
import { FixedDate } from "./fixed-date.ts";
import type { SandboxJob } from "./job.ts";
import { playJob } from "./play-job.ts";

// The file that a sandbox thread runs: one job at a time, an answer to each. Before any interpreter is
// made, the thread's clock is replaced by one that stands still.
globalThis.Date = FixedDate as unknown as DateConstructor;

parentPort?.on("message", async (job: SandboxJob) => {
	parentPort?.postMessage(await playJob(job));
});
parentPort?.postMessage("ready");
