import type { Actor } from "#lib/auth/actor.ts";

const nobody: Actor = {
	voterId: null,
	userId: null,
	role: "voter",
	scopes: [],
	via: "none",
	networkHash: "test-network",
};

/** A signed-in admin. */
export const adminActor: Actor = { ...nobody, userId: "admin-user", role: "admin", via: "session" };

/** Everybody who is no admin: nobody, a voter, a researcher, and a key without the admin scope. */
export const otherActors: readonly Actor[] = [
	nobody,
	{ ...nobody, voterId: "0199d000-0000-7000-8000-000000000001", via: "cookie" },
	{ ...nobody, userId: "researcher-user", role: "researcher", via: "session" },
	{
		...nobody,
		voterId: "0199d000-0000-7000-8000-000000000002",
		scopes: ["runs", "exports"],
		via: "api-key",
	},
];
