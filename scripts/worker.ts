import module from "node:module";
import { log } from "#lib/http/log.ts";
import { startWorker } from "#lib/jobs/worker.ts";
import { sweepLeases } from "#lib/services/battle/sweep-leases.ts";

// A worker process: the jobs of one database. Ends cleanly on a signal, and by itself when the
// process that started it is gone.
const worker = await startWorker({ log: log(), sweepLeases });

let isStopping = false;
const stop = async (why: string) => {
	if (isStopping) return;
	isStopping = true;
	log().info({ why }, "worker stops");
	await worker.stop();
	process.exit(0);
};
process.on("SIGTERM", () => stop("SIGTERM"));
process.on("SIGINT", () => stop("SIGINT"));
process.on("message", (message) => {
	if (message === "stop") void stop("told to");
});
process.on("disconnect", () => stop("parent gone"));
process.send?.({ kind: "ready" }, () => {});
// Also when this process is killed later: otherwise it is kept at a clean end only.
module.flushCompileCache();
// The process that started it may have gone before there was anybody to hear of it.
if (process.send && !process.connected) await stop("parent gone");
