/** Roles of a signed-in person, each including those before it. */
export const roles = ["voter", "researcher", "admin"] as const;
export type Role = (typeof roles)[number];

/** What an API key may do; only with `battles` it holds battles and votes. */
export const scopes = ["battles", "exports", "runs", "admin"] as const;
export type Scope = (typeof scopes)[number];

/** Who performs a request. */
export interface Actor {
	/** Null until the first battle makes a voter. */
	voterId: string | null;
	/** next-auth's user, when signed in. */
	userId: string | null;
	role: Role;
	/** Scopes of the API key; empty for people. */
	scopes: readonly Scope[];
	via: "none" | "cookie" | "session" | "api-key";
	/** Keyed hash of the client's network prefix (IPv4 /24, IPv6 /48). */
	networkHash: string;
}

/**
 * Whose requests are told apart by their Idempotency-Key. Before the first battle there is no voter:
 * the network stands in, so that a lost answer can be asked for again. An account stays one before
 * and after its voter is made.
 */
export function requestOwner(actor: Actor): string {
	if (actor.userId !== null) return `user:${actor.userId}`;
	return actor.voterId ?? `network:${actor.networkHash}`;
}

/** True when the actor has the role, or a key with the admin scope. */
export function hasRole(actor: Actor, role: Role): boolean {
	if (actor.via === "api-key") return role === "voter" || actor.scopes.includes("admin");
	return roles.indexOf(actor.role) >= roles.indexOf(role);
}
