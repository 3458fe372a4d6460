// `npm run seed -- demo`: the same as `npx parley seed demo`.
import { CommanderError } from "commander";
import { parleyProgram } from "./parley/program.ts";
import { exitCodeOf, explain } from "./parley/usage.ts";

try {
	await parleyProgram(process.cwd()).parseAsync(["seed", ...process.argv.slice(2)], {
		from: "user",
	});
} catch (error) {
	if (!(error instanceof CommanderError)) process.stderr.write(`${explain(error)}\n`);
	process.exitCode = exitCodeOf(error);
}
