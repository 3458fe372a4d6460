import { join } from "node:path";
import { applyMigrations } from "./schema-engine.ts";

/** Folder of the migrations, from the project's root, which is the working directory of every command. */
export const migrationsFolder = (): string => join(process.cwd(), "prisma", "migrations");

/** Brings the database up to date; resolves to the names of the migrations it applied. */
export function migrate(connectionString: string): Promise<string[]> {
	return applyMigrations(connectionString, migrationsFolder());
}
