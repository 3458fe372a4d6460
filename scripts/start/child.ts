import { type ChildProcess, fork } from "node:child_process";

/** A process of ours that says when it is ready and stops when told. */
export interface Child {
	name: string;
	process: ChildProcess;
	/** What its ready message carried. */
	ready: Record<string, unknown>;
	/** Asks it to stop; resolves when it is gone, by force after `limitMs`. */
	stop(limitMs: number): Promise<void>;
}

// Not ready yet, so nothing is lost by ending them.
const starting = new Set<ChildProcess>();

/** Ends what was started and is not ready: it has nobody to serve, and waits for a database that may go. */
export function killStarting(): void {
	for (const child of starting) child.kill();
}

/**
 * Starts a script and resolves when it reports ready. Rejects with the script's own words when it
 * reports an error or ends first. `isQuiet` drops what it prints on stdout; its log and errors go to stderr.
 */
export function startChild(
	name: string,
	script: string,
	env: NodeJS.ProcessEnv,
	options: { isDetached?: boolean; isQuiet?: boolean; nodeArgs?: readonly string[] } = {},
): Promise<Child> {
	const child = fork(script, {
		env,
		execArgv: [...process.execArgv, ...(options.nodeArgs ?? [])],
		detached: options.isDetached ?? false,
		stdio: ["ignore", options.isQuiet ? "ignore" : "inherit", "inherit", "ipc"],
	});
	const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
	starting.add(child);
	for (const end of ["message", "exit", "error"]) child.once(end, () => starting.delete(child));
	const stop = async (limitMs: number) => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		if (child.connected) child.send("stop", () => {});
		const force = setTimeout(() => child.kill("SIGKILL"), limitMs);
		await gone;
		clearTimeout(force);
	};
	return new Promise((resolve, reject) => {
		child.once("message", (message) => {
			const ready = typeof message === "object" && message !== null ? { ...message } : {};
			if ("error" in ready) reject(new Error(String(ready["error"])));
			else resolve({ name, process: child, ready: ready as Record<string, unknown>, stop });
		});
		child.once("error", reject);
		child.once("exit", (code, signal) =>
			reject(new Error(`The ${name} process ended at its start (${signal ?? code}).`)),
		);
	});
}
