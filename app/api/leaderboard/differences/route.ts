import { snapshotTable } from "#app/api/leaderboard/snapshot-table.ts";
import { csvOf, differenceColumns, differencesAnswer } from "#lib/services/ranking/board-answer.ts";

/** How much better each model is than each other, with intervals. */
export const GET = snapshotTable("differences", differencesAnswer, (snapshot) =>
	csvOf(differencesAnswer(snapshot).differences, differenceColumns),
);
