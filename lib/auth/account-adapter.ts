import { randomUUID } from "node:crypto";
import type { Adapter, AdapterUser } from "next-auth/adapters";
import { prisma } from "#lib/db/prisma.ts";

interface UserRow {
	id: string;
	name: string | null;
	email: string | null;
	emailVerified: Date | null;
	image: string | null;
}

// next-auth's type wants an address, but a person may keep theirs to themselves: it copes with "".
const toUser = (row: UserRow): AdapterUser => ({
	id: row.id,
	name: row.name,
	email: row.email ?? "",
	emailVerified: row.emailVerified,
});

/**
 * What next-auth needs of our tables for sign-in with a provider. Sessions are cookies, so no
 * session methods; the providers' tokens are not kept, because nothing here calls them again.
 */
export function accountAdapter(): Adapter {
	return {
		async createUser(user: Omit<AdapterUser, "id">) {
			const row = await prisma().user.create({
				data: {
					id: randomUUID(),
					name: user.name ?? null,
					email: user.email || null,
					// Providers' profiles carry an address only when it is verified (sign-in-providers.ts).
					emailVerified: user.email ? new Date() : null,
				},
			});
			return toUser(row);
		},
		async getUser(id: string) {
			const row = await prisma().user.findUnique({ where: { id } });
			return row === null ? null : toUser(row);
		},
		async getUserByEmail(email: string) {
			if (email === "") return null;
			const row = await prisma().user.findUnique({ where: { email } });
			return row === null ? null : toUser(row);
		},
		async getUserByAccount(account: { provider: string; providerAccountId: string }) {
			const { provider, providerAccountId } = account;
			const row = await prisma().account.findUnique({
				where: { provider_providerAccountId: { provider, providerAccountId } },
				include: { user: true },
			});
			return row === null ? null : toUser(row.user);
		},
		async updateUser(user: Partial<AdapterUser> & Pick<AdapterUser, "id">) {
			const row = await prisma().user.update({
				where: { id: user.id },
				data: user.name === undefined ? {} : { name: user.name },
			});
			return toUser(row);
		},
		async linkAccount(account: {
			userId: string;
			type: string;
			provider: string;
			providerAccountId: string;
		}) {
			const { userId, type, provider, providerAccountId } = account;
			await prisma().account.create({
				data: { id: randomUUID(), userId, type, provider, providerAccountId },
			});
		},
	};
}
