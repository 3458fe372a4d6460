// Runs the arena: database, migrations, models, production build, web and worker; then one line with
// the address. Ctrl-C and SIGTERM stop it cleanly: running replies get their grace time first.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { config, environmentValue, overrideConfig } from "#lib/config/config.ts";
import { loadEnvFile } from "#lib/config/load-env-file.ts";
import { migrate } from "#lib/db/migrate.ts";
import { closePool } from "#lib/db/pool.ts";
import { freeRunningKeys } from "#lib/http/idempotency.ts";
import { AppError, isAppError } from "#lib/kernel/app-error.ts";
import { ensureFirstOperatorCode } from "#lib/services/auth/ensure-first-operator-code.ts";
import { expireAllLeases } from "#lib/services/battle/sweep-leases.ts";
import { syncRegistry } from "#lib/services/model/sync-registry.ts";
import { buildIfNeeded } from "./start/build-if-needed.ts";
import { type Child, killStarting, startChild } from "./start/child.ts";

/**
 * Streaming makes much that lives for milliseconds: with V8's own 16 MiB for young objects the web
 * process spends twice as long collecting it.
 */
const webNodeArgs = ["--max-semi-space-size=32"];
const isDev = process.argv.includes("--dev");
const say = (line: string) => process.stdout.write(`${line}\n`);
const children: Child[] = [];
/** What only the operator can mend: whoever watches this process need not start it again. */
const operatorErrors: ReadonlySet<string> = new Set([
	"configuration-invalid",
	"models-file-invalid",
	"models-file-missing",
]);
let database: Child | undefined;
let isStopping = false;

async function stop(code: number): Promise<never> {
	if (isStopping) return new Promise(() => {});
	isStopping = true;
	killStarting();
	const limitMs = config().PARLEY_STOP_GRACE_MS + 5000;
	await Promise.all(children.map((child) => child.stop(limitMs)));
	await closePool().catch(() => {});
	await database?.stop(30_000);
	rmSync(join(config().PARLEY_DATA_DIR, "database.json"), { force: true });
	process.exit(code);
}

async function start(): Promise<void> {
	const settings = overrideConfig({ PARLEY_DATA_DIR: resolve(config().PARLEY_DATA_DIR) });
	const env: NodeJS.ProcessEnv = {
		// What parts load is compiled once, not at every start.
		NODE_COMPILE_CACHE: join(import.meta.dirname, "../node_modules/.cache/parley"),
		...process.env,
		PARLEY_DATA_DIR: settings.PARLEY_DATA_DIR,
		NODE_ENV: isDev ? "development" : "production",
		NEXT_TELEMETRY_DISABLED: "1",
	};
	const isEmbedded = settings.DATABASE_URL === undefined;
	if (isEmbedded) {
		database = await startChild("database", "scripts/database.ts", env, { isDetached: true });
		const connectionString = String(database.ready["connectionString"]);
		overrideConfig({ DATABASE_URL: connectionString });
		env["DATABASE_URL"] = connectionString;
		mkdirSync(settings.PARLEY_DATA_DIR, { recursive: true });
		writeFileSync(
			join(settings.PARLEY_DATA_DIR, "database.json"),
			JSON.stringify({ connectionString, pid: process.pid }),
			{
				mode: 0o600,
			},
		);
		watch(database);
	}
	await migrate(config().DATABASE_URL ?? "").catch((cause: unknown) => {
		if (isEmbedded) throw cause;
		throw new AppError(
			"database-unreachable",
			`The database of DATABASE_URL cannot be used: ${cause instanceof Error ? cause.message.trim() : String(cause)}\nStart it or correct the address; without DATABASE_URL Parley runs one of its own.`,
			{ status: 503, cause },
		);
	});
	// Nobody else uses the embedded database, so whoever held a lease is dead.
	if (isEmbedded) await Promise.all([expireAllLeases(), freeRunningKeys()]);
	const models = await syncRegistry();
	if (!isDev) buildIfNeeded(say);
	const script = isDev ? "scripts/web-dev.ts" : "scripts/web.ts";
	const [web] = await Promise.all([
		settings.PARLEY_PROCESSES === "worker" ? null : add("web", script, env, webNodeArgs),
		settings.PARLEY_PROCESSES === "web" ? null : add("worker", "scripts/worker.ts", env),
	]);
	const address = web === null ? "" : String(web.ready["address"]);
	if (isEmbedded && settings.PARLEY_DEMO_RUN) await launchDemo();
	const first = await ensureFirstOperatorCode();
	if (first !== null)
		say(
			`Operator code (once, for ${settings.PARLEY_OPERATOR_CODE_HOURS} hours): ${first.code} — sign in at ${address}/sign-in`,
		);
	say(
		address === ""
			? `Parley's worker is running with ${models.active} models.`
			: `Parley is running at ${address} with ${models.active} models.`,
	);
}

/** Loaded only here: the suites are many files, and a start should not wait for them. */
async function launchDemo(): Promise<void> {
	try {
		const { launchDemoRun } = await import("#lib/services/run/launch-demo-run.ts");
		await launchDemoRun(join(import.meta.dirname, ".."));
	} catch (error) {
		process.stderr.write(`The demo run was not launched: ${error}\n`);
	}
}

async function add(
	name: string,
	script: string,
	env: NodeJS.ProcessEnv,
	nodeArgs: readonly string[] = [],
): Promise<Child> {
	const child = await startChild(name, script, env, { isQuiet: !isDev, nodeArgs });
	children.push(child);
	watch(child);
	return child;
}

/** One part gone means a half-working arena: better to end, and be started again by whoever watches us. */
function watch(child: Child): void {
	child.process.once("exit", (code, signal) => {
		if (isStopping) return;
		process.stderr.write(
			`The ${child.name} process ended unexpectedly (${signal ?? code}). Stopping.\n`,
		);
		void stop(1);
	});
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
	process.on(signal, () => {
		if (!isStopping) process.stderr.write(`Stopping, because of ${signal} …\n`);
		void stop(0);
	});

loadEnvFile();
try {
	await start();
} catch (error) {
	process.stderr.write(
		`${isAppError(error) || error instanceof Error ? error.message : String(error)}\n`,
	);
	if (!isAppError(error) && environmentValue("PARLEY_LOG_LEVEL") === "debug") console.error(error);
	const code = isAppError(error) && operatorErrors.has(error.code) ? 2 : 1;
	// Nothing runs yet, and with a wrong configuration there are no limits to stop by.
	if (database === undefined && children.length === 0) process.exit(code);
	await stop(code);
}
