import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { z } from "zod";
import { config, overrideConfig } from "#lib/config/config.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { migrate } from "./migrate.ts";
import { closePool } from "./pool.ts";

export interface Attachment {
	/** `given`: DATABASE_URL; `running`: the database of a running arena; `started`: our own, for now. */
	how: "given" | "running" | "started";
	/** Closes this process's connections, and the database if it was started for this process. */
	release(): Promise<void>;
}

const stateSchema = z.object({ connectionString: z.string(), pid: z.int() });

/**
 * Gives a command a database: the one of DATABASE_URL, or the embedded one. If an arena is running
 * on the embedded one it is used as it is; otherwise it is started, brought up to date, and stopped
 * at release. Throws `database-unreachable` when an arena seems to run but its database does not
 * answer: starting a second server on the same data would stop the first.
 */
export async function attachDatabase(): Promise<Attachment> {
	if (config().DATABASE_URL !== undefined) return { how: "given", release: closePool };
	const folder = resolve(config().PARLEY_DATA_DIR);
	const running = readState(join(folder, "database.json"));
	if (running !== null && isAlive(running.pid)) {
		if (!(await answers(running.connectionString)))
			throw new AppError(
				"database-unreachable",
				`The arena of process ${running.pid} is starting or stopping: its database does not answer. Try again in a moment.`,
				{ status: 503 },
			);
		overrideConfig({ DATABASE_URL: running.connectionString });
		return { how: "running", release: closePool };
	}
	const server = await startEmbeddedPostgres({ folder, port: config().PARLEY_DATABASE_PORT });
	overrideConfig({ DATABASE_URL: server.connectionString });
	const release = async () => {
		await closePool();
		await server.stop();
	};
	try {
		await migrate(server.connectionString);
	} catch (error) {
		await release();
		throw error;
	}
	return { how: "started", release };
}

/** The note that a running arena leaves in its data folder; null when there is none, or half of one. */
function readState(file: string): z.infer<typeof stateSchema> | null {
	if (!existsSync(file)) return null;
	try {
		return stateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
	} catch {
		return null;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// The process of another user is alive too.
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
}

async function answers(connectionString: string): Promise<boolean> {
	const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
	client.on("error", () => {});
	try {
		await client.connect();
		await client.query("SELECT 1");
		return true;
	} catch {
		return false;
	} finally {
		await client.end().catch(() => {});
	}
}
