import type { Actor } from "#lib/auth/actor.ts";
import { transaction } from "#lib/db/transaction.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { invalidateRegistry } from "#lib/services/model/load-registry.ts";
import { assertAdmin } from "./assert-admin.ts";
import { auditName, writeAudit } from "./write-audit.ts";

/**
 * Takes a model out of pairing, with a reason; battles that run go on. `already` when it was paused.
 * Throws `not-found` (404), `model-not-active` (409) for a draft or retired one.
 */
export function pauseModel(
	actor: Actor,
	slug: string,
	reason: string,
): Promise<"paused" | "already"> {
	const text = reason.trim().slice(0, 500);
	return moveModel(actor, slug, {
		verb: "pause-model",
		from: ["active"],
		to: "paused",
		reason: text === "" ? null : text,
	});
}

/**
 * Puts a paused model back into pairing, or a draft into it. `already` when it is active. Throws as
 * `pauseModel`, for a retired one.
 */
export function resumeModel(actor: Actor, slug: string): Promise<"active" | "already"> {
	return moveModel(actor, slug, {
		verb: "resume-model",
		from: ["paused", "draft"],
		to: "active",
		reason: null,
	});
}

interface Move<To extends string> {
	verb: string;
	from: readonly string[];
	to: To;
	reason: string | null;
}

async function moveModel<To extends string>(
	actor: Actor,
	slug: string,
	move: Move<To>,
): Promise<To | "already"> {
	assertAdmin(actor);
	const moved = await transaction(async (client) => {
		const { rows } = await client.query<{ state: string; state_reason: string | null }>(
			"SELECT state, state_reason FROM models WHERE slug = $1 FOR UPDATE",
			[slug],
		);
		const before = rows[0];
		if (before === undefined)
			throw new AppError("not-found", "There is no such model.", { status: 404 });
		if (before.state === move.to) return "already" as const;
		if (!move.from.includes(before.state))
			throw new AppError(
				"model-not-active",
				`This model is ${before.state}; its declaration decides that.`,
				{
					status: 409,
					data: { state: before.state },
				},
			);
		await client.query(
			"UPDATE models SET state = $2, state_reason = $3, updated_at = now() WHERE slug = $1",
			[slug, move.to, move.reason],
		);
		await writeAudit(client, {
			actor: auditName(actor),
			verb: move.verb,
			subject: `model:${slug}`,
			data: { reason: move.reason, reasonBefore: before.state_reason },
		});
		return move.to;
	});
	invalidateRegistry();
	return moved;
}
