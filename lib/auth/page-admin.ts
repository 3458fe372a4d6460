import { notFound } from "next/navigation";
import { type Actor, hasRole } from "./actor.ts";
import { pageActor } from "./page-actor.ts";

/** The admin who opened the page that is being rendered; anybody else gets "not found". */
export async function pageAdmin(): Promise<Actor> {
	const actor = await pageActor();
	if (!hasRole(actor, "admin")) notFound();
	return actor;
}
