import { type Actor, hasRole } from "#lib/auth/actor.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { auditName } from "#lib/services/admin/write-audit.ts";

/** Runs cost money: they need a researcher or an operator, or a key with the scope `runs`. */
export const mayRun = (actor: Actor): boolean =>
	actor.scopes.includes("runs") || hasRole(actor, "researcher");

/** Throws `forbidden` (403) for whoever may not launch and change runs. */
export function assertRuns(actor: Actor): void {
	if (mayRun(actor)) return;
	throw new AppError(
		"forbidden",
		"Runs need the role researcher, or an API key with the scope runs.",
		{ status: 403 },
	);
}

/** True for who started a run or conversation, and for operators. */
export const mayChange = (actor: Actor, createdBy: string | null): boolean =>
	hasRole(actor, "admin") || createdBy === auditName(actor);
