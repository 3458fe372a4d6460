// `npm run seed -- demo`: the same as `npx parley seed demo`.
import { CommanderError } from "commander";
import { loadEnvFile } from "#lib/config/load-env-file.ts";
import { parleyProgram } from "./parley/program.ts";
import { exitCodeOf, explain } from "./parley/usage.ts";

loadEnvFile();
try {
	await parleyProgram(process.cwd()).parseAsync(["seed", ...process.argv.slice(2)], {
		from: "user",
	});
} catch (error) {
	if (!(error instanceof CommanderError)) process.stderr.write(`${explain(error)}\n`);
	process.exitCode = exitCodeOf(error);
}
// The embedded PostgreSQL's exit hook would end the process with 0: end it first, once all is written.
process.stdout.write("", () => process.exit(process.exitCode ?? 0));
