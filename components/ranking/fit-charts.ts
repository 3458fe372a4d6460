import type { Coefficient } from "#lib/ranking/fit-result.ts";
import { NORMAL_QUANTILE, POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import type { DrawingInput } from "./board-drawings.ts";
import { calibrationPlot } from "./charts/calibration-plot.ts";
import { forestPlot } from "./charts/forest-plot.ts";
import type { SvgNode } from "./charts/svg-tree.ts";

/** An effect of style in points for one more standard deviation. */
export type StyleEffect = { name: string; points: number; lower: number; upper: number };

/** The effects that the votes determine. */
export function styleEffects(coefficients: readonly Coefficient[]): StyleEffect[] {
	return coefficients.flatMap(({ name, estimate, lower, upper }) =>
		estimate === null || lower === null || upper === null
			? []
			: [
					{
						name,
						points: estimate * POINTS_PER_UNIT,
						lower: lower * POINTS_PER_UNIT,
						upper: upper * POINTS_PER_UNIT,
					},
				],
	);
}

/** A style's name in words, or as it is. */
export function styleName(c: DrawingInput["c"], name: string): string {
	const key = `style.names.${name}` as Parameters<typeof c.has>[0];
	return c.has(key) ? c(key as "style.names.bold") : name;
}

/** A way to count ties in words, or its name; `short` beside a drawing. */
export function tieModelName(
	c: DrawingInput["c"],
	name: string,
	form: "names" | "short" = "names",
): string {
	const key = `ties.${form}.${name}` as Parameters<typeof c.has>[0];
	return c.has(key) ? c(key as "ties.names.bt-half") : name;
}

/** What style is worth; a drawing only of more than one effect. */
export function drawStyle({ snapshot, c, figures, width }: DrawingInput): SvgNode | null {
	const effects = styleEffects(snapshot.coefficients);
	if (effects.length < 2) return null;
	return forestPlot(
		effects.map((effect) => ({
			label: styleName(c, effect.name),
			estimate: effect.points,
			lower: effect.lower,
			upper: effect.upper,
			value: figures.signed(effect.points),
			words: c("style.words", {
				name: styleName(c, effect.name),
				points: figures.signed(effect.points),
				lower: figures.signed(effect.lower),
				upper: figures.signed(effect.upper),
			}),
		})),
		{
			title: c("style.heading"),
			text: c("style.text"),
			axis: c("style.axis"),
			towards: [c("style.less"), c("style.more")],
		},
		width,
	);
}

/** Expected against observed outcomes, or null before they were compared. */
export function drawCalibration({ criticism, c, figures, width }: DrawingInput): SvgNode | null {
	const points = (criticism?.calibration?.bins ?? []).flatMap((bin) => {
		const { expected, observed, lower, upper, votes } = bin;
		if (expected === null || observed === null || lower === null || upper === null) return [];
		const words = c("calibration.words", {
			expected: figures.share(expected),
			observed: figures.share(observed),
			lower: figures.share(lower),
			upper: figures.share(upper),
			votes,
		});
		return [{ expected, observed, lower, upper, votes, words }];
	});
	return points.length === 0
		? null
		: calibrationPlot(
				points,
				{
					title: c("calibration.heading"),
					text: c("calibration.text"),
					across: c("calibration.across"),
					up: c("calibration.up"),
					formatShare: figures.share,
				},
				width,
			);
}

/** How much better or worse other ways to count ties predict than the published one. */
export function drawTieModels({ criticism, c, figures, width }: DrawingInput): SvgNode | null {
	const rows = tieComparisons(criticism?.tieModels ?? []).map(({ name, loss, lower, upper }) => ({
		label: tieModelName(c, name, "short"),
		// In thousandths, so that the axis has plain numbers.
		estimate: loss * 1000,
		lower: lower * 1000,
		upper: upper * 1000,
		value: figures.fineSigned(loss * 1000),
		words: c("ties.words", {
			name: tieModelName(c, name),
			loss: figures.fineSigned(loss * 1000),
			lower: figures.fineSigned(lower * 1000),
			upper: figures.fineSigned(upper * 1000),
		}),
	}));
	return rows.length < 2
		? null
		: forestPlot(
				rows,
				{
					title: c("ties.heading"),
					text: c("ties.drawing"),
					axis: c("ties.axis"),
					towards: [c("ties.better"), c("ties.worse")],
				},
				width,
			);
}

/** Each model's loss against the first one's, with a 95 % interval. */
export function tieComparisons(
	models: readonly {
		name: string;
		againstFirst: { mean: number; standardError: number } | null;
	}[],
): { name: string; loss: number; lower: number; upper: number }[] {
	return models.flatMap(({ name, againstFirst }) => {
		if (againstFirst === null) return [];
		const { mean, standardError } = againstFirst;
		const margin = NORMAL_QUANTILE * standardError;
		return [{ name, loss: mean, lower: mean - margin, upper: mean + margin }];
	});
}
