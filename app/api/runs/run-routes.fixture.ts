import type { Scope } from "#lib/auth/actor.ts";
import { createApiKey } from "#lib/services/auth/create-api-key.ts";
import { adminActor } from "#lib/testing/actors.ts";
import { addHouse } from "#lib/testing/run-fixture.ts";
import { POST as launch } from "./route.ts";

/** A route of the API about runs and conversations. */
export type Handler = typeof launch;
const keys = new Map<Scope | "none", string>();

/** House models, and a key of each kind. Call once per test file, before the tests. */
export async function addKeys(): Promise<void> {
	await addHouse();
	for (const scope of ["runs", "battles", "admin"] as const)
		keys.set(scope, (await createApiKey(adminActor, { name: scope, scopes: [scope] })).key);
}

/** Asks a route as the holder of a key with one scope, or as nobody. POST where there is a body. */
export async function askRoute(
	handle: Handler,
	path: string,
	options: {
		as?: Scope | "none";
		body?: string | object;
		params?: Record<string, string>;
		headers?: Record<string, string>;
	} = {},
) {
	const { as = "runs", body, params = {}, headers = {} } = options;
	const key = keys.get(as);
	const isPost = body !== undefined;
	return handle(
		new Request(`http://localhost${path}`, {
			method: isPost ? "POST" : "GET",
			headers: {
				...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
				...headers,
			},
			...(isPost ? { body: typeof body === "string" ? body : JSON.stringify(body) } : {}),
		}),
		{ params: Promise.resolve(params) },
	);
}

/** Six conversations. */
export const smallRun =
	"version: 1\nname: Two players\nsuites: [kuhn-match]\nmodels: [house-player-00, house-player-70]\nseeds: {count: 3}\n";

/** A run that nobody plays yet. */
export async function launched(text = smallRun, query = ""): Promise<{ id: string; slug: string }> {
	const response = await askRoute(launch, `/api/runs${query}`, { body: text });
	if (response.status !== 201) throw new Error(await response.text());
	return response.json();
}
