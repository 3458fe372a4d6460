import { syncRegistry } from "#lib/services/model/sync-registry.ts";
import { type LaunchedRun, launchRun } from "#lib/services/run/launch-run.ts";
import { startRunWorker } from "#lib/services/run/work-on-runs.ts";

/** Puts the house's own models into the test's database: programs of known strength among them. */
export const useHousePlayers = () => syncRegistry();

/** Plays what waits in this process: a run to its end, or everything until `stop` is called. */
export function workHere(runId?: string) {
	const errors: unknown[] = [];
	const worker = startRunWorker({
		atOnce: 4,
		onError: (error) => errors.push(error),
		...(runId === undefined ? {} : { runId }),
	});
	return { errors, ended: worker.ended, stop: () => worker.stop(5000) };
}

/** Launches a run and plays it to its end. Throws what went wrong in between. */
export async function playedRun(text: string): Promise<LaunchedRun> {
	const run = await launchRun({ text, createdBy: "test" });
	const { ended, errors } = workHere(run.id);
	await ended;
	if (errors.length > 0) throw errors[0];
	return run;
}
