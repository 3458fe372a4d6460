import { globSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openApiDocument } from "./document.ts";

/** Routes that are for our own pages, not for other programs. */
const internal = [
	/^\/api\/admin\//,
	/^\/api\/auth\//,
	/^\/api\/openapi\.json$/,
	/^\/api\/judge\//,
	/^\/api\/leaderboard\/(charts|history)/,
	/^\/api\/(theme|receipts)$/,
];

describe("the OpenAPI document", () => {
	const document = openApiDocument();

	test("names every public route, and no other", () => {
		const routes = globSync("app/{api/**,metrics}/route.ts")
			.map((file) =>
				`/${file.split("/").slice(1, -1).join("/")}`.replaceAll(/\[([^\]]+)\]/g, "{$1}"),
			)
			.filter((path) => !internal.some((pattern) => pattern.test(path)));
		const missing = routes.filter((path) => document.paths?.[path] === undefined);
		expect(missing).toEqual([]);
		expect(Object.keys(document.paths ?? {}).filter((path) => !routes.includes(path))).toEqual([]);
	});

	test("describes the outcome of a vote as the one enum", () => {
		expect(JSON.stringify(document)).toContain('"enum":["a","b","tie","both_bad"]');
	});
});
