import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { freePort, startEmbeddedPostgres } from "#lib/db/embedded-postgres.ts";
import { migrate } from "#lib/db/migrate.ts";

declare module "vitest" {
	interface ProvidedContext {
		/** Address of the test server's migrated template database. */
		templateUrl: string;
	}
}

/** Starts one PostgreSQL for the whole test run and migrates the template that test files copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const folder = mkdtempSync(join(tmpdir(), "parley-test-"));
	const server = await startEmbeddedPostgres({ folder, port: await freePort(), durable: false });
	await migrate(server.connectionString);
	project.provide("templateUrl", server.connectionString);
	return async () => {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}
