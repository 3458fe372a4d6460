/** A progress line on stderr that rewrites itself; nothing at all when stderr is not a terminal. */
export function progress(noun: string): {
	at(done: number, total: number | null): void;
	end(): void;
} {
	const isTerminal = process.stderr.isTTY === true;
	let shownAt = 0;
	return {
		at(done, total) {
			const now = Date.now();
			if (!isTerminal || (now - shownAt < 100 && done !== total)) return;
			shownAt = now;
			const share =
				total === null ? "" : ` of ${total} (${Math.round((100 * done) / Math.max(1, total))} %)`;
			process.stderr.write(`\r\u001b[K${done}${share} ${noun}`);
		},
		end() {
			if (isTerminal && shownAt > 0) process.stderr.write("\r\u001b[K");
		},
	};
}
