import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: "unit",
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
					testTimeout: 20_000,
				},
			},
		],
	},
});
