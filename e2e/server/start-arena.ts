import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentValue } from "#lib/config/config.ts";
import { environmentSchema } from "#lib/config/environment.ts";

/** A whole arena of its own: embedded PostgreSQL, web and worker, as `npm start` runs them. */
export interface ArenaServer {
	/** Where it answers, such as http://localhost:41234. */
	address: string;
	/** The one-time code that its first start printed; null when this was not its first start. */
	operatorCode: string | null;
	/** Its data, kept by `kill` so that another start can go on from there; removed by `stop`. */
	dataDir: string;
	process: ChildProcess;
	/** Everything it has printed so far. */
	output(): string;
	/** Stops it cleanly and removes its data. */
	stop(): Promise<void>;
	/** SIGKILL, as a power cut would: nothing is cleaned up. Resolves when the main process is gone. */
	kill(): Promise<void>;
}

/** The only variables taken over from the caller: a developer's settings must not change a test. */
const INHERITED = ["PATH", "HOME", "TMPDIR", "LANG"];
const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 30_000;

/**
 * Starts an arena on a free port with house models that answer at once. `env` adds or replaces
 * variables; `dataDir` goes on with the data of an earlier one. Rejects with what it printed when it
 * ends first or is not up within three minutes (a first start may have to build the pages).
 */
export async function startArena(
	options: { env?: Record<string, string>; dataDir?: string } = {},
): Promise<ArenaServer> {
	const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "parley-e2e-"));
	const modelsFile = join(dataDir, "arena.yaml");
	if (!existsSync(modelsFile)) writeFileSync(modelsFile, "version: 1\nmodels: []\n");
	const inherited = INHERITED.flatMap((name) => {
		const value = environmentValue(name);
		return value === undefined ? [] : [[name, value] as const];
	});
	// Empty counts as unset, and keeps a .env of the project out.
	const unset = Object.keys(environmentSchema.shape).map((name) => [name, ""] as const);
	const child = spawn(process.execPath, ["scripts/start.ts"], {
		stdio: ["ignore", "pipe", "pipe"],
		env: {
			...Object.fromEntries([...unset, ...inherited]),
			NODE_ENV: "production",
			PORT: "0",
			HOST: "127.0.0.1",
			PARLEY_DATA_DIR: dataDir,
			PARLEY_MODELS_FILE: modelsFile,
			PARLEY_DETECT_OLLAMA: "0",
			PARLEY_HOUSE_PACE: "10",
			PARLEY_STOP_GRACE_MS: "1000",
			PARLEY_LOG_LEVEL: "warn",
			...options.env,
		},
	});
	let output = "";
	const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
	const end = async (signal: NodeJS.Signals) => {
		if (child.exitCode === null && child.signalCode === null) {
			child.kill(signal);
			const force = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
			await gone;
			clearTimeout(force);
		}
	};
	const address = await new Promise<string>((resolve, reject) => {
		const fail = (why: string) => {
			child.kill("SIGTERM");
			reject(new Error(`The arena ${why}. It printed:\n${output}`));
		};
		const limit = setTimeout(() => fail("was not up in time"), START_LIMIT_MS);
		const read = (chunk: Buffer) => {
			output += chunk.toString();
			const found = /Parley is running at (http\S+)/.exec(output)?.[1];
			if (found === undefined) return;
			clearTimeout(limit);
			resolve(found);
		};
		child.stdout.on("data", read);
		child.stderr.on("data", read);
		child.once("exit", (code, signal) => {
			clearTimeout(limit);
			fail(`ended at its start (${signal ?? code})`);
		});
	});
	return {
		address,
		operatorCode: /Operator code[^:]*: (\S+)/.exec(output)?.[1] ?? null,
		dataDir,
		process: child,
		output: () => output,
		async stop() {
			await end("SIGTERM");
			rmSync(dataDir, { recursive: true, force: true });
		},
		kill: () => end("SIGKILL"),
	};
}
