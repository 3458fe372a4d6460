// Loaded into the measured process: at SIGUSR2 it collects its garbage and prints what is left.
process.on("SIGUSR2", () => {
	globalThis.gc?.();
	globalThis.gc?.();
	const { rss, heapUsed, external } = process.memoryUsage();
	process.stdout.write(`memory ${JSON.stringify({ rss, live: heapUsed + external })}\n`);
});
