import { z } from "zod";
import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { testModel } from "#lib/services/model/test-model.ts";
import { assertAdmin } from "./assert-admin.ts";
import { auditName, writeAudit } from "./write-audit.ts";

const resultSchema = z.object({
	at: z.iso.datetime(),
	endpoints: z.array(
		z.object({
			endpoint: z.string(),
			checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
		}),
	),
});

/** The last conformance test of a model: each endpoint's checks, with what was seen. */
export type ConformanceResult = z.infer<typeof resultSchema>;

const KEY = "conformance:";

/**
 * Tests a model's endpoints (about four short, traced, paid calls to each) and keeps the result for
 * the page. Throws `not-found` (404) for anybody but an admin, `unknown-model` (404).
 */
export async function runConformance(
	actor: Actor,
	slug: string,
	test: (slug: string) => Promise<ConformanceResult["endpoints"]> = testModel,
): Promise<ConformanceResult> {
	assertAdmin(actor);
	const endpoints = await test(slug);
	const result: ConformanceResult = { at: new Date().toISOString(), endpoints };
	const checks = endpoints.flatMap((endpoint) => endpoint.checks);
	await transaction(async (client) => {
		await client.query(
			`INSERT INTO settings (key, value) VALUES ($1, $2)
			 ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = now()`,
			[`${KEY}${slug}`, JSON.stringify(result)],
		);
		await writeAudit(client, {
			actor: auditName(actor),
			verb: "test-model",
			subject: `model:${slug}`,
			data: { checks: checks.length, failed: checks.filter((check) => !check.ok).length },
		});
	});
	return result;
}

/** The last result of every model that was tested, by slug. */
export async function listConformance(actor: Actor): Promise<Map<string, ConformanceResult>> {
	assertAdmin(actor);
	const { rows } = await pool().query<{ key: string; value: unknown }>(
		"SELECT key, value FROM settings WHERE starts_with(key, $1)",
		[KEY],
	);
	return new Map(
		rows.flatMap(({ key, value }) => {
			const parsed = resultSchema.safeParse(value);
			return parsed.success ? [[key.slice(KEY.length), parsed.data] as const] : [];
		}),
	);
}
