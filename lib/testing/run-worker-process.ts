import { overrideConfig } from "#lib/config/config.ts";
import { startRunWorker } from "#lib/services/run/work-on-runs.ts";

// A process that works on a simulated run until it is killed or the run has ended. Its arguments: the database, the
// lease in ms, the run's id. Says "ready" when it has begun.
const [address = "", leaseMs, runId = ""] = process.argv.slice(2);
overrideConfig({ DATABASE_URL: address, PARLEY_LEASE_MS: Number(leaseMs) });
const worker = startRunWorker({
	runId,
	atOnce: 4,
	onError: (error, what) => process.stderr.write(`${what}: ${error}\n`),
});
process.stdout.write("ready\n");
await worker.ended;
