import type { Actor } from "#lib/auth/actor.ts";
import { transaction } from "#lib/db/transaction.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { invalidateRegistry } from "#lib/services/model/load-registry.ts";
import { assertAdmin } from "./assert-admin.ts";
import { auditName, writeAudit } from "./write-audit.ts";

const WEIGHT_MAX = 1e6;

/**
 * Sets how often a model is drawn, relative to the others; null means "as the others" (1), 0 keeps
 * it out while two others can be drawn. It stands until the model's declaration names another
 * weight. Throws `not-found` (404), `weight-invalid` (422).
 */
export async function setModelWeight(
	actor: Actor,
	slug: string,
	weight: number | null,
): Promise<void> {
	assertAdmin(actor);
	if (weight !== null && !(weight >= 0 && weight <= WEIGHT_MAX))
		throw new AppError("weight-invalid", "A weight is a number from 0 to 1,000,000, or empty.", {
			status: 422,
		});
	await transaction(async (client) => {
		const { rows } = await client.query<{ weight: number | null }>(
			"SELECT weight FROM models WHERE slug = $1 FOR UPDATE",
			[slug],
		);
		const before = rows[0];
		if (before === undefined)
			throw new AppError("not-found", "There is no such model.", { status: 404 });
		if (before.weight === weight) return;
		await client.query("UPDATE models SET weight = $2, updated_at = now() WHERE slug = $1", [
			slug,
			weight,
		]);
		await writeAudit(client, {
			actor: auditName(actor),
			verb: "set-model-weight",
			subject: `model:${slug}`,
			data: { before: before.weight, weight },
		});
	});
	invalidateRegistry();
}
