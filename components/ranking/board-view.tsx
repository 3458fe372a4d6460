import type { Locale } from "#lib/i18n/translate.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { BoardFigures, type HistoryRow } from "./board-figures.tsx";
import { IndistinguishableNote, ProvenanceNote } from "./board-notes.tsx";
import { BoardTable, type TableModel } from "./board-table.tsx";
import { figuresOf } from "./format.ts";

/** One snapshot from top to bottom: table, what it does not say, drawings, where it comes from. */
export function BoardView(props: {
	snapshot: Snapshot;
	models: ReadonlyMap<string, TableModel>;
	history: readonly HistoryRow[];
	isOpenOnly: boolean;
	locale: Locale;
	nowMs: number;
}) {
	const { snapshot, models, nowMs } = props;
	const t = translator(props.locale, "leaderboard");
	const figures = figuresOf(props.locale);
	const nameOf = (slug: string) => models.get(slug)?.name ?? slug;
	const rows = snapshot.rows.filter(
		(row) => !props.isOpenOnly || models.get(row.model)?.openWeights === true,
	);
	const waiting = [...models].filter(
		([slug, model]) => model.state === "active" && !snapshot.rows.some((row) => row.model === slug),
	);
	const shared = { snapshot, nameOf, t, figures, nowMs };
	return (
		<>
			<p className="mt-4 max-w-prose">
				<strong>{t(`origin.${snapshot.filter.origin}`)}.</strong>{" "}
				{t(`origin-note.${snapshot.filter.origin}`)}{" "}
				<span className="text-quiet">
					<time dateTime={snapshot.at} title={figures.moment(snapshot.at)}>
						{t("about.age", { age: figures.age(snapshot.at, nowMs), used: snapshot.counts.used })}
					</time>
				</span>
			</p>
			{props.isOpenOnly ? <p className="notice mt-3 max-w-prose">{t("filter.open-note")}</p> : null}
			<div className="mt-4">
				{rows.length === 0 ? (
					<div className="notice">
						<p className="font-semibold">{t("no-votes")}</p>
						<p>{t("no-votes-hint")}</p>
					</div>
				) : (
					<BoardTable rows={rows} models={models} t={t} figures={figures} />
				)}
			</div>
			{waiting.length === 0 ? null : (
				<p className="mt-3 text-quiet text-sm">
					{t("unrated", { models: figures.list(waiting.map(([, model]) => model.name)) })}
				</p>
			)}
			<IndistinguishableNote {...shared} />
			<BoardFigures {...shared} history={props.history} />
			<ProvenanceNote {...shared} />
		</>
	);
}
