import { stringify } from "csv-stringify/sync";
import { AppError } from "#lib/kernel/app-error.ts";
import { pairDifferences } from "#lib/ranking/pair-differences.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { type WinMatrixEntry, winMatrix } from "#lib/ranking/win-matrix.ts";

/** Names the content of a snapshot, also of one that is not kept, for an ETag. */
export function snapshotTag(snapshot: Snapshot): string {
	return (
		snapshot.id ??
		`${snapshot.judgementHash.slice(0, 32)}-${snapshot.method}-${snapshot.methodVersion}`
	);
}

/** The head of a snapshot, as every answer about it begins. */
function headOf(snapshot: Snapshot) {
	const { rows, pairs, coefficients, covariance, ...head } = snapshot;
	return head;
}

/** The answer of `GET /api/leaderboard`. */
export function boardAnswer(snapshot: Snapshot) {
	return {
		snapshot: headOf(snapshot),
		rows: snapshot.rows,
		coefficients: snapshot.coefficients,
	};
}

/** The answer of `GET /api/leaderboard/snapshots/{id}`: with the cells it was made from. */
export function snapshotAnswer(snapshot: Snapshot) {
	return { ...boardAnswer(snapshot), pairs: snapshot.pairs };
}

/** Every ordered pair that met, from the first model's view, with what the ratings expect of it. */
export function metPairs(snapshot: Snapshot): { models: string[]; entries: WinMatrixEntry[] } {
	const { models, entries } = winMatrix(snapshot.pairs, snapshot);
	return { models, entries: entries.filter((entry) => entry.votes > 0) };
}

/** The answer of `GET /api/leaderboard/pairs`. */
export function pairsAnswer(snapshot: Snapshot) {
	const { models, entries } = metPairs(snapshot);
	return { snapshot: headOf(snapshot), models, pairs: entries };
}

/**
 * Objects of one shape as CSV with a head line, true and false in words; cells that a spreadsheet would
 * run are guarded.
 */
export function csvOf(rows: readonly object[], columns: readonly string[]): string {
	return stringify([...rows], {
		header: true,
		columns: [...columns],
		escape_formulas: true,
		cast: { boolean: String },
	});
}

export const rowColumns = [
	"rank",
	"rankLower",
	"rankUpper",
	"model",
	"rating",
	"lower",
	"upper",
	"standardError",
	"votes",
	"battles",
	"wins",
	"losses",
	"ties",
	"bothBad",
	"winRate",
	"status",
	"component",
] as const;

export const pairColumns = [
	"model",
	"opponent",
	"votes",
	"wins",
	"losses",
	"ties",
	"bothBad",
	"winRate",
	"lower",
	"upper",
	"expected",
] as const;

export const historyColumns = ["at", "model", "rating", "lower", "upper"] as const;

/**
 * The answer of `GET /api/leaderboard/covariance`: enough for anybody to test any difference. A margin is
 * the component's multiplier times the standard error. Throws `covariance-not-kept` (404) for snapshots
 * that were published before it was.
 */
export function covarianceAnswer(snapshot: Snapshot) {
	const { covariance, multipliers } = snapshot;
	if (covariance === null)
		throw new AppError(
			"covariance-not-kept",
			"This snapshot was published before its covariance was kept. Ask for the current one.",
			{ status: 404 },
		);
	const { order, values } = covariance;
	const rows = order.map((_, i) => values.slice(i * order.length, (i + 1) * order.length));
	return { snapshot: headOf(snapshot), order, covariance: rows, multipliers };
}

/** The covariance as CSV: a model's name, then its column for each model. */
export function covarianceCsv(snapshot: Snapshot): string {
	const { order, covariance } = covarianceAnswer(snapshot);
	const rows = order.map((model, i) => [model, ...(covariance[i] ?? [])]);
	return stringify([["model", ...order], ...rows], { escape_formulas: true });
}

/** The answer of `GET /api/leaderboard/differences`: every pair of models that can be compared. */
export function differencesAnswer(snapshot: Snapshot) {
	return { snapshot: headOf(snapshot), differences: pairDifferences(snapshot) };
}

export const differenceColumns = [
	"model",
	"opponent",
	"difference",
	"lower",
	"upper",
	"standardError",
	"chanceBetter",
	"isDecided",
] as const;
