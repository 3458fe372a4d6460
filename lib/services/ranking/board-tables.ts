import { z } from "zod";
import type { Criticism } from "#lib/ranking/criticism-record.ts";
import { pairDifferences } from "#lib/ranking/pair-differences.ts";
import { POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { snapshotQuery } from "./find-asked-snapshot.ts";

type Table = { columns: readonly string[]; rows: readonly object[] };

const differenceColumns = [
	"model",
	"opponent",
	"difference",
	"standardError",
	"lower",
	"upper",
	"chanceBetter",
	"isDecided",
];

const tables = {
	differences: (snapshot, _, model) => ({
		columns: differenceColumns,
		rows: pairDifferences(snapshot, model),
	}),
	/** In log-odds for one standard deviation, and in points. */
	style: ({ coefficients }) => ({
		columns: ["name", "estimate", "lower", "upper", "standardError", "points"],
		rows: coefficients.map((each) => ({
			...each,
			points: each.estimate === null ? null : each.estimate * POINTS_PER_UNIT,
		})),
	}),
	places: (_, criticism) => ({
		columns: ["model", "rankLower", "rankUpper", "chanceBest", "chanceTopThree"],
		rows: criticism?.places ?? [],
	}),
	residuals: (_, criticism) => ({
		columns: [
			"model",
			"opponent",
			"votes",
			"observed",
			"expected",
			"standardised",
			"adjusted",
			"isFlagged",
		],
		rows: criticism?.residuals.pairs ?? [],
	}),
	cycles: (_, criticism) => ({
		columns: ["first", "second", "third", "adjusted"],
		rows: (criticism?.cycles.surviving ?? []).map(({ models, adjusted }) => {
			const [first, second, third] = models;
			return { first, second, third, adjusted };
		}),
	}),
	calibration: (_, criticism) => ({
		columns: ["from", "to", "pairs", "votes", "expected", "observed", "lower", "upper"],
		rows: criticism?.calibration?.bins ?? [],
	}),
	"tie-models": (_, criticism) => ({
		columns: ["name", "logLoss", "standardError", "votes", "difference", "differenceError"],
		rows: (criticism?.tieModels ?? []).map(({ name, logLoss, againstFirst }) => ({
			name,
			logLoss: logLoss.mean,
			standardError: logLoss.standardError,
			votes: logLoss.votes,
			difference: againstFirst?.mean ?? null,
			differenceError: againstFirst?.standardError ?? null,
		})),
	}),
	influence: (_, criticism) => ({
		columns: ["model", "votes", "points"],
		rows: criticism?.largestInfluence ?? [],
	}),
} as const satisfies {
	[name: string]: (
		snapshot: Snapshot,
		criticism: Criticism | null,
		model: string | undefined,
	) => Table;
};

type TableName = keyof typeof tables;
const tableNames = Object.keys(tables) as [TableName, ...TableName[]];

export const tableParams = z.strictObject({
	name: z.templateLiteral([z.enum(tableNames), ".csv"]),
});

export const tableQuery = z.strictObject({
	...snapshotQuery,
	/** Only pairs with this model. */
	model: z
		.string()
		.regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, "must be a model's slug")
		.optional(),
});

/** The rows of one of the tables; without rows where they were not computed yet. */
export function boardTable(
	file: `${TableName}.csv`,
	snapshot: Snapshot,
	criticism: Criticism | null,
	model?: string,
): Table {
	const name = tableNames.find((each) => `${each}.csv` === file);
	return tables[name ?? "differences"](snapshot, criticism, model);
}
