import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { runtime } from "#lib/services/runtime.ts";
import { type Advanced, advance } from "#lib/simulation/episode/advance.ts";
import { replayEpisode } from "#lib/simulation/episode/replay.ts";
import { type EpisodeSetup, newEpisode } from "#lib/simulation/episode/state.ts";
import type { ClaimedEpisode } from "./claim-episodes.ts";
import { EpisodeLog, readEpisodeEvents } from "./episode-log.ts";
import { setupFor } from "./episode-setup.ts";
import { finishEpisode } from "./finish-episode.ts";
import { forkedSetup } from "./forked-setup.ts";
import { askModel } from "./perform-request.ts";
import { voidEpisode } from "./void-episode.ts";

/** Events of programs are stored at least this often, so that a page can follow an episode. */
const EVENTS_WAITING_MAX = 100;

export interface PlayOptions {
	/** Tries of one call after the first. */
	retries: number;
	/** Times a void conversation is played again. */
	reruns: number;
	/** Aborts when the claim is lost, the run is cancelled or the process stops. */
	signal: AbortSignal;
}

/**
 * Plays a claimed episode from where its log stands to its end, or until a person has to speak. What a finished call
 * gave is in the log before the next one begins; a process that dies leaves an episode that another takes up at the
 * last step. Throws only what says that this process must let go of it: an abort, a lost claim, a database away.
 */
export async function playEpisode(episode: ClaimedEpisode, options: PlayOptions): Promise<void> {
	const { clock, processId } = runtime();
	const log = new EpisodeLog(episode.id, processId, () => clock.nowMs());
	const begun = await begin(episode, options.reruns);
	if (begun === null) return;
	const { setup } = begun;
	let at = begun.at;
	for (;;) {
		options.signal.throwIfAborted();
		log.add(at.events);
		const { request } = at;
		if (request.kind === "finished") {
			await log.flush();
			await finishEpisode(episode, at.state, options.reruns);
			return;
		}
		if (request.kind === "person") {
			await log.flush();
			await waitForPerson(episode.id);
			return;
		}
		if (request.kind !== "ask")
			throw new Error(`Broken invariant: ${request.kind} without an environment over HTTP`);
		if (log.waiting >= EVENTS_WAITING_MAX) await log.flush();
		const observation = await askModel(request, {
			episodeId: episode.id,
			setup,
			log,
			retries: options.retries,
			signal: options.signal,
		});
		at = advance(at.state, observation);
	}
}

/** The setup and the state that the log leads to. Null when the episode can't be played on; it is then void. */
async function begin(
	episode: ClaimedEpisode,
	reruns: number,
): Promise<{ setup: EpisodeSetup; at: Pick<Advanced, "state" | "request" | "events"> } | null> {
	try {
		const events = await readEpisodeEvents(episode.id);
		const own = setupFor(episode);
		if (events.length === 0) return { setup: own, at: advance(newEpisode(own), null) };
		const parent = episode.parentId === null ? own : await forkedSetup(episode.parentId);
		const replayed = replayEpisode(parent, events, episode.parentId === null ? [] : [own]);
		if (replayed === null) {
			await voidEpisode(episode, "log-differs", reruns);
			return null;
		}
		return { setup: own, at: { ...replayed, events: replayed.missing } };
	} catch (error) {
		if (!(error instanceof AppError) || error.code !== "suite-changed") throw error;
		await voidEpisode(episode, "suite-changed", 0);
		return null;
	}
}

async function waitForPerson(id: string): Promise<void> {
	await pool().query(
		`UPDATE episodes SET state = 'person', lease_owner = NULL, lease_until = NULL
		 WHERE id = $1 AND lease_owner = $2 AND state = 'running'`,
		[id, runtime().processId],
	);
}
