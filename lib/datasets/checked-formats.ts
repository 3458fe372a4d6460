import type { z } from "zod";
import { AppError } from "#lib/kernel/app-error.ts";
import { rowSchemas } from "./columns.ts";
import { type EpisodeFormatName, episodeFormatNames } from "./episode-formats.ts";
import { type FormatName, formatNames } from "./format-names.ts";
import { dpoProblem, dpoRowSchema } from "./formats/dpo.ts";
import { ktoProblem, ktoRowSchema } from "./formats/kto.ts";
import { nlfProblem, nlfRowSchema } from "./formats/nlf.ts";
import { refuelProblem, refuelRowSchema } from "./formats/refuel.ts";
import { sftProblem, sftRowSchema } from "./formats/sft.ts";
import { trajectoryPairsProblem, trajectoryPairsRowSchema } from "./formats/trajectory-pairs.ts";
import {
	type TransitionsRow,
	transitionsOrder,
	transitionsRowSchema,
} from "./formats/transitions.ts";
import { type TreeRow, treeLinks, treeProblem, treeRowSchema } from "./formats/tree.ts";

export interface RowProblem {
	/** From 1; of the last row where something is missing after it. */
	row: number;
	problem: string;
}

/** Looks at the rows of one file in order. `at` is the row's number, from 1. */
export interface FileCheck {
	take(row: unknown, at: number): string | null;
	/** What shows only once all rows are there. `rows` is how many there were. */
	end(rows: number): RowProblem[];
}

export interface CheckedFormat {
	name: CheckedFormatName;
	schema: z.ZodObject;
	/** For one file. Is given rows that the schema has passed. */
	start(): FileCheck;
}

export type CheckedFormatName = FormatName | EpisodeFormatName;

/** Every format whose files can be checked. */
export const checkedFormatNames: readonly CheckedFormatName[] = [
	...formatNames,
	...episodeFormatNames,
];

/** A format whose rows are checked one by one. */
const byRow = <Row>(
	schema: z.ZodObject & z.ZodType<Row>,
	problem: (row: Row) => string | null,
): Omit<CheckedFormat, "name"> => ({
	schema,
	start: () => ({ take: (row) => problem(row as Row), end: () => [] }),
});

const formats: Readonly<Record<CheckedFormatName, Omit<CheckedFormat, "name">>> = {
	"arena-140k": byRow(rowSchemas["arena-140k"], () => null),
	parley: byRow(rowSchemas.parley, () => null),
	sft: byRow(sftRowSchema, sftProblem),
	dpo: byRow(dpoRowSchema, dpoProblem),
	kto: byRow(ktoRowSchema, ktoProblem),
	"trajectory-pairs": byRow(trajectoryPairsRowSchema, trajectoryPairsProblem),
	refuel: byRow(refuelRowSchema, refuelProblem),
	nlf: byRow(nlfRowSchema, nlfProblem),
	tree: {
		schema: treeRowSchema,
		start() {
			const links = treeLinks();
			return {
				take(row, at) {
					const node = row as TreeRow;
					return treeProblem(node) ?? links.take(node, at);
				},
				end: () => links.end(),
			};
		},
	},
	transitions: {
		schema: transitionsRowSchema,
		start() {
			const order = transitionsOrder();
			return {
				take: (row) => order.take(row as TransitionsRow),
				end(rows) {
					const problem = order.end();
					return problem === null ? [] : [{ row: rows, problem }];
				},
			};
		},
	},
};

/** The format of that name. Throws `format-unknown` (422), which names those that can be checked. */
export function checkedFormat(name: string): CheckedFormat {
	const found = checkedFormatNames.find((format) => format === name);
	if (found !== undefined) return { name: found, ...formats[found] };
	throw new AppError(
		"format-unknown",
		`There is no format ${name}. Formats that can be checked: ${checkedFormatNames.join(", ")}.`,
		{ status: 422, data: { formats: checkedFormatNames } },
	);
}

/**
 * The format that has these columns: of those whose columns are all there, the one with most of them. Throws
 * `format-unrecognised` (400).
 */
export function recogniseFormat(columns: readonly string[]): CheckedFormat {
	const fitting = checkedFormatNames
		.map((name) => ({ name, needed: requiredColumns(formats[name].schema) }))
		.filter(({ needed }) => needed.every((column) => columns.includes(column)))
		.sort((one, other) => other.needed.length - one.needed.length);
	const [best] = fitting;
	if (best !== undefined) return { name: best.name, ...formats[best.name] };
	throw new AppError(
		"format-unrecognised",
		`These columns are of no format that can be checked: ${columns.slice(0, 20).join(", ")}. Name the format it should be: ${checkedFormatNames.join(", ")}.`,
		{ data: { columns } },
	);
}

const requiredColumns = ({ shape }: z.ZodObject): string[] =>
	Object.entries(shape).flatMap(([name, column]) =>
		(column as z.ZodType).safeParse(undefined).success ? [] : [name],
	);
