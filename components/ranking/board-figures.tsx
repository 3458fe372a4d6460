import { snapshotSearch } from "#lib/ranking/snapshot.ts";
import { winMatrix } from "#lib/ranking/win-matrix.ts";
import { HISTORY_MAX, MATRIX_MAX, ratedRows } from "./board-charts.ts";
import { type BoardContext, figureOf } from "./board-context.ts";
import { DataTable } from "./data-table.tsx";
import { Figure } from "./figure.tsx";

/** As many pairs stand in the page; the file has all. */
const PAIRS_MAX = 132;

export type HistoryRow = {
	at: string;
	model: string;
	rating: number;
	lower: number;
	upper: number;
};

/** The drawings of a leaderboard, each with its data as a table and as files. */
export function BoardFigures(
	props: Omit<BoardContext, "history"> & { history: readonly HistoryRow[] },
) {
	const { snapshot, nameOf, t, figures } = props;
	const whole = figures.whole;
	const csv = (path: string) => `/api/leaderboard${path}${snapshotSearch(snapshot, { as: "csv" })}`;
	const intervals = figureOf(props, "intervals", t("charts.intervals"));
	const matrix = figureOf(props, "matrix", t("charts.matrix"));
	const history = figureOf(props, "history", t("charts.history"));
	const { models, entries } = winMatrix(snapshot.pairs, snapshot);
	const met = entries.filter((entry) => entry.votes > 0);
	const share = (value: number | null) => (value === null ? "" : figures.share(value));
	const matrixText = [
		t("charts.matrix-text"),
		...(models.length > MATRIX_MAX ? [t("charts.matrix-limit", { count: MATRIX_MAX })] : []),
		...(met.length > PAIRS_MAX
			? [t("charts.matrix-table-limit", { shown: PAIRS_MAX, count: met.length })]
			: []),
	].join(" ");
	const drawn = new Set(
		ratedRows(snapshot)
			.slice(0, HISTORY_MAX)
			.map((row) => row.model),
	);
	return (
		<>
			{intervals.drawing === null ? null : (
				<Figure {...intervals} text={t("charts.intervals-text")} csvHref={csv("")}>
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
			{matrix.drawing === null ? null : (
				<Figure {...matrix} text={matrixText} csvHref={csv("/pairs")}>
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
						rows={met
							.slice(0, PAIRS_MAX)
							.map((entry) => [
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
			{history.drawing === null ? null : (
				<Figure
					{...history}
					text={t("charts.history-text", { count: HISTORY_MAX })}
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
						rows={props.history
							.filter((point) => drawn.has(point.model))
							.map((point) => [
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
