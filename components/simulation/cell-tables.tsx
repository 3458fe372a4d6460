import Link from "next/link";
import { figuresOf } from "#components/ranking/format.ts";
import { ScrollBox } from "#components/ranking/scroll-box.tsx";
import type { Estimate } from "#lib/simulation/metrics/estimate.ts";
import type { MetricSpec } from "#lib/simulation/suite.ts";
import { metricText } from "./amounts.ts";
import { IntervalBar, type IntervalScale, intervalScale } from "./interval-bar.tsx";
import type { StudioWords } from "./studio-words.ts";

interface Cell {
	suite: string;
	control: string;
	model: string;
	episodes: number;
	metric: string;
	estimate: Estimate;
}

export interface SuiteFacts {
	slug: string;
	name: string;
	metrics: readonly MetricSpec[];
}

/** Scores of a run: for each suite a table of models by controls, best first. */
export function CellTables(props: {
	words: StudioWords;
	cells: readonly Cell[];
	suites: readonly SuiteFacts[];
	runSlug: string;
}) {
	const { words, cells } = props;
	const { t } = words;
	return (
		<div className="grid gap-8 *:min-w-0">
			{[...Map.groupBy(cells, ({ suite }) => suite)].map(([slug, ofSuite]) => {
				const suite = props.suites.find((one) => one.slug === slug);
				const metric = suite?.metrics.find(({ name }) => name === ofSuite[0]?.metric);
				const better = metric?.better ?? null;
				return (
					<section key={slug} aria-labelledby={`cells-${slug}`}>
						<h3 id={`cells-${slug}`} className="font-bold text-lg" lang="en">
							{suite?.name ?? slug}
						</h3>
						<p className="text-quiet text-sm">
							<span lang="en">{metric?.title ?? ofSuite[0]?.metric}</span>
							{`; ${t(better === null ? "run.fact" : `run.${better}`)}`}
						</p>
						<SuiteTable
							words={words}
							cells={ofSuite}
							metric={metric}
							caption={t("run.results-table", {
								suite: suite?.name ?? slug,
								metric: metric?.title ?? "",
							})}
							runSlug={props.runSlug}
						/>
						<p>
							<Link
								href={`/leaderboard?origin=simulated&kind=check&category=${encodeURIComponent(slug)}`}
								prefetch={false}
								className="link inline-flex min-h-11 items-center"
							>
								{t("run.public", { suite: suite?.name ?? slug })}
							</Link>
						</p>
					</section>
				);
			})}
		</div>
	);
}

function SuiteTable(props: {
	words: StudioWords;
	cells: readonly Cell[];
	metric: MetricSpec | undefined;
	caption: string;
	runSlug: string;
}) {
	const { words, cells, metric } = props;
	const { t } = words;
	const controls = [...new Set(cells.map(({ control }) => control))].sort(
		(x, y) => Number(y === "main") - Number(x === "main"),
	);
	const scale = intervalScale(cells.map(({ estimate }) => estimate));
	const sign = metric?.better === "lower" ? -1 : 1;
	const meanOf = (rows: readonly Cell[]) =>
		sign *
		(rows.find(({ control }) => control === controls[0])?.estimate.mean ??
			(sign === 1 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY));
	const rows = [...Map.groupBy(cells, ({ model }) => model)].sort(
		([, x], [, y]) => meanOf(y) - meanOf(x),
	);
	return (
		<ScrollBox label={t("run.scroll")}>
			<table className="studio-table studio-table-tight mt-2">
				<caption className="sr-only">{props.caption}</caption>
				<thead>
					<tr>
						<th scope="col">{t("run.model")}</th>
						{controls.map((control) => (
							<th key={control} scope="col">
								{control === "main" ? t("new.control-main") : control}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map(([model, ofModel]) => (
						<tr key={model}>
							<th scope="row">
								<a
									className="link inline-block min-w-28 break-words py-1"
									href={`/studio/runs/${props.runSlug}?suite=${encodeURIComponent(ofModel[0]?.suite ?? "")}&model=${encodeURIComponent(model)}#conversations`}
								>
									{model}
								</a>
							</th>
							{controls.map((control) => (
								<td key={control}>
									<CellValue
										words={words}
										cell={ofModel.find((cell) => cell.control === control)}
										unit={metric?.unit}
										scale={scale}
									/>
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</ScrollBox>
	);
}

function CellValue(props: {
	words: StudioWords;
	cell: Cell | undefined;
	unit: MetricSpec["unit"] | undefined;
	scale: IntervalScale;
}) {
	const { words, cell, unit, scale } = props;
	const { t, locale } = words;
	if (cell === undefined || cell.estimate.mean === null) return <>–</>;
	const { mean, lower, upper } = cell.estimate;
	const text = (value: number) => metricText(value, unit, locale);
	const isAlone = lower === null || upper === null;
	return (
		<span className="block min-w-32">
			<span className="figures" aria-hidden="true">
				<strong>{text(mean)}</strong>{" "}
				<span className="whitespace-nowrap text-quiet">
					{isAlone ? "" : `[${text(lower)}, ${text(upper)}] `}
					{t("run.n")} {figuresOf(locale).whole(cell.episodes)}
				</span>
			</span>
			<span className="sr-only">
				{isAlone
					? t("run.cell-alone", { mean: text(mean) })
					: t("run.cell", { mean: text(mean), lower: text(lower), upper: text(upper) })}
			</span>
			<IntervalBar estimate={cell.estimate} scale={scale} />
		</span>
	);
}
