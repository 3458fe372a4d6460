import { afterAll, vi } from "vitest";
import { config, overrideConfig } from "#lib/config/config.ts";

/**
 * For test files that share a process: what one changes in it is as before for the next.
 */
const before = { ...config() };
afterAll(() => {
	const added = Object.keys(config()).filter((name) => !Object.hasOwn(before, name));
	overrideConfig({ ...Object.fromEntries(added.map((name) => [name, undefined])), ...before });
	vi.useRealTimers();
	vi.unstubAllEnvs();
});
