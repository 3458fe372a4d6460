import type { translator } from "#lib/i18n/translate.ts";
import { type Snapshot, snapshotSearch } from "#lib/ranking/snapshot.ts";
import { winMatrix } from "#lib/ranking/win-matrix.ts";
import {
	drawHistory,
	drawIntervals,
	drawMatrix,
	HISTORY_MAX,
	MATRIX_MAX,
	ratedRows,
} from "./board-charts.ts";
import { DataTable } from "./data-table.tsx";
import { Figure } from "./figure.tsx";
import type { Figures } from "./format.ts";

type Words = ReturnType<typeof translator<"leaderboard">>;
export type HistoryRow = {
	at: string;
	model: string;
	rating: number;
	lower: number;
	upper: number;
};

/** The drawings of a leaderboard, each with its data as a table and as files. */
export function BoardFigures(props: {
	snapshot: Snapshot;
	history: readonly HistoryRow[];
	nameOf: (slug: string) => string;
	t: Words;
	figures: Figures;
}) {
	const { snapshot, nameOf, t, figures } = props;
	const whole = figures.whole;
	const words = (name: string) => ({
		table: t("charts.table"),
		svg: t("charts.svg"),
		csv: t("charts.csv"),
		scroll: t("charts.scroll", { name }),
	});
	const chart = (name: string) => `/api/leaderboard/charts/${name}.svg${snapshotSearch(snapshot)}`;
	const csv = (path: string) => `/api/leaderboard${path}${snapshotSearch(snapshot, { as: "csv" })}`;
	const intervals = drawIntervals(snapshot, nameOf, {
		title: t("charts.intervals"),
		axis: t("charts.axis"),
	});
	const matrix = drawMatrix(snapshot, nameOf, {
		title: t("charts.matrix"),
		formatShare: figures.share,
	});
	const history = drawHistory(snapshot, props.history, nameOf, {
		title: t("charts.history"),
		formatTime: figures.moment,
	});
	const { models, entries } = winMatrix(snapshot.pairs, snapshot);
	const met = entries.filter((entry) => entry.votes > 0);
	const share = (value: number | null) => (value === null ? "" : figures.share(value));
	return (
		<>
			{intervals === null ? null : (
				<Figure
					id="intervals"
					heading={t("charts.intervals")}
					text={t("charts.intervals-text")}
					drawing={intervals}
					words={words(t("charts.intervals"))}
					svgHref={chart("intervals")}
					csvHref={csv("")}
				>
					<DataTable
						caption={t("charts.intervals")}
						scrollLabel={t("charts.scroll", { name: t("charts.table") })}
						columns={[
							t("charts.model"),
							t("charts.score"),
							t("charts.lower"),
							t("charts.upper"),
							t("charts.votes"),
						]}
						rows={ratedRows(snapshot).map((row) => [
							nameOf(row.model),
							figures.points(row.rating),
							figures.points(row.lower),
							figures.points(row.upper),
							whole(row.votes),
						])}
					/>
				</Figure>
			)}
			{matrix === null ? null : (
				<Figure
					id="matrix"
					heading={t("charts.matrix")}
					text={`${t("charts.matrix-text")}${models.length > MATRIX_MAX ? ` ${t("charts.matrix-limit", { count: MATRIX_MAX })}` : ""}`}
					drawing={matrix}
					words={words(t("charts.matrix"))}
					svgHref={chart("matrix")}
					csvHref={csv("/pairs")}
				>
					<DataTable
						caption={t("charts.matrix")}
						scrollLabel={t("charts.scroll", { name: t("charts.table") })}
						columns={[
							t("charts.model"),
							t("charts.opponent"),
							t("charts.votes"),
							t("charts.rate"),
							t("charts.lower"),
							t("charts.upper"),
							t("charts.expected"),
						]}
						rows={met.map((entry) => [
							nameOf(entry.model),
							nameOf(entry.opponent),
							whole(entry.votes),
							share(entry.winRate),
							share(entry.lower),
							share(entry.upper),
							share(entry.expected),
						])}
					/>
				</Figure>
			)}
			{history === null ? null : (
				<Figure
					id="history"
					heading={t("charts.history")}
					text={t("charts.history-text", { count: HISTORY_MAX })}
					drawing={history}
					words={words(t("charts.history"))}
					svgHref={chart("history")}
					csvHref={csv("/history")}
				>
					<DataTable
						caption={t("charts.history")}
						scrollLabel={t("charts.scroll", { name: t("charts.table") })}
						columns={[
							t("charts.at"),
							t("charts.model"),
							t("charts.score"),
							t("charts.lower"),
							t("charts.upper"),
						]}
						rows={props.history.map((point) => [
							figures.moment(point.at),
							nameOf(point.model),
							figures.points(point.rating),
							figures.points(point.lower),
							figures.points(point.upper),
						])}
					/>
				</Figure>
			)}
		</>
	);
}
