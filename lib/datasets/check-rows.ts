import type { z } from "zod";
import { type CheckedFormat, checkedFormat, type RowProblem } from "./checked-formats.ts";

/** What a check of a file found. */
export interface CheckedRows {
	/** Nothing is wrong with any row. */
	ok: boolean;
	rows: number;
	/** The first of them, by row. */
	problems: RowProblem[];
	/** How many there are in all. */
	problemCount: number;
}

/** Problems that are kept; the others are counted. */
const PROBLEMS_MAX = 100;

/** Checks rows against the schema of a format and its own rules, one by one, as they are read. */
export interface RowChecker {
	take(row: unknown): void;
	/** Call once, after the last row. */
	finish(): CheckedRows;
}

export function rowChecker(format: CheckedFormat): RowChecker {
	const check = format.start();
	const problems: RowProblem[] = [];
	let problemCount = 0;
	let rows = 0;
	const note = (found: RowProblem) => {
		problemCount += 1;
		if (problems.length < PROBLEMS_MAX) problems.push(found);
	};
	return {
		take(row) {
			rows += 1;
			const parsed = format.schema.safeParse(row);
			const problem = parsed.success ? check.take(parsed.data, rows) : firstIssue(parsed.error);
			if (problem !== null) note({ row: rows, problem });
		},
		finish() {
			for (const found of check.end(rows)) note(found);
			return {
				ok: problemCount === 0,
				rows,
				problems: problems.toSorted((one, other) => one.row - other.row),
				problemCount,
			};
		},
	};
}

/** Checks rows of a named format. Throws `format-unknown` (422). */
export function checkRows(format: string, rows: Iterable<unknown>): CheckedRows {
	const checker = rowChecker(checkedFormat(format));
	for (const row of rows) checker.take(row);
	return checker.finish();
}

/** The first thing that does not fit, with its place; how many more there are. */
function firstIssue(error: z.ZodError): string {
	const [issue, ...more] = error.issues;
	if (issue === undefined) return "the row does not fit the format";
	const place = issue.path.map(String).join(".");
	const text = place === "" ? issue.message : `${place}: ${issue.message}`;
	return more.length === 0 ? text : `${text} (and ${more.length} more)`;
}
