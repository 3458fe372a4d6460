import { snapshotTable } from "#app/api/leaderboard/snapshot-table.ts";
import { csvOf, metPairs, pairColumns, pairsAnswer } from "#lib/services/ranking/board-answer.ts";

/** Counts and win rates by pair, of the current snapshot of a leaderboard. */
export const GET = snapshotTable("pairs", pairsAnswer, (snapshot) =>
	csvOf(metPairs(snapshot).entries, pairColumns),
);
