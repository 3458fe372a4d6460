import { type Actor, hasRole } from "#lib/auth/actor.ts";
import { AppError } from "#lib/kernel/app-error.ts";

/** Runs cost money: they need a researcher or an operator, or a key with the scope `runs`. Throws `forbidden` (403). */
export function assertRuns(actor: Actor): void {
	if (actor.scopes.includes("runs") || hasRole(actor, "researcher")) return;
	throw new AppError(
		"forbidden",
		"Runs need the role researcher, or an API key with the scope runs.",
		{ status: 403 },
	);
}
