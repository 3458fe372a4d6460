import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { closePool } from "#lib/db/pool.ts";
import { closePrisma } from "#lib/db/prisma.ts";

/**
 * Gives the calling test file a database of its own, copied from the migrated template, and points
 * `pool()` and `prisma()` at it. Call once at the top of the file; the database is dropped after it.
 * The returned function gives its connection string, once the file's tests run.
 */
export function testDatabase(): () => string {
	const name = `test_${randomBytes(6).toString("hex")}`;
	let address = "";
	beforeAll(async () => {
		const template = new URL(inject("templateUrl"));
		await admin(`CREATE DATABASE ${name} TEMPLATE parley`);
		template.pathname = `/${name}`;
		address = template.toString();
		overrideConfig({ DATABASE_URL: address });
	});
	afterAll(async () => {
		await closePrisma();
		await closePool();
		await admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
	});
	return () => address;
}

async function admin(sql: string): Promise<void> {
	const url = new URL(inject("templateUrl"));
	url.pathname = "/postgres";
	const client = new pg.Client({ connectionString: url.toString() });
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}
