/** Of the time, at most one part in so many goes into the criticism of one leaderboard. */
const REST_FACTOR = 20;

/** A snapshot that could not be criticised is tried again after as many minutes. */
const RETRY_MINUTES = 60;

/** Criticism that takes no longer is made of every snapshot. */
const QUICK_MS = 500;

/**
 * SQL that gives the keys of leaderboards whose current snapshot waits for its criticism. One whose
 * criticism takes long rests for REST_FACTOR times what that took: a leaderboard of millions of votes is not
 * criticised anew with every vote.
 */
export const UNCRITICISED_SQL = `SELECT l.key FROM leaderboards l
	WHERE l.snapshot_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM board_criticisms c WHERE c.snapshot_id = l.snapshot_id
			AND (c.criticism IS NOT NULL OR c.created_at > clock_timestamp() - interval '${RETRY_MINUTES} minutes'))
		AND NOT EXISTS (SELECT 1 FROM board_criticisms k WHERE k.leaderboard_key = l.key AND k.duration_ms > ${QUICK_MS}
			AND k.created_at + k.duration_ms * ${REST_FACTOR} * interval '1 millisecond' > clock_timestamp())`;
