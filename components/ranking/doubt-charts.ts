import type { PairDifference } from "#lib/ranking/fit-result.ts";
import {
	differencesFrom,
	type ListedDifference,
	pairDifferences,
} from "#lib/ranking/pair-differences.ts";
import { MATRIX_MAX, ratedRows } from "./board-charts.ts";
import type { DrawingInput } from "./board-drawings.ts";
import { differencePlot } from "./charts/difference-plot.ts";
import { forestPlot } from "./charts/forest-plot.ts";
import { SCROLLED_MAX } from "./charts/label-width.ts";
import { placesPlot } from "./charts/places-plot.ts";
import type { SvgNode } from "./charts/svg-tree.ts";

/** More rows than this make a drawing unreadable; the tables and files have them all. */
export const PLACES_MAX = 40;

type Words = Pick<DrawingInput, "nameOf" | "c" | "figures">;

/** The first models of a component, between which pairs are drawn and listed. */
export function firstModels({ snapshot }: Pick<DrawingInput, "snapshot">): string[] {
	const [first] = ratedRows(snapshot);
	return ratedRows(snapshot)
		.filter((row) => row.component === first?.component)
		.slice(0, MATRIX_MAX)
		.map((row) => row.model);
}

/** The differences between the first models. */
export function firstDifferences(input: Pick<DrawingInput, "snapshot">): ListedDifference[] {
	const shown = new Set(firstModels(input));
	const rows = input.snapshot.rows.filter((row) => shown.has(row.model));
	return pairDifferences({ ...input.snapshot, rows });
}

/** A difference in a sentence. */
export function differenceWords(
	pair: PairDifference & { model: string; opponent: string; isDecided: boolean },
	{ nameOf, c, figures }: Words,
): string {
	return c(pair.isDecided ? "differences.decided-words" : "differences.open-words", {
		model: nameOf(pair.model),
		opponent: nameOf(pair.opponent),
		points: figures.points(pair.difference),
		lower: figures.signed(pair.lower),
		upper: figures.signed(pair.upper),
		chance: figures.chance(pair.chanceBetter),
	});
}

/** Who is better than whom among the first models, or null without a covariance or a pair. */
export function drawDifferences(input: DrawingInput): SvgNode | null {
	const pairs = firstDifferences(input);
	if (pairs.length === 0) return null;
	const { nameOf, c, figures } = input;
	const shown = firstModels(input);
	return differencePlot(
		shown.map(nameOf),
		pairs.map((pair) => ({
			row: shown.indexOf(pair.model),
			column: shown.indexOf(pair.opponent),
			value: pair.isDecided ? figures.signed(pair.difference) : "≈",
			isDecided: pair.isDecided,
			words: differenceWords(pair, input),
		})),
		{ title: c("differences.heading"), text: c("differences.text") },
		input.width === undefined ? undefined : SCROLLED_MAX,
	);
}

/** How far one model is ahead of every other. */
export function drawRivals(input: DrawingInput): SvgNode | null {
	const { snapshot, nameOf, c, figures, model } = input;
	const pairs = model === undefined ? [] : differencesFrom(snapshot, model).slice(0, PLACES_MAX);
	if (pairs.length === 0) return null;
	return forestPlot(
		pairs.map((pair) => ({
			label: nameOf(pair.opponent),
			estimate: pair.difference,
			lower: pair.lower,
			upper: pair.upper,
			value: figures.signed(pair.difference),
			words: differenceWords(pair, input),
		})),
		{
			title: c("rivals.heading"),
			text: c("rivals.text"),
			axis: c("differences.points"),
			towards: [c("rivals.behind"), c("rivals.ahead")],
		},
		input.width,
	);
}

/** Possible places of each model, or null before they were computed. */
export function drawPlaces(input: DrawingInput): SvgNode | null {
	const { snapshot, nameOf, c, figures } = input;
	const rows = new Map(ratedRows(snapshot).map((row) => [row.model, row]));
	const places = (input.criticism?.places ?? []).filter(({ model }) => rows.has(model));
	if (places.length === 0) return null;
	return placesPlot(
		places.slice(0, PLACES_MAX).map((place) => {
			const row = rows.get(place.model);
			return {
				label: nameOf(place.model),
				rankLower: place.rankLower,
				rankUpper: place.rankUpper,
				own:
					row === undefined || row.rankLower === null || row.rankUpper === null
						? null
						: { rankLower: row.rankLower, rankUpper: row.rankUpper },
				value: figures.chance(place.chanceBest),
				words: c("places.words", {
					model: nameOf(place.model),
					low: place.rankLower,
					high: place.rankUpper,
					best: figures.chance(place.chanceBest),
					three: figures.chance(place.chanceTopThree),
				}),
			};
		}),
		{
			title: c("places.heading"),
			text: c("places.text"),
			axis: c("places.axis"),
			value: c("places.best"),
		},
		input.width,
	);
}
