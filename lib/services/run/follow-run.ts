import { type RunProgress, readProgress } from "./read-progress.ts";

/** A run's progress without what never changes. */
export type LiveProgress = Omit<RunProgress, "config" | "yaml" | "createdBy">;

/** The least time between two looks at a run, in ms: so at most two changes a second are told. */
const PAUSE_MIN_MS = 500;
/** A look at a large run may take long; all looks of one follower together take a tenth of the time at most. */
const PAUSE_FACTOR = 9;

export function liveProgress({
	config: _config,
	yaml: _yaml,
	createdBy: _by,
	...live
}: RunProgress): LiveProgress {
	return live;
}

/**
 * Follows a run to its end: tells its progress at once, then every change, at most two a second. Calls `onEnd` after
 * the last one, or when the database is away for a moment, as whoever follows does better to ask again. Throws
 * `run-not-found` (404) before anything else. Returns the way out.
 */
export async function followRun(
	idOrSlug: string,
	onProgress: (progress: LiveProgress) => void,
	onEnd: (isOver: boolean) => void,
): Promise<() => void> {
	const first = await readProgress(idOrSlug);
	const { runId } = first;
	let isLeft = false;
	let told = "";
	let timer: NodeJS.Timeout | undefined;
	const tell = (progress: RunProgress) => {
		const live = liveProgress(progress);
		const text = JSON.stringify({ ...live, elapsedSeconds: 0 });
		if (text !== told) onProgress(live);
		told = text;
		return progress.finishedAt !== null;
	};
	const look = async () => {
		const startedAt = performance.now();
		try {
			const progress = await readProgress(runId);
			if (isLeft) return;
			if (tell(progress)) onEnd(true);
			else lookLater(performance.now() - startedAt);
		} catch {
			if (!isLeft) onEnd(false);
		}
	};
	const lookLater = (tookMs: number) => {
		timer = setTimeout(() => void look(), Math.max(PAUSE_MIN_MS, PAUSE_FACTOR * tookMs));
	};
	// After the caller has its way out.
	queueMicrotask(() => {
		if (isLeft) return;
		if (tell(first)) onEnd(true);
		else lookLater(0);
	});
	return () => {
		isLeft = true;
		clearTimeout(timer);
	};
}
