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

// Export rows per second as JSONL and CSV, in the same run as two things that PostgreSQL does alone:
// `COPY` of a statement that looks up the same battles and gives them as JSON, and `COPY` of the same
// lines stored ready made in a table, which no export from separate tables can reach. DATABASE_URL
// takes a database that is filled already; otherwise BATTLES (default 20000) are made in a new one.
const battles = Number(environmentValue("BATTLES") ?? 20_000);
const folder = mkdtempSync(join(tmpdir(), "parley-bench-"));
const given = config().DATABASE_URL;
const server =
	given === undefined ? await startEmbeddedPostgres({ folder, port: await freePort() }) : null;
if (server !== null) {
	await migrate(server.connectionString);
	overrideConfig({ DATABASE_URL: server.connectionString });
	await insertManyBattles(pool(), battles);
}

interface Measured {
	rows: number;
	bytes: number;
	seconds: number;
	heapMb: number;
}

async function measure(work: () => Promise<{ rows: number; bytes: number }>): Promise<Measured> {
	globalThis.gc?.();
	let peak = 0;
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
		heapMb: peak / 2 ** 20,
	};
}

async function exported(format: string, as: string): Promise<{ rows: number; bytes: number }> {
	const rows = await streamBattles(parseExport({ format, as }));
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
	const sql = recordsSql(table).replaceAll("$1", "now()").replaceAll("$2", ids);
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

function show(name: string, measured: Measured, base?: Measured): void {
	const rate = measured.rows / measured.seconds;
	const ratio =
		base === undefined ? "" : ` = ${(rate / (base.rows / base.seconds)).toFixed(2)} of the first`;
	console.log(
		`${name.padEnd(28)} ${String(measured.rows).padStart(7)} rows ${(measured.bytes / 2 ** 20).toFixed(0).padStart(5)} MiB ${String(Math.round(rate)).padStart(8)} rows/s ${measured.heapMb.toFixed(0).padStart(5)} MiB RSS${ratio}`,
	);
}

for (const format of ["arena-140k", "parley"]) {
	const table = format === "parley" ? "battles" : "judgements";
	await storeLines(format);
	await copied("bench_lines");
	const base = await measure(() => copied(assembled(table)));
	show(`COPY assembling ${format}`, base);
	for (const as of ["jsonl", "csv"])
		show(`${format} as ${as}`, await measure(() => exported(format, as)), base);
	show(`COPY of stored ${format}`, await measure(() => copied("bench_lines")), base);
}
await pool().query("DROP TABLE bench_lines");
await closePool();
await server?.stop();
rmSync(folder, { recursive: true, force: true });
