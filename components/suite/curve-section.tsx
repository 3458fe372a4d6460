import { NARROW } from "#components/ranking/charts/row-layout.ts";
import { DataTable } from "#components/ranking/data-table.tsx";
import { Figure } from "#components/ranking/figure.tsx";
import { Section } from "#components/ranking/section.tsx";
import type { SuiteModel } from "#lib/simulation/suite-results.ts";
import { type TurnLine, turnPlot } from "./charts/turn-plot.ts";
import { boundsCell, estimateCell } from "./estimate-text.ts";
import type { SuiteContext } from "./suite-context.ts";

/** As many lines can be told apart; the table has all. */
const LINES_MAX = 6;

/** How many checks pass turn by turn, and whether that falls. */
export function CurveSection(props: { context: SuiteContext; models: readonly SuiteModel[] }) {
	const { context } = props;
	const { t, format } = context;
	const models = props.models.filter(({ curve }) => curve.length > 0);
	if (models.length === 0)
		return (
			<Section id="curve" heading={t("curve.heading")}>
				<p className="text-quiet">{t("curve.none")}</p>
			</Section>
		);
	const turns = [...new Set(models.flatMap(({ curve }) => curve.map(({ turn }) => turn)))].sort(
		(a, b) => a - b,
	);
	const words = {
		title: t("curve.heading"),
		text: t("curve.text"),
		axis: t("curve.axis"),
		share: (value: number) => format.value("share", value),
	};
	const lines = models.slice(0, LINES_MAX).map(lineOf);
	const isDrawn = turns.length > 1;
	return (
		<Figure
			id="curve"
			heading={t("curve.heading")}
			text={t("curve.text")}
			drawing={isDrawn ? turnPlot(lines, words) : null}
			narrow={isDrawn ? turnPlot(lines, words, NARROW) : null}
			words={{
				table: t("results.table"),
				svg: "",
				csv: "",
				scroll: t("results.scroll", { name: t("curve.heading") }),
			}}
		>
			<DataTable
				caption={t("curve.heading")}
				scrollLabel={t("results.scroll", { name: t("curve.heading") })}
				columns={[
					t("results.model"),
					t("curve.slope"),
					t("cost.between"),
					...turns.map((turn) => `${t("curve.turn")} ${turn}`),
				]}
				rows={models.map(({ name, slope, curve }) => [
					name,
					slope.mean === null ? "–" : format.difference("share", slope.mean),
					boundsCell(context, "share", slope),
					...turns.map((turn) => {
						const found = curve.find((point) => point.turn === turn)?.estimate;
						return found === undefined ? "–" : estimateCell(context, "share", found);
					}),
				])}
			/>
		</Figure>
	);
}

function lineOf({ name, curve }: SuiteModel): TurnLine {
	return {
		label: name,
		points: curve.flatMap(({ turn, estimate: { mean, lower, upper } }) =>
			mean === null ? [] : [{ turn, mean, lower, upper }],
		),
	};
}
