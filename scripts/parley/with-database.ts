import { AppError } from "#lib/kernel/app-error.ts";

/**
 * Runs a verb with a database: that of DATABASE_URL, of the running arena, or the embedded one for as
 * long as the verb takes. An arena that never ran gets its models first. What needs a database is
 * loaded only here, so that other verbs start fast. Ctrl-C ends it at once, unless the work `endsItself` at a signal.
 */
export async function withDatabase<T>(
	work: () => Promise<T>,
	{ endsItself = false } = {},
): Promise<T> {
	const [{ attachDatabase }, { findMissing }, { loadRegistry }, { syncRegistry }] =
		await Promise.all([
			import("#lib/db/attach.ts"),
			import("#lib/db/readiness.ts"),
			import("#lib/services/model/load-registry.ts"),
			import("#lib/services/model/sync-registry.ts"),
		]);
	const attachment = await attachDatabase();
	// Ctrl-C must not leave a server behind that nobody watches.
	const onSignal = () => void attachment.release().finally(() => process.exit(1));
	const signals = endsItself ? [] : (["SIGINT", "SIGTERM"] as const);
	for (const signal of signals) process.once(signal, onSignal);
	try {
		const missing = await findMissing();
		if (missing.length > 0)
			throw new AppError(
				"database-not-ready",
				`The database is not ready (missing: ${missing.join(", ")}). Check DATABASE_URL, and run parley start once: it applies migrations.`,
				{ status: 503 },
			);
		if (attachment.how === "started" || (await loadRegistry()).models.length === 0)
			await syncRegistry();
		return await work();
	} finally {
		for (const signal of signals) process.off(signal, onSignal);
		await attachment.release();
	}
}
