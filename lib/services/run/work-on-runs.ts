import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { runtime } from "#lib/services/runtime.ts";
import { type ClaimedEpisode, claimEpisodes } from "./claim-episodes.ts";
import { EpisodePlayers } from "./episode-players.ts";
import { JuriesAtWork } from "./juries-at-work.ts";
import { type RunLimits, readLimits } from "./run-limits.ts";
import { settleRuns } from "./settle-runs.ts";
import { WakeablePause } from "./wakeable-pause.ts";

export interface RunWorker {
	/** Takes no new episodes; gives those that run up to `graceMs` to end, then hands them over at their last step. */
	stop(graceMs: number): Promise<void>;
	/** Resolves when the run it was narrowed to has ended or is paused, or the worker was stopped. */
	ended: Promise<void>;
}

export interface RunWorkerOptions {
	/** Works on this run only, and ends with it. */
	runId?: string;
	/** Episodes at the same time in this process. */
	atOnce: number;
	onError(error: unknown, what: string): void;
}

const PAUSE_IDLE_MS = 250;
/** After something went wrong, such as a database that is away. */
const PAUSE_FAULT_MS = 1000;

/**
 * Plays the episodes of all runs, or of one, in this process, beside any number of others: claims, plays, renews its
 * claims, settles runs that are through or out of budget, and convenes their juries.
 */
export function startRunWorker(options: RunWorkerOptions): RunWorker {
	const { runId, atOnce, onError } = options;
	const pause = new WakeablePause();
	const hooks = { onError, onEnd: () => pause.wake() };
	const players = new EpisodePlayers(hooks);
	const juries = new JuriesAtWork(hooks);
	let isStopping = false;

	const unreadable = new Set<string>();
	const onUnreadable = (ids: readonly string[]) => {
		for (const id of ids) {
			if (!unreadable.has(id))
				onError(new Error(`run ${id}`), "a run's configuration cannot be read: it is left alone");
			unreadable.add(id);
		}
	};
	const claim = async () => {
		const claimed = await claimEpisodes({
			processId: runtime().processId,
			count: atOnce - players.size,
			leaseMs: config().PARLEY_LEASE_MS,
			runId,
			playing: players.ids,
			onUnreadable,
		});
		const limits = await limitsOf(claimed);
		for (const episode of claimed)
			players.start(episode, limits.get(episode.runId ?? "") ?? limitsWithoutRun);
		return claimed.length;
	};
	const loop = async () => {
		while (!isStopping) {
			let pauseMs = PAUSE_IDLE_MS;
			try {
				const { isOver } = await settleRuns(runId);
				if (isOver && players.size === 0) return;
				await juries.begin(runId);
				const claimed = await claim();
				// A model or a run at its limit may have hidden others: there may be more to take.
				if (claimed > 0 && players.size < atOnce) continue;
			} catch (error) {
				onError(error, "work on runs failed");
				pauseMs = PAUSE_FAULT_MS;
			}
			if (!isStopping) await pause.sleep(pauseMs);
		}
	};
	const looped = loop();
	let ending: Promise<void> | undefined;
	const end = (graceMs: number) => {
		isStopping = true;
		pause.wake();
		ending ??= looped.then(async () => {
			await Promise.all([juries.stop(), players.stop(graceMs)]);
		});
		return ending;
	};
	return { ended: looped.then(() => end(0)), stop: end };
}

type Limits = Pick<RunLimits, "retries" | "reruns">;

/** Forks and conversations with a person are played once: whoever started one sees what became of it. */
const limitsWithoutRun: Limits = { retries: 2, reruns: 0 };

async function limitsOf(claimed: readonly ClaimedEpisode[]): Promise<Map<string, Limits>> {
	const ids = [...new Set(claimed.flatMap(({ runId }) => (runId === null ? [] : [runId])))];
	if (ids.length === 0) return new Map();
	const { rows } = await pool().query<{ id: string; configuration: unknown }>(
		"SELECT id, configuration FROM runs WHERE id = ANY ($1::uuid[])",
		[ids],
	);
	return new Map(
		rows.map(({ id, configuration }) => [id, readLimits(configuration) ?? limitsWithoutRun]),
	);
}
