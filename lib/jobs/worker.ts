import type { Logger } from "pino";
import { config } from "#lib/config/config.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { purgeKeys } from "#lib/services/job/purge-keys.ts";
import { thinSnapshots } from "#lib/services/job/thin-snapshots.ts";
import { hasStaleBoards, takeVoteChanges } from "#lib/services/ranking/mark-stale.ts";
import { differenceCount, recountCells } from "#lib/services/ranking/recount-cells.ts";
import { refreshStaleBoards } from "#lib/services/ranking/refresh-stale.ts";
import { purgeIdempotencyKeys, recountVotes, refreshLeaderboards } from "./jobs.ts";
import { startLoop } from "./loop.ts";
import { openQueue } from "./queue.ts";

const RELAY_PAUSE_MS = 250;
const SWEEP_PAUSE_MS = 3000;
const STALE_CHECK_PAUSE_MS = 5000;

/** Fits take at most one part in this many of a worker's time, however fast votes come. */
const FIT_SHARE = 10;

export type Worker = {
	/** Takes no new jobs, lets running ones finish within the grace time, and closes the queue. */
	stop(): Promise<void>;
};

/**
 * Starts a worker in this process: the relay from the outbox, the refits, the sweep of expired
 * leases and the scheduled jobs. Any number of workers may share one database.
 *
 * `sweepLeases` frees replies whose process died; it is passed in by the process that wires both.
 */
export async function startWorker(options: {
	log: Pick<Logger, "info" | "warn" | "error" | "debug">;
	sweepLeases: () => Promise<unknown>;
}): Promise<Worker> {
	const { log } = options;
	const connectionString = config().DATABASE_URL;
	if (connectionString === undefined)
		throw new AppError("database-unset", "A worker needs DATABASE_URL.", { status: 500 });
	const queue = await openQueue({
		connectionString,
		onProblem: (level, problem) => log[level]({ problem }, "job queue"),
	});
	let lastFitMs = 0;
	const requestRefresh = () =>
		queue.send(
			refreshLeaderboards,
			{},
			Math.max(config().PARLEY_RANKING_DEBOUNCE_MS, lastFitMs * FIT_SHARE),
		);

	await queue.work(refreshLeaderboards, async () => {
		const summary = await refreshStaleBoards();
		lastFitMs = summary.durationMs;
		for (const { key, error } of summary.failed) log.error({ key, err: error }, "refit failed");
		if (summary.fitted > 0) log.debug({ ...summary, failed: undefined }, "leaderboards refitted");
		const first = summary.failed[0];
		if (first !== undefined)
			throw new AppError(
				"refit-failed",
				`${summary.failed.length} leaderboards could not be refitted, first ${first.key}.`,
				{ status: 500, cause: first.error },
			);
	});
	await queue.work(purgeIdempotencyKeys, async ({ olderThanHours }) => {
		await purgeKeys(olderThanHours);
		await thinSnapshots();
	});
	await queue.work(recountVotes, async () => {
		const { differences, ...recount } = await recountCells(Date.now());
		if (differenceCount(differences) === 0) return log.info(recount, "recount agreed");
		log.error({ ...recount, differences }, "recount found and repaired wrong counts");
		await requestRefresh();
	});
	await queue.send(refreshLeaderboards, {});

	const loop = (name: string, pauseMs: number, work: () => Promise<unknown>) =>
		startLoop(work, { pauseMs, onError: (err) => log.error({ err }, `${name} failed`) });
	const loops = [
		loop("outbox relay", RELAY_PAUSE_MS, async () => {
			const { boards, rejected } = await takeVoteChanges();
			if (rejected > 0)
				log.error({ rejected }, "unreadable outbox rows: every leaderboard is refitted");
			if (boards > 0) await requestRefresh();
		}),
		// A process that died between the mark and the job leaves the mark: it is found here.
		loop("check for stale leaderboards", STALE_CHECK_PAUSE_MS, async () => {
			if (await hasStaleBoards()) await requestRefresh();
		}),
		loop("sweep of leases", SWEEP_PAUSE_MS, options.sweepLeases),
	];
	// Loaded beside everything else: the suites are many files, and a start should not wait for them.
	const runs = import("#lib/services/run/work-on-runs.ts").then(({ startRunWorker }) =>
		startRunWorker({
			atOnce: config().PARLEY_EPISODES_AT_ONCE_MAX,
			onError: (err, what) => log.error({ err }, `simulated runs: ${what}`),
		}),
	);
	runs.catch((err: unknown) => log.error({ err }, "simulated runs are not played"));
	log.info("worker started");
	return {
		async stop() {
			await Promise.all([
				...loops.map((each) => each.stop()),
				runs.then(
					(worker) => worker.stop(config().PARLEY_STOP_GRACE_MS),
					() => {},
				),
			]);
			await queue.close(config().PARLEY_STOP_GRACE_MS);
			log.info("worker stopped");
		},
	};
}
