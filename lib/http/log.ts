import pino from "pino";
import { config } from "#lib/config/config.ts";

const shared = globalThis as typeof globalThis & { parleyLog?: pino.Logger };

/** The process's structured log. Prompts, replies, cookies and keys never go in. */
export function log(): pino.Logger {
	shared.parleyLog ??= pino(
		{ level: config().PARLEY_LOG_LEVEL, base: { pid: process.pid } },
		pino.destination(2),
	);
	return shared.parleyLog;
}
