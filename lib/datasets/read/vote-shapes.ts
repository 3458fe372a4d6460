import { AppError } from "#lib/kernel/app-error.ts";
import { readArena33k } from "./shapes/arena-33k.ts";
import { readArena55k } from "./shapes/arena-55k.ts";
import { readArena100k } from "./shapes/arena-100k.ts";
import { readArena140k } from "./shapes/arena-140k.ts";
import { readComparia } from "./shapes/comparia.ts";
import { readParley } from "./shapes/parley.ts";
import { readModels, readSides } from "./shapes/plain.ts";
import type { VoteShape } from "./vote-shape.ts";

/** Every shape that is read. The first whose columns are all there is taken: plain ones come last. */
export const voteShapes: readonly VoteShape[] = [
	readParley,
	readComparia,
	readArena55k,
	readArena140k,
	readArena100k,
	readArena33k,
	readSides,
	readModels,
];

export const voteShapeNames = voteShapes.map(({ name }) => name);

const missingFrom = (shape: VoteShape, columns: readonly string[]) =>
	shape.required.filter((name) => !columns.includes(name));

/**
 * The shape of a file with these columns, or the one of the given name if its columns are there.
 * Throws `shape-unknown` (422: no such name), `shape-unrecognised` or `columns-missing` (400).
 */
export function shapeOf(columns: readonly string[], name: string | null): VoteShape {
	if (name === null) {
		const found = voteShapes.find((shape) => missingFrom(shape, columns).length === 0);
		if (found !== undefined) return found;
		throw new AppError(
			"shape-unrecognised",
			`These columns are of no vote file that is known: ${listed(columns)}. ${nearest(columns)} Formats: ${voteShapeNames.join(", ")}.`,
			{ data: { columns } },
		);
	}
	const shape = voteShapes.find((known) => known.name === name);
	if (shape === undefined)
		throw new AppError(
			"shape-unknown",
			`There is no format ${name}. Formats that are read: ${voteShapeNames.join(", ")}.`,
			{ status: 422 },
		);
	const missing = missingFrom(shape, columns);
	if (missing.length > 0)
		throw new AppError(
			"columns-missing",
			`A ${name} file needs the columns ${shape.required.join(", ")}; missing: ${missing.join(", ")}. Leave out --format to have it recognised.`,
			{ data: { missing } },
		);
	return shape;
}

function listed(columns: readonly string[]): string {
	const shown = columns
		.slice(0, 20)
		.map((name) => (name.length > 40 ? `${name.slice(0, 40)}…` : name));
	return `${shown.join(", ")}${columns.length > shown.length ? ` and ${columns.length - shown.length} more` : ""}`;
}

/** What the shape that misses the fewest columns would need. */
function nearest(columns: readonly string[]): string {
	const ranked = voteShapes
		.map((shape) => ({ shape, missing: missingFrom(shape, columns) }))
		.filter(({ shape, missing }) => shape.required.length - missing.length >= 2)
		.sort(
			(x, y) =>
				x.missing.length - y.missing.length || x.shape.required.length - y.shape.required.length,
		);
	const best = ranked.at(0);
	return best === undefined
		? "The simplest is model_a, model_b, winner."
		: `Closest is ${best.shape.name}, which also needs ${best.missing.join(", ")}.`;
}
