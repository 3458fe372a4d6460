#!/usr/bin/env node
// The command line; see parley/main.ts. This file alone is JavaScript: loading what strips types takes
// longer than a small fit, and is not needed once everything is in the cache.
import { enableCompileCache } from "node:module";
import { join } from "node:path";

// Where the folder cannot be written, everything is just compiled again.
enableCompileCache(join(import.meta.dirname, "../node_modules/.cache/parley"));
await import("./parley/main.ts");
