import type { translator } from "#lib/i18n/translate.ts";
import type { Criticism } from "#lib/ranking/criticism-record.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { drawHistory, drawIntervals, drawMatrix, HISTORY_MAX } from "./board-charts.ts";
import type { SvgNode } from "./charts/svg-tree.ts";
import { drawDifferences, drawPlaces, drawRivals } from "./doubt-charts.ts";
import { drawCalibration, drawStyle, drawTieModels } from "./fit-charts.ts";
import type { Figures } from "./format.ts";

/** Everything that drawings are made from, words included. */
export type DrawingInput = {
	snapshot: Snapshot;
	criticism: Criticism | null;
	history: readonly { at: string; model: string; rating: number }[];
	nameOf: (slug: string) => string;
	t: ReturnType<typeof translator<"leaderboard">>;
	c: ReturnType<typeof translator<"criticism">>;
	figures: Figures;
	/** For drawings that are about one model. */
	model?: string | undefined;
	/** In pixels, where there is little room; those that cannot be made so narrow shorten their labels. */
	width?: number | undefined;
};

/** The drawings of the ranking pages by the names of their files. Null where there is nothing to draw. */
export const drawings = {
	intervals: ({ snapshot, nameOf, t, width }) =>
		drawIntervals(
			snapshot,
			nameOf,
			{
				title: t("charts.intervals"),
				text: t("charts.intervals-text"),
				axis: t("charts.axis"),
			},
			width,
		),
	matrix: (input) => drawMatrix(input),
	history: ({ snapshot, history, nameOf, t, figures, width }) =>
		drawHistory(
			snapshot,
			history,
			nameOf,
			{
				title: t("charts.history"),
				text: t("charts.history-text", { count: HISTORY_MAX }),
				formatTime: figures.moment,
			},
			width,
		),
	differences: (input) => drawDifferences(input),
	rivals: (input) => drawRivals(input),
	places: (input) => drawPlaces(input),
	calibration: (input) => drawCalibration(input),
	style: (input) => drawStyle(input),
	"tie-models": (input) => drawTieModels(input),
} as const satisfies { [name: string]: (input: DrawingInput) => SvgNode | null };

export type DrawingName = keyof typeof drawings;
export const drawingNames = Object.keys(drawings) as [DrawingName, ...DrawingName[]];
