import { figuresOf } from "#components/ranking/format.ts";
import { ScrollBox } from "#components/ranking/scroll-box.tsx";
import type { Estimate } from "#lib/simulation/metrics/estimate.ts";
import type { PairedDifference } from "#lib/simulation/metrics/paired-difference.ts";
import type { MetricSpec } from "#lib/simulation/suite.ts";
import { differenceText, metricText } from "./amounts.ts";
import { IntervalBar, intervalScale } from "./interval-bar.tsx";
import type { StudioWords } from "./studio-words.ts";

interface Cell {
	suite: string;
	suiteName: string;
	control: string;
	models: readonly [string, string];
	metric: MetricSpec | null;
	means: readonly [Estimate, Estimate];
	paired: PairedDifference;
}

/** Paired differences of two runs: a table for each suite and control. */
export function ComparisonTables(props: { words: StudioWords; cells: readonly Cell[] }) {
	const { words } = props;
	const { t } = words;
	return (
		<div className="mt-8 grid gap-8 *:min-w-0">
			{[...Map.groupBy(props.cells, ({ suite, control }) => `${suite}|${control}`)].map(
				([key, cells]) => {
					const [first] = cells;
					const metric = first?.metric ?? null;
					const better = metric?.better ?? null;
					const heading = t("compare.table", {
						suite: first?.suiteName ?? "",
						control: first?.control === "main" ? t("new.control-main") : (first?.control ?? ""),
					});
					return (
						<section key={key} aria-labelledby={`compared-${key}`}>
							<h2 id={`compared-${key}`} className="font-bold text-xl">
								{heading}
							</h2>
							<p className="text-quiet text-sm">
								{t("compare.metric", {
									metric: metric?.title ?? "",
									better: t(better === null ? "run.fact" : `run.${better}`),
								})}
							</p>
							<ComparisonTable words={words} cells={cells} metric={metric} caption={heading} />
						</section>
					);
				},
			)}
		</div>
	);
}

const columns = [
	"model",
	"mean-first",
	"mean-second",
	"difference",
	"verdict",
	"pairs",
	"sign",
	"p",
] as const;
const atEnd: readonly string[] = ["mean-first", "mean-second", "pairs", "p"];

function ComparisonTable(props: {
	words: StudioWords;
	cells: readonly Cell[];
	metric: MetricSpec | null;
	caption: string;
}) {
	const { words, cells, metric } = props;
	const { t, locale } = words;
	const { whole, decimal } = figuresOf(locale);
	const scale = intervalScale(
		cells.map(({ paired }) => paired.difference),
		0,
	);
	const mean = ({ mean: value }: Estimate) =>
		value === null ? "–" : metricText(value, metric?.unit, locale);
	return (
		<ScrollBox label={t("run.scroll")}>
			<table className="studio-table studio-table-tight mt-2">
				<caption className="sr-only">{props.caption}</caption>
				<thead>
					<tr>
						{columns.map((column) => (
							<th
								key={column}
								scope="col"
								className={atEnd.includes(column) ? "text-end" : undefined}
							>
								{t(`compare.${column}`)}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{cells.map((cell) => {
						const [first, second] = cell.models;
						const { paired } = cell;
						const { positive, negative, even, p } = paired.sign;
						const [better, worse] =
							cell.metric?.better === "lower" ? [negative, positive] : [positive, negative];
						return (
							<tr key={cell.models.join("|")}>
								<th scope="row" className="break-words sm:whitespace-nowrap">
									{first === second ? first : t("compare.versus", { first, second })}
								</th>
								<td className="figures text-end">{mean(cell.means[0])}</td>
								<td className="figures text-end">{mean(cell.means[1])}</td>
								<td className="min-w-40">
									<DifferenceText words={words} cell={cell} unit={metric?.unit} />
									<IntervalBar estimate={paired.difference} scale={scale} zero={0} />
								</td>
								<td>{paired.pairs === 0 ? "–" : t(`compare.${readingOf(cell)}`)}</td>
								<td className="figures text-end">
									{whole(paired.pairs)}
									{paired.unpaired === 0 ? null : (
										<span className="block whitespace-nowrap text-quiet text-sm">
											{t("compare.unpaired")} {whole(paired.unpaired)}
										</span>
									)}
								</td>
								<td className="figures whitespace-nowrap">
									{`${whole(better)} / ${whole(even)} / ${whole(worse)}`}
								</td>
								<td className="figures text-end">{p === null ? "–" : decimal(p)}</td>
							</tr>
						);
					})}
				</tbody>
			</table>
		</ScrollBox>
	);
}

function DifferenceText(props: {
	words: StudioWords;
	cell: Cell;
	unit: MetricSpec["unit"] | undefined;
}) {
	const { t, locale } = props.words;
	const { mean, lower, upper } = props.cell.paired.difference;
	if (mean === null) return <>{t("compare.no-pairs")}</>;
	const text = (value: number) => differenceText(value, props.unit, locale);
	const isAlone = lower === null || upper === null;
	return (
		<>
			<span className="figures whitespace-nowrap" aria-hidden="true">
				<strong>{text(mean)}</strong>
				{isAlone ? "" : ` [${text(lower)}, ${text(upper)}]`}
			</span>
			<span className="sr-only">
				{isAlone
					? t("compare.difference-alone", { mean: text(mean) })
					: t("compare.difference-words", {
							mean: text(mean),
							lower: text(lower),
							upper: text(upper),
						})}
			</span>
		</>
	);
}

/** What the interval says: which of the two is better, if it leaves zero out and there is a better direction. */
function readingOf({ paired, metric }: Cell): "first-better" | "second-better" | "undecided" {
	const { lower, upper } = paired.difference;
	const better = metric?.better ?? null;
	if (lower === null || upper === null || better === null) return "undecided";
	if (lower <= 0 && upper >= 0) return "undecided";
	return lower > 0 === (better === "higher") ? "first-better" : "second-better";
}
