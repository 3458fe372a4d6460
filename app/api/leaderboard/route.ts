import { snapshotTable } from "#app/api/leaderboard/snapshot-table.ts";
import { boardAnswer, csvOf, rowColumns } from "#lib/services/ranking/board-answer.ts";

/** The current snapshot of a leaderboard. */
export const GET = snapshotTable("leaderboard", boardAnswer, ({ rows }) => csvOf(rows, rowColumns));
