import { snapshotTable } from "#app/api/leaderboard/snapshot-table.ts";
import { covarianceAnswer, covarianceCsv } from "#lib/services/ranking/board-answer.ts";

/** The full covariance of the ratings, so that others can test any difference. */
export const GET = snapshotTable("covariance", covarianceAnswer, covarianceCsv);
