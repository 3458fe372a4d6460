import { migrationsFolder } from "./migrations-folder.ts";
import { applyMigrations } from "./schema-engine.ts";

/** Brings the database up to date; resolves to the names of the migrations it applied. */
export function migrate(connectionString: string): Promise<string[]> {
	return applyMigrations(connectionString, migrationsFolder());
}
