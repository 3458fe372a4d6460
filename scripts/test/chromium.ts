import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { environmentValue } from "#lib/config/config.ts";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const remedy =
	"No Chromium was found for the browser tests. Set PARLEY_CHROMIUM to one, or install it: on Debian or Ubuntu `apt-get install chromium`, elsewhere `npx playwright install chromium`.";

/**
 * The path of a Chromium for the browser tests: PARLEY_CHROMIUM, the system's, or the one that
 * Playwright downloaded. Undefined when there is none. Throws when PARLEY_CHROMIUM names no file.
 */
export function findChromium(): string | undefined {
	const named = environmentValue("PARLEY_CHROMIUM");
	if (named !== undefined && !existsSync(named))
		throw new Error(`PARLEY_CHROMIUM is ${named}, but there is no such file.`);
	return named ?? [...places, chromium.executablePath()].find((path) => existsSync(path));
}

/** As `findChromium`, but throws with the remedy when there is none. */
export function requireChromium(): string {
	const found = findChromium();
	if (found === undefined) throw new Error(remedy);
	return found;
}

/**
 * Makes sure that there is a Chromium: where none is found, Debian's package is installed if we are
 * root on a system that has apt-get. Throws with the remedy otherwise.
 */
export function ensureChromium(say: (line: string) => void): void {
	if (findChromium() !== undefined) return;
	if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
		say("No Chromium on this machine: installing Debian's package.");
		const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
		for (const args of [["update"], ["install", "--yes", "--no-install-recommends", "chromium"]])
			spawnSync("/usr/bin/apt-get", ["--quiet", ...args], { stdio: "inherit", env });
	}
	requireChromium();
}

/** What Chromium needs to run as root and without reaching for hosts outside. */
export const chromiumArguments: string[] = [
	...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
	"--disable-quic",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];
