import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { testDatabase } from "#lib/testing/database.ts";

const address = testDatabase();
const folder = mkdtempSync(join(tmpdir(), "parley-migration-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
cpSync("prisma", join(folder, "prisma"), { recursive: true });

/** Writes a migration from the copied schema and gives back its SQL, without comments. */
function newMigration(name: string): string {
	const { status, stderr } = spawnSync(
		process.execPath,
		[join(process.cwd(), "scripts/new-migration.ts"), name],
		{ cwd: folder, encoding: "utf8", env: { ...process.env, DATABASE_URL: address() } },
	);
	expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
	const migrations = join(folder, "prisma/migrations");
	const made = readdirSync(migrations).find((each) => each.endsWith(`_${name}`));
	return readFileSync(join(migrations, made ?? "", "migration.sql"), "utf8").replaceAll(
		/^--.*\n|^\s*\n/gm,
		"",
	);
}

describe("a new migration", () => {
	test("takes the migrated database to the schema files, and holds nothing else", () => {
		expect(newMigration("nothing_new")).toBe("");
		writeFileSync(join(folder, "prisma/models/nest.prisma"), "model Nest {\n  id Int @id\n}\n");
		expect(newMigration("add_nest")).toMatch(/^CREATE TABLE "Nest" \([^;]*;\s*$/);
	});
});
