import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { auditName } from "#lib/services/admin/write-audit.ts";
import { loadRegistry } from "#lib/services/model/load-registry.ts";
import { runtime } from "#lib/services/runtime.ts";
import type { EpisodeEvent } from "#lib/simulation/episode/event.ts";
import { forkLog } from "#lib/simulation/episode/fork.ts";
import { assertRuns } from "./assert-runs.ts";
import { readEpisodeEvents } from "./episode-log.ts";
import { type PlayedAs, setupFor } from "./episode-setup.ts";
import { knowSuites } from "./known-suite.ts";
import { toolFormOf } from "./model-choices.ts";
import { readLineage } from "./read-lineage.ts";
import { modelDriver, person, type StoredDriver, storedDriversSchema } from "./stored-driver.ts";
import { storedKey } from "./stored-key.ts";

export interface Fork {
	/** From 1: the turn whose reply is the first of the new conversation's own. */
	turn: number;
	/** Slug of the model that goes on; null when a person takes the contested seat. */
	model: string | null;
}

/**
 * Goes on with a finished conversation from a turn, with another model, the same one again, or a person, and the
 * simulated user in the state it had. Returns the new one's slug; workers play it. Throws `episode-not-found` (404),
 * `fork-impossible` (409), `unknown-model` (404).
 */
export async function forkEpisode(
	actor: Actor,
	slug: string,
	fork: Fork,
): Promise<{ slug: string }> {
	assertRuns(actor);
	const asked = await findEnded(slug);
	const parent = await cutFrom(asked, fork.turn);
	const registry = await loadRegistry();
	const model = registry.bySlug.get(fork.model ?? asked.model);
	if (model === undefined)
		throw new AppError("unknown-model", `There is no model ${fork.model ?? asked.model}.`, {
			status: 404,
		});
	const contested: StoredDriver =
		fork.model === null ? person : modelDriver(model.slug, toolFormOf(registry, model.slug));
	await knowSuites([parent]);
	const before = setupFor(parent);
	const others = { ...parent.others, [before.suite.contested]: contested };
	const own = setupFor({ ...parent, model: model.slug, others });
	const { setup, forks } = await readLineage(parent, before);
	const forked = forkLog(setup, await readEpisodeEvents(parent.id), fork.turn, own, forks);
	if (forked === null)
		throw new AppError(
			"fork-impossible",
			`This conversation has no reply in turn ${fork.turn} to begin anew; choose a turn from 1 to ${parent.turns}.`,
			{ status: 409 },
		);
	const row = {
		id: uuidV7(runtime().clock.nowMs()),
		slug: randomSlug(),
		modelId: model.id,
		drivers: own.stored,
	};
	const key = storedKey(own, row.slug, { parentId: parent.id, turn: fork.turn });
	await storeFork({ ...row, key, turn: fork.turn, by: auditName(actor) }, parent.id, forked.events);
	return { slug: row.slug };
}

interface ForkRow {
	id: string;
	slug: string;
	modelId: string;
	drivers: Record<string, StoredDriver>;
	key: string;
	turn: number;
	by: string;
}

async function storeFork(
	{ id, slug, modelId, drivers, key, turn, by }: ForkRow,
	parentId: string,
	events: readonly EpisodeEvent[],
): Promise<void> {
	await transaction(async (client) => {
		await client.query(
			`INSERT INTO episodes (id, slug, position, suite, version, seed, replicate, control, language, category, model_id, drivers,
			   pairing_key, parent_id, fork_turn, created_by)
			 SELECT $1, $2, 0, suite, version, seed, replicate, control, language, category, $4, $5, $6, id, $7, $8
			 FROM episodes WHERE id = $3`,
			[id, slug, parentId, modelId, JSON.stringify(drivers), key, turn, by],
		);
		await client.query(
			`INSERT INTO episode_events (episode_id, seq, kind, seat, turn, data, meta)
			 SELECT $1, r.seq, r.kind, r.seat, r.turn, r.data, r.meta
			 FROM jsonb_to_recordset($2) AS r(seq int, kind text, seat text, turn int, data jsonb, meta jsonb)`,
			[id, JSON.stringify(events)],
		);
	});
}

interface Parent extends PlayedAs {
	id: string;
	turns: number;
	state: string;
	parentId: string | null;
	forkTurn: number | null;
}

/** Throws `episode-not-found` (404), and `fork-impossible` (409) for a conversation that is still being played. */
async function findEnded(slug: string): Promise<Parent> {
	const found = await findParent("e.slug = $1", slug);
	if (found.state !== "finished" && found.state !== "void")
		throw new AppError(
			"fork-impossible",
			"This conversation is still being played; wait for its end.",
			{ status: 409 },
		);
	return found;
}

/**
 * The conversation whose own words come last before the contested seat's message of `turn`. That of a fork up to its cut
 * is what it was forked from: so forks of one place have one parent and are paired, whichever page they were made on.
 */
async function cutFrom(asked: Parent, turn: number): Promise<Parent> {
	let parent = asked;
	while (parent.parentId !== null && turn <= (parent.forkTurn ?? 0))
		parent = await findParent("e.id = $1", parent.parentId);
	return parent;
}

async function findParent(where: string, value: string): Promise<Parent> {
	const { rows } = await pool().query<Omit<Parent, "others"> & { drivers: unknown }>(
		`SELECT e.id, e.suite, e.version, e.seed, e.control, e.language, e.replicate, m.slug AS model, e.turns, e.drivers, e.state,
			e.parent_id AS "parentId", e.fork_turn AS "forkTurn"
		 FROM episodes e JOIN models m ON m.id = e.model_id WHERE ${where}`,
		[value],
	);
	const [row] = rows;
	if (row === undefined)
		throw new AppError("episode-not-found", "There is no such conversation.", { status: 404 });
	const { drivers, ...rest } = row;
	return { ...rest, others: storedDriversSchema.parse(drivers) };
}
