// Writes the SQL that takes the migrated database at DATABASE_URL to the schema files into a new
// migration folder: `node scripts/new-migration.ts add_something`. Read it before committing it.
import { glob, mkdir, readFile, writeFile } from "node:fs/promises";
import { environmentValue } from "#lib/config/config.ts";
import { diffToSchema } from "#lib/db/schema-engine.ts";

const [name, stamp] = process.argv.slice(2);
const connectionString = environmentValue("DATABASE_URL");
if (!name || !connectionString) {
	console.error("Usage: DATABASE_URL=… node scripts/new-migration.ts NAME [TIMESTAMP]");
	process.exit(2);
}
const files: { path: string; content: string }[] = [];
for await (const path of glob("prisma/**/*.prisma"))
	files.push({ path, content: await readFile(path, "utf8") });
const sql = await diffToSchema(connectionString, files, stamp !== undefined);
const at = stamp ?? new Date().toISOString().replace(/\D/g, "").slice(0, 14);
await mkdir(`prisma/migrations/${at}_${name}`, { recursive: true });
await writeFile(`prisma/migrations/${at}_${name}/migration.sql`, sql);
console.log(`prisma/migrations/${at}_${name}/migration.sql`);
