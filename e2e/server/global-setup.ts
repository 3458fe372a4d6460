import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FullConfig } from "@playwright/test";
import { ArenaProcess } from "#e2e/fixtures/arena-process.ts";

/**
 * Starts the arena that every journey shares, with house models. Its address becomes `baseURL`; the
 * one-time operator code that it printed is in PARLEY_E2E_OPERATOR_CODE, for the one test that enters it.
 */
export default async function setup(config: FullConfig): Promise<() => Promise<void>> {
	const arena = new ArenaProcess();
	try {
		await arena.start();
	} catch (error) {
		await arena.remove();
		throw error;
	}
	process.env["PARLEY_E2E_ADDRESS"] = arena.address;
	process.env["PARLEY_E2E_OPERATOR_CODE"] = /Operator code[^:]*: (\S+)/.exec(arena.output())?.[1];
	return async () => {
		// What it printed, for whoever has to find out why a journey failed.
		const folder = config.projects[0]?.outputDir ?? "test-results";
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, "shared-arena.log"), arena.output());
		await arena.stop();
		await arena.remove();
	};
}
