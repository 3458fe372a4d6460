export type Loop = { stop(): Promise<void> };

/**
 * Runs `work` again and again with a pause of `pauseMs` after each round, never two rounds at once.
 * A round that throws is reported and the loop goes on. `stop` waits for the round that runs.
 */
export function startLoop(
	work: () => Promise<unknown>,
	options: { pauseMs: number; onError: (error: unknown) => void },
): Loop {
	let timer: NodeJS.Timeout | undefined;
	let isStopped = false;
	let round: Promise<unknown> = Promise.resolve();
	const run = () => {
		round = Promise.resolve()
			.then(work)
			.catch(options.onError)
			.then(() => {
				if (!isStopped) timer = setTimeout(run, options.pauseMs);
			});
	};
	run();
	return {
		async stop() {
			isStopped = true;
			clearTimeout(timer);
			await round;
		},
	};
}
