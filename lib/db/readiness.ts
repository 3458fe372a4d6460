import { readdir } from "node:fs/promises";
import { migrationsFolder } from "./migrations-folder.ts";
import { pool } from "./pool.ts";

/** What is missing before this process can serve; empty when it is ready. */
export async function findMissing(): Promise<string[]> {
	let applied: string[];
	try {
		const { rows } = await pool().query<{ name: string }>(
			"SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL",
		);
		applied = rows.map((row) => row.name);
	} catch (error) {
		return [
			error instanceof Error && "code" in error && error.code === "42P01"
				? "migrations"
				: "database",
		];
	}
	const entries = await readdir(migrationsFolder(), { withFileTypes: true });
	return entries
		.filter((entry) => entry.isDirectory() && !applied.includes(entry.name))
		.map((entry) => `migration ${entry.name}`);
}
