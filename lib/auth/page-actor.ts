import { headers } from "next/headers";
import type { Actor } from "./actor.ts";
import { resolveActor } from "./resolve-actor.ts";

/** The actor of the page that is being rendered. */
export async function pageActor(): Promise<Actor> {
	return resolveActor(new Headers(await headers()));
}
