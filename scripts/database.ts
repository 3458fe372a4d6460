// Keeps the embedded PostgreSQL for `npm start`, in a process group of its own: Ctrl-C in the
// terminal must not stop the database before the replies that still run are stored. It stops the
// server when told to, and by itself when the process that started it is gone.
import { config } from "#lib/config/config.ts";
import { startEmbeddedPostgres } from "#lib/db/embedded-postgres.ts";

const settings = config();

try {
	const database = await startEmbeddedPostgres({
		folder: settings.PARLEY_DATA_DIR,
		port: settings.PARLEY_DATABASE_PORT,
	});
	let isStopping = false;
	const stop = async () => {
		isStopping = true;
		await database.stop().catch(() => {});
		process.exit(0);
	};
	process.on("disconnect", () => void stop());
	process.on("message", (message) => {
		if (message === "stop") void stop();
	});
	// A server that was killed is not started again here: its data may need a look, and the arena a new start.
	void database.ended.then(() => {
		if (!isStopping) process.exit(1);
	});
	process.send?.({ connectionString: database.connectionString });
	if (!process.connected) await stop();
} catch (error) {
	process.send?.({ error: error instanceof Error ? error.message : String(error) });
	process.exit(1);
}
