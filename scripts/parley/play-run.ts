import { config } from "#lib/config/config.ts";
import { launchRun } from "#lib/services/run/launch-run.ts";
import { type RunProgress, readProgress } from "#lib/services/run/read-progress.ts";
import { type RunReport, readReport } from "#lib/services/run/read-report.ts";
import { startRunWorker } from "#lib/services/run/work-on-runs.ts";
import { reportText } from "./run-report.ts";

/** How often progress is read, in ms. */
const PROGRESS_PAUSE_MS = 500;

/** Launches a run and plays it in this process, beside whatever workers there are; prints its report. */
export async function playRun(options: {
	text: string;
	file: string;
	dryRun?: number | undefined;
	budgetUsd?: number | undefined;
	seed?: number | undefined;
	json?: boolean | undefined;
}): Promise<void> {
	const launched = await launchRun({ ...options, createdBy: "command line", trusted: true });
	say(estimateText(launched.episodes, launched.estimate));
	const { unpriced } = launched.estimate;
	if (launched.config.budget.usd !== null && unpriced.length > 0)
		say(
			`The budget in US dollars does not see what ${unpriced.join(", ")} take${unpriced.length === 1 ? "s" : ""}: no price is known; what else is bounded bounds them.`,
		);
	const worker = startRunWorker({
		runId: launched.id,
		atOnce: launched.config.concurrency,
		onError: (error, what) =>
			say(`${what}: ${error instanceof Error ? error.message : String(error)}`),
	});
	let isEnding = false;
	const onSignal = () => {
		if (isEnding) return;
		isEnding = true;
		say(
			`Stopping here: what is being played ends first. A worker of this arena plays the run on; pause or cancel it at /studio/runs/${launched.slug}.`,
		);
		void worker.stop(config().PARLEY_STOP_GRACE_MS);
	};
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, onSignal);
	const timer = setInterval(() => {
		readProgress(launched.id).then(showProgress, () => {});
	}, PROGRESS_PAUSE_MS);
	try {
		await worker.ended;
	} finally {
		clearInterval(timer);
		for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, onSignal);
		clearProgress();
	}
	const report = await readReport(launched.id);
	process.stdout.write(
		options.json ? `${JSON.stringify(summaryOf(report))}\n` : `${reportText(report)}\n`,
	);
	const { finished, lost } = report.progress;
	if (isEnding || finished === 0 || lost > 0) process.exitCode = 1;
}

/** The document of `--json`. */
function summaryOf({ progress, boards }: RunReport) {
	return {
		runId: progress.runId,
		state: progress.state,
		stateReason: progress.stateReason,
		episodes: progress.finished,
		void: progress.void,
		spendUsd: progress.spend.costUsd,
		eventLogHash: progress.eventLogHash,
		boards,
	};
}

const say = (text: string) => process.stderr.write(`${text}\n`);

function estimateText(
	episodes: number,
	estimate: { calls: number; tokensIn: number; tokensOut: number; costUsd: number | null },
): string {
	const cost =
		estimate.costUsd === null
			? "a cost that is unknown, because a price is"
			: `about ${estimate.costUsd.toFixed(2)} US dollars`;
	return `${episodes} conversations; by rehearsal about ${estimate.calls} calls, ${estimate.tokensIn + estimate.tokensOut} tokens and ${cost}.`;
}

const BAR = 24;
const isTerminal = process.stderr.isTTY === true;

/** A bar, the rate, the spend and failures by cause, in one line that rewrites itself; nothing without a terminal. */
function showProgress(progress: RunProgress): void {
	if (!isTerminal) return;
	const over = progress.finished + progress.lost + progress.cancelled;
	const share = progress.episodes === 0 ? 1 : over / progress.episodes;
	const filled = Math.round(BAR * share);
	const rate = progress.finished / Math.max(0.5, progress.elapsedSeconds);
	const failures = Object.entries(progress.failures).map(([cause, n]) => `${n} ${cause}`);
	const parts = [
		`${"█".repeat(filled)}${"░".repeat(BAR - filled)} ${over} of ${progress.episodes}`,
		`${rate.toFixed(1)} a second`,
		`${progress.spend.calls} calls`,
		`${progress.spend.costUsd.toFixed(2)} USD`,
		...(failures.length === 0 ? [] : [`void: ${failures.join(", ")}${faultText(progress)}`]),
	];
	process.stderr.write(`\r\u001b[K${parts.join("  ")}`);
}

/** The worst of what endpoints did, in brackets; empty where they did nothing. */
function faultText({ endpointFaults: [worst] }: RunProgress): string {
	return worst === undefined ? "" : ` (${worst.model}: ${worst.code})`;
}

function clearProgress(): void {
	if (isTerminal) process.stderr.write("\r\u001b[K");
}
