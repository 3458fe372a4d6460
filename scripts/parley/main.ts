// The command line: one verb a file in scripts/parley. Exit codes: 0 done, 1 the work failed, 2 wrong
// usage. Rows and JSON go to stdout, everything else to stderr.
import { join } from "node:path";
import { CommanderError } from "commander";
import { loadEnvFile } from "#lib/config/load-env-file.ts";
import { parleyProgram } from "./program.ts";
import { exitCodeOf, explain } from "./usage.ts";

// Files that are named on the command line are meant from where it was called; the project's own
// (migrations, arena.yaml, the data folder) from the project.
const calledFrom = process.cwd();
process.chdir(join(import.meta.dirname, "../.."));
loadEnvFile();

// A reader that has enough (`| head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
	process.exit(error.code === "EPIPE" ? 0 : 1);
});

try {
	await parleyProgram(calledFrom).parseAsync();
} catch (error) {
	// Commander has said already what is wrong with the arguments.
	if (!(error instanceof CommanderError)) process.stderr.write(`${explain(error)}\n`);
	process.exitCode = exitCodeOf(error);
}
// The embedded PostgreSQL's exit hook would end the process with 0: end it first, once all is written.
process.stdout.write("", () => process.exit(process.exitCode ?? 0));
