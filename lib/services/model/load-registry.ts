import type { LeakNames } from "#lib/arena/leak/names.ts";
import { readModels } from "#lib/db/model-store.ts";
import { buildRegistry, namesOf, type Registry } from "#lib/models/registry.ts";

/** Another process may change the models, so what was read is believed only this long. */
const freshMs = 3000;

interface Cache {
	registry: Registry;
	readAt: number;
	names: LeakNames[];
}

const shared = globalThis as typeof globalThis & {
	parleyRegistry?: Cache | undefined;
	parleyRegistryRead?: Promise<Cache> | undefined;
};

/**
 * The models and their endpoints: from memory while fresh, else from the database, with one read for
 * all who ask meanwhile. When the read fails and an older answer is there, that answer is given: a
 * database that is away for a moment stops no reply.
 */
export async function loadRegistry(): Promise<Registry> {
	return (await load()).registry;
}

/** The next `loadRegistry` reads again; call it after changing a model. */
export function invalidateRegistry(): void {
	shared.parleyRegistry = undefined;
	shared.parleyRegistryRead = undefined;
}

/**
 * The names that give a model away. The same for each: a reply that claims another's name tells the
 * voter something too. The list is the same object until the registry is read anew.
 */
export async function leakNames(): Promise<{ of(modelId: string): { names: LeakNames[] } }> {
	const { names } = await load();
	return { of: () => ({ names }) };
}

async function load(): Promise<Cache> {
	const cached = shared.parleyRegistry;
	if (cached !== undefined && performance.now() - cached.readAt < freshMs) return cached;
	shared.parleyRegistryRead ??= read();
	const running = shared.parleyRegistryRead;
	try {
		const cache = await running;
		// An invalidation in the meantime took this read away: the next one asks again.
		if (shared.parleyRegistryRead === running) shared.parleyRegistry = cache;
		return cache;
	} catch (error) {
		if (cached !== undefined) return cached;
		throw error;
	} finally {
		if (shared.parleyRegistryRead === running) shared.parleyRegistryRead = undefined;
	}
}

async function read(): Promise<Cache> {
	const registry = buildRegistry(await readModels());
	return { registry, readAt: performance.now(), names: namesOf(registry) };
}
