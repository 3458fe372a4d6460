import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client.ts";
import { pool } from "./pool.ts";

const shared = globalThis as typeof globalThis & { parleyPrisma?: PrismaClient };

/** The typed client, over the same pool as the SQL of hot paths. */
export function prisma(): PrismaClient {
	shared.parleyPrisma ??= new PrismaClient({ adapter: new PrismaPg(pool()) });
	return shared.parleyPrisma;
}

/** Drops the client; the next use makes a new one over the current pool. */
export async function closePrisma(): Promise<void> {
	const open = shared.parleyPrisma;
	delete shared.parleyPrisma;
	await open?.$disconnect();
}
