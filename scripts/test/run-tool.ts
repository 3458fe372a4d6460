import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Runs an installed package's command under this Node, its output shown as it comes. Returns its
 * exit code; 1 when it was stopped because it took longer than `limitMs`.
 */
export function runTool(
	name: string,
	args: string[],
	limitMs: number,
	env: Record<string, string> = {},
): number {
	const folder = join("node_modules", name);
	const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
		bin: string | Record<string, string>;
	};
	const path = typeof bin === "string" ? bin : Object.values(bin)[0];
	if (path === undefined) throw new Error(`The package ${name} has no command.`);
	const result = spawnSync(process.execPath, [join(folder, path), ...args], {
		stdio: "inherit",
		timeout: limitMs,
		env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
	});
	if (result.error !== undefined) process.stderr.write(`${name}: ${result.error.message}\n`);
	return result.status ?? 1;
}
