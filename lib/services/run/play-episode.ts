import { pool } from "#lib/db/pool.ts";
import { sqlState } from "#lib/db/transaction.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { runtime } from "#lib/services/runtime.ts";
import { type Advanced, advance } from "#lib/simulation/episode/advance.ts";
import { replayEpisode } from "#lib/simulation/episode/replay.ts";
import { type EpisodeSetup, newEpisode } from "#lib/simulation/episode/state.ts";
import type { ClaimedEpisode } from "./claim-episodes.ts";
import { EpisodeLog, readEpisodeEvents } from "./episode-log.ts";
import { setupFor } from "./episode-setup.ts";
import { finishEpisode } from "./finish-episode.ts";
import { knowSuites } from "./known-suite.ts";
import { closeSession, remoteWorld } from "./perform-remote.ts";
import { askModel } from "./perform-request.ts";
import { readLineage } from "./read-lineage.ts";
import { inSuite } from "./suite-fault.ts";
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
	/** Told of what a suite did wrong; the episode is void then. */
	onSuiteFault(error: unknown): void;
}

/**
 * Plays a claimed episode from where its log stands to its end, or until a person has to speak. What a finished call
 * gave is in the log before the next one begins; a process that dies leaves an episode that another takes up at the
 * last step. An episode that can't be played on, because its suite changed or fails, is void and not played again.
 * Throws only what says that this process must let go of it: an abort, a lost claim, a database away.
 */
export async function playEpisode(episode: ClaimedEpisode, options: PlayOptions): Promise<void> {
	try {
		await playOrVoid(episode, options);
	} finally {
		// Also when it was cancelled meanwhile.
		await closeSession(episode);
	}
}

async function playOrVoid(episode: ClaimedEpisode, options: PlayOptions): Promise<void> {
	try {
		await play(episode, options);
	} catch (error) {
		if (isAppError(error, "suite-changed")) return voidEpisode(episode, "suite-changed", 0);
		if (!isAppError(error, "suite-fault") && !isUnstorable(error)) throw error;
		options.onSuiteFault(error);
		await voidEpisode(episode, "suite-fault", 0);
	}
}

/** What a suite gave cannot be stored (data exceptions, a number that is none): another try will not change that. */
function isUnstorable(error: unknown): boolean {
	const state = sqlState(error);
	return state !== undefined && (state.startsWith("22") || state === "23502");
}

async function play(episode: ClaimedEpisode, options: PlayOptions): Promise<void> {
	const { signal, retries, reruns } = options;
	const begun = await begin(episode);
	if (begun === null) return voidEpisode(episode, "log-differs", reruns);
	const { setup, log } = begun;
	let { at } = begun;
	const world = remoteWorld(setup, log, begun.wasSent);
	for (;;) {
		log.add(at.events);
		// What was answered is kept for whoever plays on.
		if (signal.aborted) await log.flush();
		signal.throwIfAborted();
		const { request, state } = at;
		if (request.kind === "finished") {
			await log.flush();
			return finishEpisode(episode, state, { hash: log.hash, reruns });
		}
		if (request.kind === "person") {
			await log.flush();
			return waitForPerson(episode);
		}
		if (log.waiting >= EVENTS_WAITING_MAX) await log.flush();
		const { id: episodeId, runId } = episode;
		const asked = { episodeId, runId, setup, log, retries, signal };
		const observation =
			request.kind === "ask" ? await askModel(request, asked) : await world(request);
		at = inSuite(setup.suite, () => advance(state, observation));
	}
}

interface Begun {
	setup: EpisodeSetup;
	log: EpisodeLog;
	at: Pick<Advanced, "state" | "request" | "events">;
	/** What it asks for next was sent by a process that ended before it had stored an answer. */
	wasSent: boolean;
}

/** The setup and the state that the log leads to. Null when today's suite gives another log. Throws `suite-changed` (409). */
async function begin(episode: ClaimedEpisode): Promise<Begun | null> {
	const events = await readEpisodeEvents(episode.id);
	const log = new EpisodeLog(episode, events, () => runtime().clock.nowMs());
	await knowSuites([episode]);
	const setup = setupFor(episode);
	if (events.length > 0) await abandonCalls(episode.id);
	if (events.length === 0)
		return {
			setup,
			log,
			wasSent: false,
			at: inSuite(setup.suite, () => advance(newEpisode(setup), null)),
		};
	const line = await readLineage(episode, setup);
	const at = inSuite(setup.suite, () => replayEpisode(line.setup, events, line.forks));
	return at === null
		? null
		: { setup, log, wasSent: episode.sentAt === events.length, at: { ...at, events: at.missing } };
}

/** Closes the traces of calls that the process before was still waiting for. */
async function abandonCalls(id: string): Promise<void> {
	await pool().query(
		`UPDATE calls SET state = 'aborted', error_code = 'process-died', duration_ms = extract(epoch FROM now() - started_at) * 1000
		 WHERE conversation_id = $1 AND purpose = 'episode' AND state = 'running'`,
		[id],
	);
}

async function waitForPerson({ id, claim }: ClaimedEpisode): Promise<void> {
	await pool().query(
		`UPDATE episodes SET state = 'person', lease_owner = NULL, lease_until = NULL
		 WHERE id = $1 AND lease_owner = $2 AND state = 'running'`,
		[id, claim],
	);
}
