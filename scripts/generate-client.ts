// Generates the typed database client. `prisma generate` needs no schema engine, but refuses to run
// without a path to one; any executable satisfies it, so Node itself is named and never started.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const result = spawnSync(
	process.execPath,
	[fileURLToPath(import.meta.resolve("prisma/build/index.js")), "generate"],
	{
		stdio: ["ignore", "pipe", "inherit"],
		env: {
			...process.env,
			PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
			PRISMA_HIDE_UPDATE_MESSAGE: "1",
		},
	},
);
if (result.status !== 0) process.stderr.write(result.stdout);
process.exit(result.status ?? 1);
