import { defineConfig } from "@playwright/test";
import { environmentValue } from "#lib/config/config.ts";
import { chromiumArguments, requireChromium } from "./scripts/test/chromium.ts";

export default defineConfig({
	testDir: "e2e",
	testMatch: "**/*.spec.ts",
	outputDir: "test-results",
	// The real thing: one arena for the run. A spec that breaks or kills a server starts its own.
	globalSetup: "./e2e/server/global-setup.ts",
	workers: 2,
	retries: 0,
	// Roomy: a slow machine is not a fault, and only a failing journey waits so long.
	timeout: 90_000,
	expect: { timeout: 20_000 },
	forbidOnly: true,
	reporter: [["list"]],
	use: {
		// Set by the global setup, which runs before any worker reads this.
		baseURL: environmentValue("PARLEY_E2E_ADDRESS") ?? "http://localhost:0",
		browserName: "chromium",
		launchOptions: { executablePath: requireChromium(), args: chromiumArguments },
		// Steps without pictures of each: the errors bring a picture and the page in words.
		trace: { mode: "retain-on-failure", snapshots: false, screenshots: false },
		screenshot: "only-on-failure",
		locale: "en-GB",
	},
	projects: [
		{
			name: "desktop",
			testIgnore: "**/*.phone.spec.ts",
			use: { viewport: { width: 1280, height: 800 } },
		},
		{
			name: "phone",
			testMatch: "**/*.phone.spec.ts",
			use: {
				viewport: { width: 360, height: 740 },
				hasTouch: true,
				isMobile: true,
				deviceScaleFactor: 3,
			},
		},
	],
});
