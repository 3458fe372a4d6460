import Link from "next/link";
import { ScoreCell, scaleOf } from "#components/ranking/score-cell.tsx";
import { ScrollBox } from "#components/ranking/scroll-box.tsx";
import type { MetricSpec } from "#lib/simulation/suite.ts";
import type { SuiteModel } from "#lib/simulation/suite-results.ts";
import { CatalogueText } from "./catalogue-text.tsx";
import { estimateWords, shownBounds } from "./estimate-text.ts";
import { metricOf, type SuiteContext } from "./suite-context.ts";

/** The models by what decides, with its interval drawn, and every other number beside it. */
export function ResultsTable(props: { context: SuiteContext; models: readonly SuiteModel[] }) {
	const { context, models } = props;
	const { suite, t, primary } = context;
	const others = suite.metrics.filter(({ name }) => name !== primary.name);
	const scale = scaleOf(
		models.map(({ metrics }) =>
			shownBounds(primary.unit, metrics[primary.name] ?? { mean: null, lower: null, upper: null }),
		),
	);
	return (
		<ScrollBox label={t("results.scroll", { name: t("results.heading") })}>
			<table className="w-full border-collapse">
				<caption className="sr-only">{t("results.heading")}</caption>
				<thead>
					<tr className="border-line-strong border-b text-quiet text-sm">
						<th
							scope="col"
							className="sticky start-0 bg-surface py-2 pe-2 text-start align-bottom font-medium"
						>
							{t("results.model")}
						</th>
						<MetricHead context={context} metric={primary} />
						<th scope="col" className="px-2 py-2 text-start align-bottom font-medium">
							{t("results.scenarios")}
						</th>
						{others.map((metric) => (
							<MetricHead key={metric.name} context={context} metric={metric} />
						))}
						<th scope="col" className="px-2 py-2 text-start align-bottom font-medium">
							{t("results.void")}
						</th>
					</tr>
				</thead>
				<tbody>
					{models.map((model) => (
						<ResultRow
							key={model.model}
							context={context}
							model={model}
							others={others}
							scale={scale}
						/>
					))}
				</tbody>
			</table>
		</ScrollBox>
	);
}

function MetricHead({ context, metric }: { context: SuiteContext; metric: MetricSpec }) {
	const { t, locale } = context;
	return (
		<th scope="col" className="min-w-28 px-2 py-2 text-start align-bottom font-medium">
			<CatalogueText locale={locale}>{metric.title}</CatalogueText>
			<span className="block font-normal">
				{t("scoring.better-head")}: {t(`scoring.better.${metric.better ?? "none"}`)}
			</span>
		</th>
	);
}

function ResultRow(props: {
	context: SuiteContext;
	model: SuiteModel;
	others: readonly MetricSpec[];
	scale: { low: number; high: number };
}) {
	const { context, model, others, scale } = props;
	const { suite, t, format, primary, figures } = context;
	const own = model.metrics[primary.name];
	const decides = own === undefined ? undefined : shownBounds(primary.unit, own);
	const { attempts } = model;
	return (
		<tr className="border-line border-b align-top">
			<th
				scope="row"
				className="sticky start-0 min-w-32 max-w-40 bg-surface py-3 pe-2 text-start font-normal sm:max-w-64"
			>
				<Link href={`/models/${model.model}`} prefetch={false} className="link font-semibold">
					{model.name}
				</Link>
			</th>
			<td className="px-2 py-3">
				{decides === undefined || decides.mean === null ? (
					<span className="text-quiet text-sm">{t("results.unknown")}</span>
				) : decides.lower === null || decides.upper === null ? (
					<span className="figures" title={estimateWords(context, primary.unit, decides)}>
						{format.value(primary.unit, decides.mean)}
					</span>
				) : (
					<ScoreCell
						rating={decides.mean}
						lower={decides.lower}
						upper={decides.upper}
						scale={scale}
						isPreliminary={false}
						textWidth={7}
						text={format.value(primary.unit, decides.mean)}
						words={estimateWords(context, primary.unit, decides)}
					/>
				)}
			</td>
			<td className="figures whitespace-nowrap px-2 py-3">
				{figures.whole(decides?.values ?? 0)} ({figures.whole(decides?.clusters ?? 0)})
			</td>
			{others.map(({ name }) => (
				<MetricCell
					key={name}
					context={context}
					metric={metricOf(suite, name)}
					estimate={model.metrics[name]}
				/>
			))}
			<td className="figures whitespace-nowrap px-2 py-3">
				{t("results.void-value", {
					void: attempts.void,
					all: attempts.void + attempts.finished,
				})}
			</td>
		</tr>
	);
}

function MetricCell(props: {
	context: SuiteContext;
	metric: MetricSpec;
	estimate: SuiteModel["metrics"][string] | undefined;
}) {
	const { context, metric } = props;
	const { format, t } = context;
	const estimate =
		props.estimate === undefined ? undefined : shownBounds(metric.unit, props.estimate);
	if (estimate === undefined || estimate.mean === null)
		return <td className="px-2 py-3 text-quiet text-sm">{t("results.unknown")}</td>;
	return (
		<td className="figures px-2 py-3" title={estimateWords(context, metric.unit, estimate)}>
			{format.value(metric.unit, estimate.mean)}
			{estimate.lower === null || estimate.upper === null ? null : (
				<span className="block whitespace-nowrap text-quiet text-sm">
					{format.value(metric.unit, estimate.lower)} … {format.value(metric.unit, estimate.upper)}
				</span>
			)}
		</td>
	);
}
