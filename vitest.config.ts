import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		// What a test waits for is a state; how long that takes on a busy machine says nothing.
		testTimeout: 60_000,
		// By default one core is left idle, which on two is half of the machine.
		maxWorkers: "100%",
		hookTimeout: 120_000,
		projects: [
			{
				extends: true,
				test: {
					name: "unit",
					// Loading the modules anew for each file took almost half of the time; `reset-state.ts` undoes
					// what a file changed in the process.
					isolate: false,
					setupFiles: ["lib/testing/reset-state.ts"],
					include: ["{lib,components,app,scripts}/**/*.test.{ts,tsx}"],
					exclude: ["**/*.db.test.ts", "**/node_modules/**"],
				},
			},
			{
				extends: true,
				test: {
					name: "database",
					include: ["{lib,app,scripts}/**/*.db.test.ts"],
					globalSetup: ["lib/testing/global-setup.ts"],
				},
			},
		],
	},
});
