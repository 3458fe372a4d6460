import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const STAMP = join(".next", "parley-source.sha256");
const SOURCES = [
	"{app,components,lib,public}/**/*",
	"next.config.js",
	"postcss.config.mjs",
	"package-lock.json",
	"tsconfig.json",
];

/** SHA-256 over the names and contents of everything the production build is made from. */
function hashSources(): string {
	const hash = createHash("sha256");
	const files = SOURCES.flatMap((pattern) => globSync(pattern, { withFileTypes: true }))
		.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	for (const file of files) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
	return hash.digest("hex");
}

/**
 * Makes the production build unless the one that stands was made from the same sources. Returns
 * whether it built. Throws with the build's last lines when it fails.
 */
export function buildIfNeeded(say: (line: string) => void): boolean {
	const hash = hashSources();
	const isCurrent =
		existsSync(join(".next", "BUILD_ID")) &&
		existsSync(STAMP) &&
		readFileSync(STAMP, "utf8") === hash;
	if (isCurrent) return false;
	say("Building the pages (once, about a minute) …");
	const result = spawnSync(
		process.execPath,
		[join("node_modules", "next", "dist", "bin", "next"), "build"],
		{
			encoding: "utf8",
			env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
			maxBuffer: 64 * 1024 * 1024,
		},
	);
	if (result.status !== 0)
		throw new Error(
			`The build failed:\n${`${result.stdout}\n${result.stderr}`.trim().split("\n").slice(-40).join("\n")}`,
		);
	writeFileSync(STAMP, hash);
	return true;
}
