import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
	chmodSync,
	existsSync,
	mkdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { AppError, isAppError } from "#lib/kernel/app-error.ts";
import {
	canReach,
	findBinaries,
	findServerUser,
	initialiseCluster,
	ROOT_STORE,
	type ServerUser,
	startServer,
	stopServer,
} from "./postgres-server.ts";

export interface EmbeddedDatabase {
	connectionString: string;
	/** Fast shutdown: open transactions are rolled back, the rest is on disk. */
	stop(): Promise<void>;
	/** Resolves when the server is gone, told to or not. */
	ended: Promise<void>;
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
 * stale pid file is removed, a half-made cluster is made anew. `durable: false` (tests only) gives
 * up crash safety for speed. Throws `database-start-failed` with the server's last lines.
 */
export async function startEmbeddedPostgres(options: {
	folder: string;
	port: number;
	durable?: boolean;
	flags?: string[];
}): Promise<EmbeddedDatabase> {
	const user = findServerUser();
	const folder = placeData(options.folder, user);
	const dataDir = join(folder, "postgres");
	const passwordFile = join(folder, "postgres-password");
	try {
		const binaries = findBinaries(user);
		const isNew = !existsSync(join(dataDir, "PG_VERSION")) || !existsSync(passwordFile);
		if (isNew) {
			rmSync(dataDir, { recursive: true, force: true });
			const password = randomBytes(18).toString("base64url");
			await initialiseCluster(binaries.initdb, dataDir, password, user);
			// Last, so that a first run killed before this line begins again.
			writeFileSync(passwordFile, password, { mode: 0o600 });
		}
		await stopLeftover(join(dataDir, "postmaster.pid"));
		const port = options.port === 0 ? await freePort() : options.port;
		const server = await startServer(binaries.postgres, dataDir, [
			...["-p", String(port)],
			...["-c", "listen_addresses=127.0.0.1"],
			...["-c", "unix_socket_directories="],
			...["-c", "max_connections=200"],
			...(options.durable === false ? ["-c", "fsync=off", "-c", "full_page_writes=off"] : []),
			...(options.flags ?? []),
		]);
		const address = `postgresql://parley:${readFileSync(passwordFile, "utf8").trim()}@127.0.0.1:${port}`;
		await ensureDatabase(`${address}/postgres`);
		return {
			connectionString: `${address}/parley`,
			stop: () => stopServer(server),
			ended: server.ended,
		};
	} catch (cause) {
		if (isAppError(cause)) throw cause;
		throw new AppError(
			"database-start-failed",
			`The embedded PostgreSQL in ${dataDir} did not start: ${cause instanceof Error ? cause.message : String(cause)}`,
			{ status: 500, cause },
		);
	}
}

/**
 * The folder of the data: the one asked for, unless the server's user cannot enter it (root's own
 * private folder); then one of its own under `ROOT_STORE`, always the same for the same project.
 */
function placeData(folder: string, user: ServerUser | null): string {
	mkdirSync(folder, { recursive: true });
	if (user === null) return folder;
	// The server's user must pass through this folder; what is inside stays private by itself.
	chmodSync(folder, 0o711);
	const real = realpathSync(folder);
	if (canReach(user, real)) return real;
	const other = join(
		ROOT_STORE,
		`data-${createHash("sha256").update(real).digest("hex").slice(0, 12)}`,
	);
	mkdirSync(other, { recursive: true, mode: 0o711 });
	process.stderr.write(
		`The database's user cannot enter ${real}, so its data is kept in ${other}.\n`,
	);
	return other;
}

/** A run killed between making the cluster and the database leaves a cluster without it. */
async function ensureDatabase(connectionString: string): Promise<void> {
	const client = new pg.Client({ connectionString });
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
		return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).includes(
			"postgres",
		);
	} catch {
		return existsSync(`/proc/${pid}/cmdline`)
			? readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres")
			: false;
	}
}
