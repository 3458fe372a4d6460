import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import {
	type EndpointRow,
	type ModelRow,
	noteServed,
	readModels,
	writeEndpoints,
	writeModel,
} from "#lib/db/model-store.ts";
import type { Queryable } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import type { ModelDeclaration } from "#lib/models/declared/declaration.ts";
import { fingerprintOf } from "#lib/models/declared/fingerprint.ts";
import { declareModels } from "./declare-models.ts";
import { invalidateRegistry } from "./load-registry.ts";

/** How many models the arena now has in each state, and what the sync did. */
export interface SyncCounts {
	added: number;
	changed: number;
	unchanged: number;
	retired: number;
	/** Models whose served settings differ from before. */
	servedChanged: number;
	active: number;
	paused: number;
	draft: number;
}

/** What an operator may overrule, as last declared. Empty for a model that was retired. */
const declaredSchema = z.object({
	state: z.string().optional(),
	weight: z.number().nullable().optional(),
});

type Stored = ModelRow & { endpoints: EndpointRow[] };

const goneReason = "not declared any more";

/**
 * Brings the database in line with what is declared, in one transaction. An operator's state and
 * weight stay unless the declaration of that very field changed; models that are not declared any
 * more become `retired` (rows are never deleted; those added by an operator or by runs, and models found on a
 * local server that is off, stay as they are). Throws what `declareModels` throws, before anything
 * is written: the arena keeps the models it had.
 */
export async function syncRegistry(
	declarations?: readonly ModelDeclaration[],
): Promise<SyncCounts> {
	const declared = declarations ?? (await declareModels());
	const counts = await transaction(async (client) => {
		// Several processes may start at once; each sees what the one before it wrote.
		await client.query("SELECT pg_advisory_xact_lock(hashtextextended('parley-models', 0))");
		return apply(declared, await readModels(client), client);
	});
	invalidateRegistry();
	return counts;
}

/** Adds models, or changes those of the same slugs, and leaves all others as they are. */
export const addModels = (declarations: readonly ModelDeclaration[]): Promise<void> =>
	addModelsBy(() => declarations);

/**
 * Adds or changes the models that `decide` gives, which sees what is stored while nobody else changes it; all others
 * stay as they are. Throws what `decide` throws, with nothing written.
 */
export async function addModelsBy(
	decide: (stored: readonly Stored[]) => readonly ModelDeclaration[],
): Promise<void> {
	await transaction(async (client) => {
		await client.query("SELECT pg_advisory_xact_lock(hashtextextended('parley-models', 0))");
		const stored = await readModels(client);
		const declarations = decide(stored);
		const slugs = new Set(declarations.map(({ slug }) => slug));
		await apply(
			declarations,
			stored.filter(({ slug }) => slugs.has(slug)),
			client,
		);
	});
	invalidateRegistry();
}

async function apply(
	declarations: readonly ModelDeclaration[],
	stored: readonly Stored[],
	client: Queryable,
): Promise<SyncCounts> {
	const bySlug = new Map(stored.map((row) => [row.slug, row]));
	const counts = { added: 0, changed: 0, unchanged: 0, retired: 0, servedChanged: 0 };
	const states: string[] = [];
	for (const declaration of declarations) {
		const before = bySlug.get(declaration.slug);
		bySlug.delete(declaration.slug);
		const { endpoints, ...row } = merge(declaration, before);
		const { endpoints: oldEndpoints, ...old } = before ?? { endpoints: [] };
		const isSame = isDeepStrictEqual(row, old) && isDeepStrictEqual(endpoints, oldEndpoints);
		if (!isSame) {
			await writeModel(row, client);
			if (!isDeepStrictEqual(endpoints, oldEndpoints))
				await writeEndpoints(row.id, endpoints, client);
		}
		const served = { id: uuidV7(Date.now()), modelId: row.id, ...fingerprintOf(declaration) };
		if (await noteServed(served, client)) counts.servedChanged += 1;
		counts[before === undefined ? "added" : isSame ? "unchanged" : "changed"] += 1;
		states.push(row.state);
	}
	for (const { endpoints: _, ...row } of bySlug.values()) {
		const isKept = ["admin", "detected", "run"].includes(row.source) || row.state === "retired";
		if (!isKept) {
			await writeModel({ ...row, state: "retired", stateReason: goneReason, declared: {} }, client);
			counts.retired += 1;
		}
		states.push(isKept ? row.state : "retired");
	}
	const count = (state: string) => states.filter((other) => other === state).length;
	return { ...counts, active: count("active"), paused: count("paused"), draft: count("draft") };
}

/** The row that a declaration and what the operator changed since the last one make together. */
function merge(declaration: ModelDeclaration, before: Stored | undefined): Stored {
	const { endpoints, state, weight, ...rest } = declaration;
	const last = declaredSchema.parse(before?.declared ?? {});
	const isStateDeclaredAnew = before === undefined || last.state !== state;
	const isWeightDeclaredAnew = before === undefined || last.weight !== weight;
	return {
		id: before?.id ?? uuidV7(Date.now()),
		...rest,
		state: isStateDeclaredAnew ? state : before.state,
		stateReason: isStateDeclaredAnew ? null : before.stateReason,
		weight: isWeightDeclaredAnew ? weight : before.weight,
		declared: { state, weight },
		endpoints: endpoints.map((endpoint, i) => ({
			// Kept while it is the same place, so that what is remembered of it stays with it.
			id: sameEndpoint(before?.endpoints[i], endpoint) ?? uuidV7(Date.now()),
			...endpoint,
			trusted: endpoint.trusted ?? true,
		})),
	};
}

function sameEndpoint(
	before: EndpointRow | undefined,
	endpoint: ModelDeclaration["endpoints"][number],
): string | undefined {
	const isSame =
		before?.provider === endpoint.provider &&
		before.providerModelId === endpoint.providerModelId &&
		before.baseUrl === endpoint.baseUrl;
	return isSame ? before.id : undefined;
}
