import { type Actor, hasRole } from "#lib/auth/actor.ts";
import { AppError } from "#lib/kernel/app-error.ts";

/**
 * Refuses everybody but an admin with the same 404 as for a page that does not exist. Services check
 * for themselves, whatever the route in front of them checked.
 */
export function assertAdmin(actor: Actor): void {
	if (!hasRole(actor, "admin"))
		throw new AppError("not-found", "There is nothing here.", { status: 404 });
}
