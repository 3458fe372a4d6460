import { type ForestRow, forestPlot } from "#components/ranking/charts/forest-plot.ts";
import { NARROW } from "#components/ranking/charts/row-layout.ts";
import { DataTable } from "#components/ranking/data-table.tsx";
import { Figure } from "#components/ranking/figure.tsx";
import { Section } from "#components/ranking/section.tsx";
import { controlMetric } from "#lib/simulation/control-metric.ts";
import type { PairedDifference } from "#lib/simulation/metrics/paired-difference.ts";
import type { Control, MetricSpec } from "#lib/simulation/suite.ts";
import type { SuiteModel } from "#lib/simulation/suite-results.ts";
import { boundsCell } from "./estimate-text.ts";
import { metricOf, type SuiteContext } from "./suite-context.ts";

/** What each control costs or gains: twin less scenario, by model. */
export function CostSection(props: { context: SuiteContext; models: readonly SuiteModel[] }) {
	const { context, models } = props;
	const { suite, t } = context;
	if (suite.controls.length === 0) return null;
	const compared = new Set(suite.controls.map((control) => comparedIn(context, control).title));
	const metric = [...compared].join("; ");
	return (
		<Section id="cost" heading={t("cost.heading")} text={t("cost.text", { metric })}>
			{suite.controls.map((control) => (
				<ControlFigure key={control.name} context={context} control={control} models={models} />
			))}
		</Section>
	);
}

/** What a control is compared with its scenario by. */
const comparedIn = ({ suite }: SuiteContext, { name }: Control): MetricSpec =>
	metricOf(suite, controlMetric(suite, name).metric);

function ControlFigure(props: {
	context: SuiteContext;
	control: Control;
	models: readonly SuiteModel[];
}) {
	const { context, control, models } = props;
	const { t, format } = context;
	const metric = comparedIn(context, control);
	const played = models.flatMap((model) => {
		const cost = model.controls[control.name];
		return cost === undefined || cost.pairs === 0 ? [] : [{ name: model.name, cost }];
	});
	const rows = played.flatMap(({ name, cost }) => forestRow(context, metric, name, cost));
	const words = {
		title: control.title,
		text: control.isolates,
		axis: `${t("cost.difference")}: ${metric.title}`,
		towards: [t("cost.towards-lower"), t("cost.towards-higher")],
	} as const;
	const scroll = t("results.scroll", { name: control.title });
	return (
		<Figure
			id={`control-${control.name}`}
			level={3}
			heading={control.title}
			text={control.isolates}
			drawing={rows.length === 0 ? null : forestPlot(rows, words)}
			narrow={rows.length === 0 ? null : forestPlot(rows, words, NARROW)}
			words={{ table: t("results.table"), svg: "", csv: "", scroll }}
		>
			{played.length === 0 ? (
				<p>{t("cost.none")}</p>
			) : (
				<DataTable
					caption={control.title}
					scrollLabel={scroll}
					columns={[
						t("results.model"),
						t("cost.difference"),
						t("cost.between"),
						t("cost.pairs"),
						t("cost.higher"),
						t("cost.lower"),
						t("cost.even"),
						t("cost.p"),
					]}
					rows={played.map(({ name, cost: { difference, pairs, sign } }) => [
						name,
						difference.mean === null ? "–" : format.difference(metric.unit, difference.mean),
						boundsCell(context, metric.unit, difference),
						...[pairs, sign.positive, sign.negative, sign.even].map(format.count),
						sign.p === null ? "–" : format.chance(sign.p),
					])}
				/>
			)}
		</Figure>
	);
}

/** A row of the drawing, for differences that have an interval. */
function forestRow(
	{ t, format }: SuiteContext,
	{ unit }: MetricSpec,
	name: string,
	{ difference }: PairedDifference,
): ForestRow[] {
	const { mean, lower, upper } = difference;
	if (mean === null || lower === null || upper === null) return [];
	// The axis has plain numbers; hundredths of a share read better than fractions.
	const scale = unit === "share" ? 100 : 1;
	const value = format.difference(unit, mean);
	const [from, to] = [lower, upper].map((bound) => format.difference(unit, bound));
	return [
		{
			label: name,
			estimate: mean * scale,
			lower: lower * scale,
			upper: upper * scale,
			value,
			words: t("cost.words", {
				model: name,
				difference: value,
				lower: from ?? "",
				upper: to ?? "",
			}),
		},
	];
}
