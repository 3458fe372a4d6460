import type { Actor } from "#lib/auth/actor.ts";
import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { randomSlug } from "#lib/kernel/ids.ts";
import { runtime } from "#lib/services/runtime.ts";
import { advance } from "#lib/simulation/episode/advance.ts";
import type { EpisodeEvent } from "#lib/simulation/episode/event.ts";
import { replayEpisode } from "#lib/simulation/episode/replay.ts";
import type { EpisodeState } from "#lib/simulation/episode/state.ts";
import type { SeatView } from "#lib/simulation/view.ts";
import { assertRuns, mayChange } from "./assert-runs.ts";
import { EpisodeLog, readEpisodeEvents, storable } from "./episode-log.ts";
import { type PlayedAs, setupFor } from "./episode-setup.ts";
import { readLineage } from "./read-lineage.ts";
import { storedDriversSchema } from "./stored-driver.ts";

/** A message of a person may take this long to be stored before another process takes the episode over, in ms. */
const LEASE_MS = 10_000;

/** What a person in a seat is shown and asked for. */
export interface Awaited {
	id: string;
	view: SeatView;
	/** Number of the last event: what a person answers to. */
	seq: number;
}

/** What the person in this conversation sees and is asked for; null when nobody waits for a person now. */
export async function findAwaited(slug: string): Promise<Awaited | null> {
	const episode = await findEpisode(slug);
	if (episode?.state !== "person") return null;
	const at = await standing(episode);
	return at === null ? null : { id: episode.id, view: at.view, seq: at.seq };
}

/**
 * Says something in the person's seat, or ends the conversation; a worker then plays on. `after` is the number of the
 * last event the person had seen: an answer to anything older, such as from a second tab, is refused. Throws
 * `episode-not-found` (404) for a seat in a conversation that somebody else started, `seat-not-asked` (409), `text-empty` and `text-too-long` (422).
 */
export async function sayInSeat(
	actor: Actor,
	slug: string,
	said: { text: string; stop: boolean; after: number },
): Promise<void> {
	assertRuns(actor);
	const text = checkedText(said);
	const episode = await findEpisode(slug);
	const claim = `${runtime().processId}/${randomSlug()}`;
	if (episode !== null && !mayChange(actor, episode.createdBy))
		throw new AppError(
			"episode-not-found",
			"There is no such conversation in which you have a seat.",
			{ status: 404 },
		);
	if (episode === null || !(await claimSeat(episode.id, claim))) throw notAsked();
	let next = "person";
	try {
		// Only now: between a look before the claim and the claim, another tab may have spoken.
		const at = await standing(episode);
		if (at?.seq !== said.after) throw notAsked();
		const { events } = advance(at.state, {
			kind: "person-message",
			text,
			stop: said.stop,
			meta: null,
		});
		const log = new EpisodeLog({ id: episode.id, claim }, at.events, () => runtime().clock.nowMs());
		log.add(events);
		await log.flush();
		next = "waiting";
	} finally {
		await giveSeatBack(episode.id, claim, next);
	}
}

const notAsked = () =>
	new AppError(
		"seat-not-asked",
		"The conversation has moved on since this page was made. Reload it; nothing was sent.",
		{ status: 409 },
	);

function checkedText(said: { text: string; stop: boolean }): string {
	const text = storable(said.text).trim();
	if (text === "" && !said.stop)
		throw new AppError("text-empty", "Write something, or end the conversation.", { status: 422 });
	const bytesMax = config().PARLEY_MESSAGE_BYTES_MAX;
	if (Buffer.byteLength(text) > bytesMax)
		throw new AppError("text-too-long", `A message has at most ${bytesMax} bytes.`, {
			status: 422,
		});
	return text;
}

async function claimSeat(id: string, claim: string): Promise<boolean> {
	const { rowCount } = await pool().query(
		`UPDATE episodes SET state = 'running', lease_owner = $2, lease_until = now() + $3 * interval '1 millisecond'
		 WHERE id = $1 AND state = 'person'`,
		[id, claim, LEASE_MS],
	);
	return rowCount === 1;
}

async function giveSeatBack(id: string, claim: string, state: string): Promise<void> {
	await pool().query(
		"UPDATE episodes SET state = $3, lease_owner = NULL, lease_until = NULL WHERE id = $1 AND lease_owner = $2 AND state = 'running'",
		[id, claim, state],
	);
}

type Found = PlayedAs & {
	id: string;
	state: string;
	parentId: string | null;
	createdBy: string | null;
};

/** Where an episode stands that waits for a person; null when its log asks nobody. */
async function standing(
	episode: Found,
): Promise<{ view: SeatView; seq: number; state: EpisodeState; events: EpisodeEvent[] } | null> {
	const events = await readEpisodeEvents(episode.id);
	const { setup, forks } = await readLineage(episode, setupFor(episode));
	const at = replayEpisode(setup, events, forks);
	if (at?.request.kind !== "person") return null;
	return { view: at.request.view, seq: events.at(-1)?.seq ?? 0, state: at.state, events };
}

async function findEpisode(slug: string): Promise<Found | null> {
	const { rows } = await pool().query<Omit<Found, "others"> & { drivers: unknown }>(
		`SELECT e.id, e.state, e.suite, e.version, e.seed, e.control, e.language, e.replicate, m.slug AS model, e.drivers, e.parent_id AS "parentId",
		   coalesce(e.created_by, r.created_by) AS "createdBy"
		 FROM episodes e JOIN models m ON m.id = e.model_id LEFT JOIN runs r ON r.id = e.run_id WHERE e.slug = $1`,
		[slug],
	);
	const [row] = rows;
	if (row === undefined) return null;
	const { drivers, ...rest } = row;
	return { ...rest, others: storedDriversSchema.parse(drivers) };
}
