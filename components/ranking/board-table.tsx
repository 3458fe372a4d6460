import Link from "next/link";
import type { translator } from "#lib/i18n/translate.ts";
import type { RatingRow } from "#lib/ranking/fit-result.ts";
import type { ListedDifference } from "#lib/ranking/pair-differences.ts";
import type { Figures } from "./format.ts";
import { ScoreCell, scaleOf } from "./score-cell.tsx";
import { ScrollBox } from "./scroll-box.tsx";

type Words = ReturnType<typeof translator<"leaderboard">>;

/** What the table shows of a model beside its rating. */
export type TableModel = {
	name: string;
	maker: string;
	kind: "language-model" | "program";
	licence: string | null;
	openWeights: boolean;
	priceInputUsd: number | null;
	priceOutputUsd: number | null;
	state: "draft" | "active" | "paused" | "retired";
	isDrawn: boolean;
	speed: {
		firstTokenMs: number | null;
		tokensPerSecond: number | null;
		failureShare: number | null;
	};
};

/** The ratings, best first, with what else a reader wants to know of each model. */
export function BoardTable(props: {
	rows: readonly RatingRow[];
	models: ReadonlyMap<string, TableModel>;
	/** For each model how far it is ahead of the next, where that is known. */
	next: ReadonlyMap<string, ListedDifference>;
	t: Words;
	figures: Figures;
}) {
	const { t } = props;
	const scale = scaleOf(props.rows);
	const columns = [
		"rank",
		"model",
		"score",
		"votes",
		"win-rate",
		"status",
		"speed",
		"failures",
		"price",
		"licence",
	] as const;
	return (
		<ScrollBox label={t("charts.scroll", { name: t("table.caption") })}>
			<table className="w-full border-collapse">
				<caption className="sr-only">{t("table.caption")}</caption>
				<thead>
					<tr className="border-line-strong border-b text-quiet text-sm">
						{columns.map((column) => (
							<th
								key={column}
								scope="col"
								className={`px-2 py-2 text-start font-medium first:ps-0 ${column === "model" ? "sticky start-0 bg-surface" : ""}`}
								{...(column === "rank" ? { title: t("table.rank-title") } : {})}
							>
								{t(`table.${column}`)}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{props.rows.map((row) => (
						<BoardRow
							key={row.model}
							row={row}
							model={props.models.get(row.model)}
							next={nextWords(props.next.get(row.model), props)}
							scale={scale}
							t={t}
							figures={props.figures}
						/>
					))}
				</tbody>
			</table>
		</ScrollBox>
	);
}

function BoardRow(props: {
	row: RatingRow;
	model: TableModel | undefined;
	next: string | null;
	scale: { low: number; high: number };
	t: Words;
	figures: Figures;
}) {
	const { row, model, t, figures } = props;
	const unknown = <span className="font-sans text-quiet text-sm">{t("table.unknown")}</span>;
	return (
		<tr className="border-line border-b align-top">
			<td className="figures whitespace-nowrap py-3 pe-2">
				<RankCell row={row} t={t} />
			</td>
			<th
				scope="row"
				className="sticky start-0 min-w-32 max-w-40 bg-surface px-2 py-3 text-start font-normal sm:max-w-64"
			>
				<Link href={`/models/${row.model}`} prefetch={false} className="link font-semibold">
					{model?.name ?? row.model}
				</Link>
				<span className="block text-quiet text-sm">
					{model?.kind === "program" ? (
						<abbr
							title={t("table.program-title")}
							className="me-1.5 inline-block rounded border border-line-strong px-1 text-xs no-underline"
						>
							{t("table.program")}
						</abbr>
					) : null}
					{model === undefined ? null : t("table.by", { maker: model.maker })}
					{model?.state === "paused" || model?.state === "retired"
						? ` · ${t(`table.state.${model.state}`)}`
						: null}
				</span>
			</th>
			<td className="px-2 py-3">
				{row.rating === null || row.lower === null || row.upper === null ? (
					unknown
				) : (
					<ScoreCell
						rating={row.rating}
						lower={row.lower}
						upper={row.upper}
						scale={props.scale}
						isPreliminary={row.status !== "established"}
						text={figures.points(row.rating)}
						words={[
							t("table.interval", {
								lower: figures.points(row.lower),
								upper: figures.points(row.upper),
							}),
							...(props.next === null ? [] : [props.next]),
						].join("; ")}
					/>
				)}
			</td>
			<td className="figures px-2 py-3">{figures.whole(row.votes)}</td>
			<td className="figures px-2 py-3">
				{row.winRate === null ? unknown : figures.share(row.winRate)}
			</td>
			<td className="px-2 py-3 text-sm">
				<abbr title={t(`status-note.${row.status}`)} className="no-underline">
					{t(`status.${row.status}`)}
				</abbr>
				{row.component !== null && row.component > 0 ? (
					<span className="block text-quiet">{t("table.unconnected")}</span>
				) : null}
			</td>
			<td className="whitespace-nowrap px-2 py-3 text-sm">
				{model === undefined || model.speed.firstTokenMs === null ? (
					unknown
				) : (
					<>
						{t("table.first-token", { time: figures.duration(model.speed.firstTokenMs) })}
						{model.speed.tokensPerSecond === null ? null : (
							<span className="block text-quiet">
								{t("table.rate", { rate: Math.round(model.speed.tokensPerSecond) })}
							</span>
						)}
					</>
				)}
			</td>
			<td className="figures px-2 py-3">
				{model === undefined || model.speed.failureShare === null
					? unknown
					: figures.fineShare(model.speed.failureShare)}
			</td>
			<td className="whitespace-nowrap px-2 py-3 text-sm">
				{model === undefined || model.priceInputUsd === null || model.priceOutputUsd === null ? (
					unknown
				) : (
					<>
						{t("table.price-value", {
							input: figures.price(model.priceInputUsd),
							output: figures.price(model.priceOutputUsd),
						})}
						<span className="block text-quiet">{t("table.price-unit")}</span>
					</>
				)}
			</td>
			<td className="px-2 py-3 text-sm">
				{model?.licence ?? unknown}
				{model === undefined ? null : (
					<span className="block text-quiet">
						{t(model.openWeights ? "table.open" : "table.closed")}
					</span>
				)}
			</td>
		</tr>
	);
}

/** How far a model is ahead of the next, in words. */
function nextWords(
	pair: ListedDifference | undefined,
	props: { models: ReadonlyMap<string, TableModel>; t: Words; figures: Figures },
): string | null {
	if (pair === undefined) return null;
	const { models, t, figures } = props;
	return t(pair.isDecided ? "table.next-decided" : "table.next-open", {
		points: figures.points(pair.difference),
		opponent: models.get(pair.opponent)?.name ?? pair.opponent,
		lower: figures.signed(pair.lower),
		upper: figures.signed(pair.upper),
		chance: figures.chance(pair.chanceBetter),
	});
}

function RankCell({ row, t }: { row: RatingRow; t: Words }) {
	if (row.rank === null || row.rankLower === null || row.rankUpper === null) return null;
	return row.rankLower === row.rankUpper ? (
		row.rank
	) : (
		<>
			<span aria-hidden="true">
				{row.rankLower}–{row.rankUpper}
			</span>
			<span className="sr-only">
				{t("table.between", { low: row.rankLower, high: row.rankUpper })}
			</span>
		</>
	);
}
