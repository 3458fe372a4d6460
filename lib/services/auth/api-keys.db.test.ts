import { describe, expect, test } from "vitest";
import { findApiKey } from "#lib/auth/find-api-key.ts";
import { resolveActor } from "#lib/auth/resolve-actor.ts";
import { pool } from "#lib/db/pool.ts";
import { adminActor, otherActors } from "#lib/testing/actors.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { createApiKey } from "./create-api-key.ts";
import { revokeApiKey } from "./revoke-api-key.ts";

testDatabase();

const withKey = (key: string) => resolveActor(new Headers({ authorization: `Bearer ${key}` }));

describe("API keys", () => {
	test("a key acts as its own voter with its scopes", async () => {
		const { key, prefix } = await createApiKey(adminActor, {
			name: "bench",
			scopes: ["runs", "battles"],
		});
		expect(key.startsWith(prefix)).toBe(true);
		const actor = await withKey(key);
		expect(actor).toMatchObject({
			via: "api-key",
			scopes: ["battles", "runs"],
			role: "voter",
			userId: null,
		});
		const { rows } = await pool().query("SELECT user_id FROM voters WHERE id = $1", [
			actor.voterId,
		]);
		expect(rows).toEqual([{ user_id: null }]);
	});

	test("only the hash is stored, and nothing of the key in the audit", async () => {
		const { key, prefix } = await createApiKey(adminActor, { name: "stored", scopes: ["exports"] });
		const { rows } = await pool().query(
			"SELECT (SELECT jsonb_agg(k) FROM api_keys k) AS keys, (SELECT jsonb_agg(a) FROM audits a) AS audits",
		);
		const stored = JSON.stringify(rows);
		expect(stored).toContain(prefix);
		expect(stored).not.toContain(key.slice(prefix.length));
	});

	test("its last use is noted, once a minute at most", async () => {
		const { key, keyId } = await createApiKey(adminActor, { name: "used", scopes: ["runs"] });
		const lastUse = async () =>
			(await pool().query("SELECT last_used_at FROM api_keys WHERE id = $1", [keyId])).rows[0]
				.last_used_at;
		expect(await lastUse()).toBeNull();
		await findApiKey(key);
		const first = await lastUse();
		expect(first).toBeInstanceOf(Date);
		await findApiKey(key);
		expect(await lastUse()).toEqual(first);
		await pool().query(
			"UPDATE api_keys SET last_used_at = now() - interval '2 minutes' WHERE id = $1",
			[keyId],
		);
		await findApiKey(key);
		expect((await lastUse()).getTime()).toBeGreaterThanOrEqual(first.getTime());
	});

	test("a revoked key is refused at once, with a code", async () => {
		const { key, keyId } = await createApiKey(adminActor, { name: "short", scopes: ["runs"] });
		expect(await revokeApiKey(adminActor, keyId)).toBe("revoked");
		expect(await revokeApiKey(adminActor, keyId)).toBe("already");
		await expect(withKey(key)).rejects.toMatchObject({ code: "api-key-unknown", status: 401 });
	});

	test.each(["parley_", "parley_wrong", "something-else", `parley_${"x".repeat(5000)}`])(
		"%s is refused",
		async (key) => {
			await expect(withKey(key)).rejects.toMatchObject({ code: "api-key-unknown" });
		},
	);

	test("a name and a scope are needed", async () => {
		for (const input of [
			{ name: " ", scopes: ["runs"] as const },
			{ name: "x".repeat(101), scopes: ["runs"] as const },
			{ name: "none", scopes: [] },
		])
			await expect(createApiKey(adminActor, input)).rejects.toMatchObject({ status: 422 });
	});

	test("only an admin makes and revokes keys; a key with the admin scope counts as one", async () => {
		for (const actor of otherActors) {
			await expect(createApiKey(actor, { name: "no", scopes: ["runs"] })).rejects.toMatchObject({
				status: 404,
			});
			await expect(revokeApiKey(actor, crypto.randomUUID())).rejects.toMatchObject({ status: 404 });
		}
		const { key } = await createApiKey(adminActor, { name: "operator's", scopes: ["admin"] });
		const made = await createApiKey(await withKey(key), { name: "by key", scopes: ["runs"] });
		expect(await withKey(made.key)).toMatchObject({ scopes: ["runs"] });
	});
});
