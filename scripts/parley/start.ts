import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Command } from "commander";

/** `parley start`: what `npm start` runs. */
export function addStart(program: Command): void {
	program
		.command("start")
		.description("runs the arena: database, migrations, web and worker")
		.option("--dev", "for work on Parley itself: rebuilds pages as they change")
		.action(async (options: { dev?: true }) => {
			const child = spawn(
				process.execPath,
				["scripts/start.ts", ...(options.dev ? ["--dev"] : [])],
				{
					stdio: "inherit",
				},
			);
			// A terminal sends Ctrl-C to both; a signal sent to this process alone is handed on.
			for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
				process.on(signal, () => child.kill(signal));
			const [code] = (await once(child, "exit")) as [number | null];
			process.exitCode = code ?? 1;
		});
}
