import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { to as copyTo } from "pg-copy-streams";
import { config, environmentValue, overrideConfig } from "#lib/config/config.ts";
import { freePort, startEmbeddedPostgres } from "#lib/db/embedded-postgres.ts";
import { migrate } from "#lib/db/migrate.ts";
import { closePool, pool } from "#lib/db/pool.ts";
import { exportBody } from "#lib/services/export/export-body.ts";
import { parseExport } from "#lib/services/export/export-query.ts";
import { recordsSql } from "#lib/services/export/read-records.ts";
import { streamBattles } from "#lib/services/export/stream-battles.ts";
import { insertManyBattles } from "#lib/testing/many-battles.ts";
import { median, printAim, printHeading, printTable, roundsAsked } from "./serve/figures.ts";

// Export rows a second as JSONL and CSV, in the same run as two things that PostgreSQL does alone:
// `COPY` of a statement that looks up the same battles and gives them as JSON, and `COPY` of the same
// lines stored ready made in a table, which no export from separate tables can reach. DATABASE_URL
// takes a database that is filled already; otherwise BATTLES (default 20000) are made in a new one.
// Run: npm run bench:export [rounds]
const rounds = roundsAsked(5);
const battles = Number(environmentValue("BATTLES") ?? 20_000);
printHeading(`Export of ${battles} battles, medians of ${rounds} rounds`);
const folder = mkdtempSync(join(tmpdir(), "parley-bench-"));
const given = config().DATABASE_URL;
const server =
	given === undefined ? await startEmbeddedPostgres({ folder, port: await freePort() }) : null;
if (server !== null) {
	// A benchmark that is stopped half way leaves nothing running.
	for (const signal of ["SIGINT", "SIGTERM"] as const)
		process.once(signal, () => void server.stop().then(() => process.exit(1)));
	await migrate(server.connectionString);
	overrideConfig({ DATABASE_URL: server.connectionString });
	await insertManyBattles(pool(), battles);
}

interface Measured {
	rows: number;
	bytes: number;
	seconds: number;
	/** The most that the process grew by while it worked. */
	grownMiB: number;
}

async function measure(work: () => Promise<{ rows: number; bytes: number }>): Promise<Measured> {
	globalThis.gc?.();
	const start = process.memoryUsage().rss;
	let peak = start;
	const timer = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage().rss);
	}, 20);
	const before = performance.now();
	const { rows, bytes } = await work();
	clearInterval(timer);
	return {
		rows,
		bytes,
		seconds: (performance.now() - before) / 1000,
		grownMiB: (peak - start) / 2 ** 20,
	};
}

async function exported(
	format: string,
	as: string,
	limit?: number,
): Promise<{ rows: number; bytes: number }> {
	const rows = await streamBattles(
		parseExport({ format, as, ...(limit === undefined ? {} : { limit }) }),
	);
	let count = 0;
	let bytes = 0;
	const counted = {
		async *chunks() {
			for await (const chunk of rows.chunks()) {
				count += chunk.rows;
				yield chunk;
			}
		},
	};
	for await (const chunk of exportBody(counted)) bytes += chunk.byteLength;
	return { rows: count, bytes };
}

/** What a COPY statement gives, read through Node. */
async function copied(source: string): Promise<{ rows: number; bytes: number }> {
	const client = await pool().connect();
	try {
		const stream = client.query(copyTo(`COPY ${source} TO STDOUT`));
		let bytes = 0;
		let lines = 0;
		stream.on("data", (chunk: Buffer) => {
			bytes += chunk.length;
			for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++;
		});
		await once(stream, "end");
		return { rows: lines, bytes };
	} finally {
		client.release();
	}
}

/** The facts of the rows looked up and written as JSON by the server: every text once, without the columns made in Node. */
function assembled(table: "judgements" | "battles"): string {
	const ids = `(SELECT array_agg(id ORDER BY created_at, id) FROM ${table})`;
	const sql = recordsSql(table)
		.replaceAll("$1", "now()")
		.replaceAll("$2", ids)
		.replaceAll("$3", "ARRAY['vote']");
	return `(SELECT row_to_json(q) FROM (${sql}) AS q)`;
}

async function storeLines(format: string): Promise<void> {
	await pool().query(
		"DROP TABLE IF EXISTS bench_lines; CREATE UNLOGGED TABLE bench_lines (line text)",
	);
	const rows = await streamBattles(parseExport({ format }));
	for await (const { text } of rows.chunks())
		await pool().query("INSERT INTO bench_lines SELECT unnest($1::text[])", [
			text.split("\n").slice(0, -1),
		]);
}

const rows: Record<string, string | number>[] = [];
const missed: string[] = [];
for (const format of ["arena-140k", "parley"]) {
	const table = format === "parley" ? "battles" : "judgements";
	await storeLines(format);
	const ways: [string, () => Promise<{ rows: number; bytes: number }>][] = [
		["COPY assembling the JSON", () => copied(assembled(table))],
		["COPY of stored lines", () => copied("bench_lines")],
		["Parley, a quarter as JSONL", () => exported(format, "jsonl", Math.floor(battles / 4))],
		["Parley, JSONL", () => exported(format, "jsonl")],
		["Parley, CSV", () => exported(format, "csv")],
	];
	const taken = new Map(ways.map(([name]) => [name, [] as Measured[]]));
	// The first round warms everything up and is not counted.
	for (let round = 0; round <= rounds; round++)
		for (const [name, work] of ways) {
			const measured = await measure(work);
			if (round > 0) taken.get(name)?.push(measured);
		}
	const of = (name: string, value: (measured: Measured) => number) =>
		median((taken.get(name) ?? []).map(value));
	const rate = (name: string) => of(name, (measured) => measured.rows / measured.seconds);
	const base = rate("COPY assembling the JSON");
	for (const [name] of ways)
		rows.push({
			format,
			way: name,
			rows: String(of(name, (measured) => measured.rows)),
			MiB: of(name, (measured) => measured.bytes / 2 ** 20),
			"rows a second": rate(name),
			"of COPY assembling": rate(name) / base,
			"of stored lines": rate(name) / rate("COPY of stored lines"),
			"grew by, MiB RSS": of(name, (measured) => measured.grownMiB),
		});
	if (rate("Parley, JSONL") / base < 0.5) missed.push(format);
}
printTable(rows);
printAim("JSONL at least 1/2 of COPY of the same JSON, in both formats", missed.length === 0);
await pool().query("DROP TABLE bench_lines");
await closePool();
await server?.stop();
rmSync(folder, { recursive: true, force: true });
