#!/usr/bin/env node
// The command line; see parley/main.ts. This file alone is JavaScript: loading what strips types takes
// longer than a small fit, and is not needed once everything is in the cache.
import module from "node:module";
import { join } from "node:path";

if (Number.parseInt(process.versions.node, 10) < 24) {
	console.error("Parley needs Node 24, which npm ci has put into this folder: run npx parley.");
	process.exit(2);
}
// Where the folder cannot be written, everything is just compiled again.
module.enableCompileCache(join(import.meta.dirname, "../node_modules/.cache/parley"));
await import("./parley/main.ts");
