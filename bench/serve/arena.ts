import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { overrideConfig } from "#lib/config/config.ts";
import { freePort, startEmbeddedPostgres } from "#lib/db/embedded-postgres.ts";
import { migrate } from "#lib/db/migrate.ts";
import { closePool, pool } from "#lib/db/pool.ts";
import { syncRegistry } from "#lib/services/model/sync-registry.ts";
import { type Child, startScript } from "./child.ts";

export interface Arena {
	connectionString: string;
	/** PostgreSQL's first process. */
	databasePid: number;
	/** Signs cookies. */
	secret: string;
	/** A production web process on this database; its address is in `origin`. */
	startWeb(env?: Record<string, string>): Promise<Child & { origin: string }>;
	stop(): Promise<void>;
}

/**
 * A new embedded PostgreSQL, durable as in production, with three models at a fake provider: two
 * that answer, and one that stalls and is never drawn. The production build must be there.
 */
export async function startArena(providerUrl: string): Promise<Arena> {
	if (!existsSync(join(".next", "BUILD_ID"))) throw new Error("Run `npm run build` first.");
	const folder = mkdtempSync(join(tmpdir(), "parley-bench-"));
	const server = await startEmbeddedPostgres({ folder, port: await freePort() });
	const modelsFile = join(folder, "arena.yaml");
	const model = (slug: string, rest = "") =>
		`  - { slug: ${slug}, name: "${slug} the ${slug}", maker: Nobody, provider: openai-compatible, base_url: "${providerUrl}", id: ${slug}${rest} }\n`;
	writeFileSync(
		modelsFile,
		`version: 1\nmodels:\n${model("bench-one")}${model("bench-two")}${model("stalled", ", blind: false")}`,
	);
	const secret = "a secret of the benchmark";
	overrideConfig({
		DATABASE_URL: server.connectionString,
		PARLEY_MODELS_FILE: modelsFile,
		PARLEY_HOUSE_MODELS: false,
		PARLEY_DETECT_OLLAMA: false,
		PARLEY_SECRET: secret,
	});
	const found = await pool().query<{ data_directory: string }>("SHOW data_directory");
	const pidFile = join(found.rows[0]?.data_directory ?? "", "postmaster.pid");
	const databasePid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
	// A benchmark that fails half way leaves nothing behind.
	const leave = () => {
		process.kill(databasePid, "SIGINT");
		rmSync(folder, { recursive: true, force: true });
	};
	process.once("exit", leave);
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
	await migrate(server.connectionString);
	await syncRegistry();
	const webs: Child[] = [];
	return {
		connectionString: server.connectionString,
		databasePid,
		secret,
		async startWeb(env = {}) {
			const web = await startScript("scripts/web.ts", [], {
				ready: "running at",
				// As `npm start` runs it, and able to report its memory.
				nodeArgs: [
					"--max-semi-space-size=32",
					"--expose-gc",
					"--import",
					new URL("./report-memory.ts", import.meta.url).href,
				],
				env: {
					NODE_ENV: "production",
					PORT: "0",
					HOST: "127.0.0.1",
					DATABASE_URL: server.connectionString,
					PARLEY_MODELS_FILE: modelsFile,
					PARLEY_HOUSE_MODELS: "0",
					PARLEY_DETECT_OLLAMA: "0",
					PARLEY_SECRET: secret,
					PARLEY_DISPLAY_POLICY: "as-received",
					PARLEY_TURNS_PER_VOTER_MAX: "1000000",
					PARLEY_BATTLES_PER_NETWORK_MAX: "1000000",
					PARLEY_NETWORK_FACTOR: "1000000",
					PARLEY_STOP_GRACE_MS: "0",
					...env,
				},
			});
			webs.push(web);
			const port = /:(\d+)\b/.exec(web.line)?.[1] ?? "0";
			return { ...web, origin: `http://127.0.0.1:${port}` };
		},
		async stop() {
			for (const web of webs) await web.stop();
			await closePool();
			process.off("exit", leave);
			await server.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
