import { expect, test } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { syncRegistry } from "#lib/services/model/sync-registry.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { GET as getModel } from "./[slug]/route.ts";
import { GET as listModels } from "./route.ts";

testDatabase();

const get = (path: string, headers: Record<string, string> = {}) =>
	new Request(`http://localhost${path}`, { headers });
const context = (params: Record<string, string>) => ({ params: Promise.resolve(params) });

test("lists models with an ETag, gives one, and says 404 for others", async () => {
	overrideConfig({ PARLEY_DETECT_OLLAMA: false, PARLEY_LOG_LEVEL: "silent" });
	await syncRegistry();
	const response = await listModels(get("/api/models"), context({}));
	expect(response.status).toBe(200);
	const { models } = await response.json();
	expect(models).toContainEqual(
		expect.objectContaining({ slug: "house-parrot", kind: "program", state: "active" }),
	);
	const etag = response.headers.get("etag") ?? "";
	const again = await listModels(get("/api/models", { "if-none-match": etag }), context({}));
	expect(again.status).toBe(304);

	const one = await getModel(get("/api/models/house-parrot"), context({ slug: "house-parrot" }));
	expect(await one.json()).toMatchObject({ model: { slug: "house-parrot", maker: "Parley" } });

	const none = await getModel(get("/api/models/nobody"), context({ slug: "nobody" }));
	expect(none.status).toBe(404);
	expect(none.headers.get("content-type")).toContain("application/problem+json");
	expect(await none.json()).toMatchObject({ code: "unknown-model", status: 404 });
});
