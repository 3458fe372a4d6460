import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "#lib/db/embedded-postgres.ts";
import { runScript } from "./fixtures/arena-process.ts";
import { OwnDatabase } from "./fixtures/two-arenas.ts";

// What an operator got wrong is said at the start, with its place and its remedy, and ends it.

let folder: string;
const database = new OwnDatabase();
let databaseUrl: string;

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "parley-start-"));
	databaseUrl = await database.start();
});
test.afterAll(async () => {
	await database.remove();
	rmSync(folder, { recursive: true, force: true });
});

const start = (env: Record<string, string>) =>
	runScript("scripts/start.ts", {
		HOST: "127.0.0.1",
		PARLEY_DATA_DIR: folder,
		PARLEY_DETECT_OLLAMA: "0",
		DATABASE_URL: databaseUrl,
		...env,
	});

test("wrong environment variables are listed all at once, without their values", async () => {
	const { code, output } = await start({
		PORT: "eighty",
		DATABASE_URL: "mysql://me:hidden-password@host/db",
		PARLEY_SECRET: "too-short-one",
		PARLEY_TURNS_MAX: "0",
		AUTH_GITHUB_ID: "only-half",
	});
	expect(code).toBe(2);
	for (const name of [
		"PORT",
		"DATABASE_URL",
		"PARLEY_SECRET",
		"PARLEY_TURNS_MAX",
		"AUTH_GITHUB_SECRET",
	])
		expect(output).toContain(`- ${name}`);
	expect(output).toContain("5 problems");
	expect(output).toContain(".env.example");
	expect(output).not.toMatch(/hidden-password|too-short-one|only-half|\n\s+at /);
});

test("a wrong arena.yaml is named with lines and remedies", async () => {
	const file = join(folder, "arena.yaml");
	writeFileSync(
		file,
		`version: 1
models:
  - slug: Wrong Slug
    name: One
    maker: Somebody
    provider: openai-compatible
    base_url: http://127.0.0.1:9/v1
    id: one
  - slug: two
    name: Two
    makr: Somebody
    provider: openai
    id: two
    key: \${PARLEY_NO_SUCH_KEY}
`,
	);
	const { code, output } = await start({ PARLEY_MODELS_FILE: file });
	expect(code).toBe(2);
	expect(output).toMatch(/arena\.yaml:3:\d+ .*lower-case letters/);
	expect(output).toMatch(/arena\.yaml:11:\d+ .*did you mean maker\?/);
	expect(output).toMatch(/arena\.yaml:14:\d+ .*PARLEY_NO_SUCH_KEY/);
	expect(output).toContain("arena.yaml.example");
	expect(output).not.toMatch(/\n\s+at /);
	const missing = await start({ PARLEY_MODELS_FILE: join(folder, "nowhere.yaml") });
	expect(missing.code).toBe(2);
	expect(missing.output).toContain("nowhere.yaml");
});

test("a database that cannot be reached is named, without its password", async () => {
	const port = await freePort();
	const { code, output } = await start({
		DATABASE_URL: `postgres://parley:hidden-password@127.0.0.1:${port}/parley`,
	});
	expect(code).toBe(1);
	expect(output).toContain(`127.0.0.1:${port}`);
	expect(output).toContain("DATABASE_URL");
	expect(output).not.toMatch(/hidden-password|\n\s+at /);
});

test("a taken port is named", async () => {
	test.setTimeout(240_000);
	const other = createServer();
	await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
	const { port } = other.address() as AddressInfo;
	try {
		const { code, output } = await start({ PORT: String(port) });
		expect(code).toBe(1);
		expect(output).toContain(`Port ${port} is taken`);
		expect(output).toContain("Set PORT");
		expect(output).not.toMatch(/\n\s+at /);
	} finally {
		other.close();
	}
});
