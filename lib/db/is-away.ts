import { sqlState } from "./transaction.ts";

/** Codes of a connection that could not be made or broke. */
const networkCodes = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOST|ENET|EAI_)/;
/** SQLSTATE: connection exceptions, too many connections, shutting down, crashed, starting up. */
const serverStates = /^(08...|53300|57P0[123])$/;
/** What `pg` says, without a code, of a connection that ended or did not come in time. */
const driverWords = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

/** Whether an error says that the database is not there, or not now; a later try may work. */
export function isDatabaseAway(error: unknown): boolean {
	const code = sqlState(error);
	if (code !== undefined) return networkCodes.test(code) || serverStates.test(code);
	if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
	return error instanceof Error && driverWords.test(error.message);
}
