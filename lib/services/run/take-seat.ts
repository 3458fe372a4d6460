import type { Actor } from "#lib/auth/actor.ts";
import { instanceSecret } from "#lib/auth/instance-secret.ts";
import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { auditName } from "#lib/services/admin/write-audit.ts";
import { loadRegistry } from "#lib/services/model/load-registry.ts";
import { runtime } from "#lib/services/runtime.ts";
import { advance } from "#lib/simulation/episode/advance.ts";
import { replayEpisode } from "#lib/simulation/episode/replay.ts";
import { runConfigSchema } from "#lib/simulation/run-config.ts";
import type { SeatView } from "#lib/simulation/view.ts";
import { assertRuns } from "./assert-runs.ts";
import { EpisodeLog, readEpisodeEvents, storable } from "./episode-log.ts";
import { setupFor } from "./episode-setup.ts";
import { forkedSetup } from "./forked-setup.ts";
import { episodeRow } from "./launch-run.ts";
import { planRun, toolFormOf } from "./plan-run.ts";
import { type StoredDriver, storedDriversSchema } from "./stored-driver.ts";

const person: StoredDriver = {
	kind: "person",
	model: null,
	program: null,
	version: null,
	tools: null,
};

/**
 * Starts a single scenario in which a person takes a seat: the user's, the opponent's or the contested one. Returns the
 * conversation's slug. Throws `run-invalid` (422) for an unknown suite, model or seat.
 */
export async function startWithPerson(
	actor: Actor,
	asked: {
		suite: string;
		seed: number;
		seat: string;
		model: string;
		control?: string | undefined;
		language?: string | undefined;
	},
): Promise<{ slug: string }> {
	assertRuns(actor);
	const registry = await loadRegistry();
	const { suite, seed, seat, model, control = "main", language } = asked;
	const run = runConfigSchema.parse({
		version: 1,
		suites: [
			{ suite, controls: [control], ...(language === undefined ? {} : { languages: [language] }) },
		],
		models: [model],
		seeds: { count: 1 },
	});
	const [cell] = planRun(run, registry, await instanceSecret()).cells;
	const setup = cell === undefined ? null : setupFor({ ...cell, seed, replicate: 0 });
	if (cell === undefined || setup === null || !(seat in setup.drivers))
		throw new AppError(
			"seat-unknown",
			`${suite} has no seat ${seat}; there are: ${Object.keys(setup?.drivers ?? {}).join(", ")}.`,
			{ status: 422 },
		);
	const tools = toolFormOf(registry, model);
	const row = episodeRow(
		{
			...cell,
			others: {
				[setup.suite.contested]: { ...person, kind: "model", model, tools },
				...cell.others,
				[seat]: person,
			},
		},
		{ cellId: null, position: 0, seed, replicate: 0 },
	);
	const slug = randomSlug();
	await pool().query(
		`INSERT INTO episodes (id, slug, position, suite, version, seed, replicate, control, language, category, model_id, drivers, pairing_key, created_by)
		 SELECT $1, $2, 0, $3, $4, $5, 0, $6, $7, $8, m.id, $9, $10, $11 FROM models m WHERE m.slug = $12`,
		[
			uuidV7(runtime().clock.nowMs()),
			slug,
			row.suite,
			row.version,
			seed,
			row.control,
			row.language,
			row.category,
			JSON.stringify(row.drivers),
			row.key,
			auditName(actor),
			model,
		],
	);
	return { slug };
}

interface Awaited {
	id: string;
	view: SeatView;
	/** Number of the last event: what a person answers to. */
	seq: number;
}

/** What the person in this conversation sees and is asked for; null when nobody waits for a person now. */
export async function findAwaited(slug: string): Promise<Awaited | null> {
	const episode = await findEpisode(slug);
	if (episode === null || episode.state !== "person") return null;
	const events = await readEpisodeEvents(episode.id);
	const own = setupFor(episode);
	const parent = episode.parentId === null ? own : await forkedSetup(episode.parentId);
	const at = replayEpisode(parent, events, episode.parentId === null ? [] : [own]);
	if (at?.request.kind !== "person") return null;
	return { id: episode.id, view: at.request.view, seq: events.at(-1)?.seq ?? 0 };
}

/**
 * Says something in the person's seat, or ends the conversation; a worker then plays on. `after` is the number of the
 * last event the person had seen: an answer to anything older, such as from a second tab, is refused. Throws
 * `seat-not-asked` (409), `text-empty` and `text-too-long` (422).
 */
export async function sayInSeat(
	actor: Actor,
	slug: string,
	said: { text: string; stop: boolean; after: number },
): Promise<void> {
	assertRuns(actor);
	const text = storable(said.text).trim();
	if (text === "" && !said.stop)
		throw new AppError("text-empty", "Write something, or end the conversation.", { status: 422 });
	const bytesMax = config().PARLEY_MESSAGE_BYTES_MAX;
	if (Buffer.byteLength(text) > bytesMax)
		throw new AppError("text-too-long", `A message has at most ${bytesMax} bytes.`, {
			status: 422,
		});
	const awaited = await findAwaited(slug);
	if (awaited === null || awaited.seq !== said.after)
		throw new AppError(
			"seat-not-asked",
			"The conversation has moved on since this page was made. Reload it; nothing was sent.",
			{ status: 409 },
		);
	const { processId, clock } = runtime();
	const claimed = await pool().query(
		"UPDATE episodes SET state = 'running', lease_owner = $2, lease_until = now() + interval '10 seconds' WHERE id = $1 AND state = 'person'",
		[awaited.id, processId],
	);
	if (claimed.rowCount !== 1)
		throw new AppError("seat-not-asked", "Another tab was quicker. Reload the page.", {
			status: 409,
		});
	const episode = await findEpisode(slug);
	if (episode === null) return;
	const own = setupFor(episode);
	const parent = episode.parentId === null ? own : await forkedSetup(episode.parentId);
	const events = await readEpisodeEvents(awaited.id);
	const at = replayEpisode(parent, events, episode.parentId === null ? [] : [own]);
	if (at === null) throw new Error("Broken invariant: a log that was replayed a moment ago");
	const next = advance(at.state, { kind: "person-message", text, stop: said.stop, meta: null });
	const log = new EpisodeLog(awaited.id, processId, () => clock.nowMs());
	log.add(next.events);
	await log.flush();
	await pool().query(
		"UPDATE episodes SET state = 'waiting', lease_owner = NULL, lease_until = NULL WHERE id = $1 AND lease_owner = $2",
		[awaited.id, processId],
	);
}

async function findEpisode(slug: string) {
	const { rows } = await pool().query(
		`SELECT e.id, e.state, e.suite, e.version, e.seed, e.control, e.language, e.replicate, m.slug AS model, e.drivers, e.parent_id AS "parentId"
		 FROM episodes e JOIN models m ON m.id = e.model_id WHERE e.slug = $1`,
		[slug],
	);
	const [row] = rows;
	return row === undefined ? null : { ...row, others: storedDriversSchema.parse(row.drivers) };
}
