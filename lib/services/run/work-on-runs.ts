import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { judgeRun } from "#lib/services/judging/judge-run.ts";
import { runtime } from "#lib/services/runtime.ts";
import { runConfigSchema } from "#lib/simulation/run-config.ts";
import { type ClaimedEpisode, claimEpisodes, renewClaims } from "./claim-episodes.ts";
import { playEpisode } from "./play-episode.ts";
import { endJudging, findJudging, settleRuns } from "./settle-runs.ts";
import { releaseEpisode } from "./void-episode.ts";

export interface RunWorker {
	/** Takes no new episodes; gives those that run up to `graceMs` to end, then hands them over at their last step. */
	stop(graceMs: number): Promise<void>;
	/** Resolves when the run it was narrowed to has ended. */
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

/**
 * Plays the episodes of all runs, or of one, in this process, beside any number of others: claims, plays, renews its
 * claims, and settles runs that are through or out of budget.
 */
export function startRunWorker(options: RunWorkerOptions): RunWorker {
	const playing = new Map<string, { done: Promise<void>; abort: AbortController }>();
	const { promise: ended, resolve: setEnded } = Promise.withResolvers<void>();
	let isStopping = false;
	let wake = () => {};
	const pause = (ms: number) =>
		new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, ms);
			wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});

	const play = (episode: ClaimedEpisode, limits: { retries: number; reruns: number }) => {
		const abort = new AbortController();
		const done = playEpisode(episode, { ...limits, signal: abort.signal })
			.catch(async (error: unknown) => {
				if (!abort.signal.aborted && !isAppError(error, "episode-lost"))
					options.onError(error, "an episode stopped");
				await releaseEpisode(episode.id).catch(() => {});
			})
			.finally(() => {
				playing.delete(episode.id);
				wake();
			});
		playing.set(episode.id, { done, abort });
	};

	const renewal = setInterval(
		() => {
			const ids = [...playing.keys()];
			void renewClaims({ processId: runtime().processId, ids, leaseMs: config().PARLEY_LEASE_MS })
				.then(({ lost }) => {
					for (const id of lost) playing.get(id)?.abort.abort(new Error("the claim is lost"));
				})
				.catch((error: unknown) => options.onError(error, "claims could not be renewed"));
		},
		Math.max(100, config().PARLEY_LEASE_MS / 3),
	);

	const judges = new Map<string, { done: Promise<void>; abort: AbortController }>();
	const judge = (runId: string) => {
		const abort = new AbortController();
		const done = judgeRun(runId, abort.signal)
			.then(async (isMine) => {
				if (isMine && !abort.signal.aborted) await endJudging(runId);
			})
			.catch((error: unknown) => {
				if (!abort.signal.aborted) options.onError(error, "a jury stopped");
			})
			.finally(() => {
				judges.delete(runId);
				wake();
			});
		judges.set(runId, { done, abort });
	};

	const loop = async () => {
		while (!isStopping) {
			try {
				const settled = await settleRuns(options.runId);
				if (settled.isOver && playing.size === 0) break;
				for (const id of await findJudging(options.runId)) if (!judges.has(id)) judge(id);
				const claimed = await claimEpisodes({
					processId: runtime().processId,
					count: options.atOnce - playing.size,
					leaseMs: config().PARLEY_LEASE_MS,
					runId: options.runId,
				});
				const limits = await limitsOf(claimed);
				for (const episode of claimed)
					play(episode, limits.get(episode.runId ?? "") ?? { retries: 2, reruns: 0 });
				if (claimed.length > 0 && playing.size < options.atOnce) continue;
			} catch (error) {
				options.onError(error, "work on runs failed");
			}
			if (!isStopping) await pause(PAUSE_IDLE_MS);
		}
	};
	const looped = loop().finally(() => {
		clearInterval(renewal);
		setEnded();
	});

	return {
		ended,
		async stop(graceMs) {
			isStopping = true;
			wake();
			// What a jury has read is stored; the rest is read by whoever comes next.
			for (const { abort } of judges.values()) abort.abort(new Error("the process stops"));
			const all = Promise.allSettled(
				[...playing.values(), ...judges.values()].map(({ done }) => done),
			);
			const timer = setTimeout(() => {
				for (const { abort } of playing.values()) abort.abort(new Error("the process stops"));
			}, graceMs);
			await all;
			clearTimeout(timer);
			await looped;
		},
	};
}

async function limitsOf(
	claimed: readonly ClaimedEpisode[],
): Promise<Map<string, { retries: number; reruns: number }>> {
	const ids = [...new Set(claimed.flatMap(({ runId }) => (runId === null ? [] : [runId])))];
	if (ids.length === 0) return new Map();
	const { rows } = await pool().query<{ id: string; configuration: unknown }>(
		"SELECT id, configuration FROM runs WHERE id = ANY ($1::uuid[])",
		[ids],
	);
	return new Map(rows.map(({ id, configuration }) => [id, runConfigSchema.parse(configuration)]));
}
