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

/** True when the actor has the role, or a key with the admin scope. */
export function hasRole(actor: Actor, role: Role): boolean {
	if (actor.via === "api-key") return role === "voter" || actor.scopes.includes("admin");
	return roles.indexOf(actor.role) >= roles.indexOf(role);
}
