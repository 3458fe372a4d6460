import Link from "next/link";
import type { ReactNode } from "react";
import { boardTranslator } from "#lib/i18n/board-translator.ts";
import { type Locale, translator } from "#lib/i18n/translate.ts";
import { boardSearch } from "#lib/ranking/board-filter.ts";
import type { StoredCriticism } from "#lib/ranking/criticism-record.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { suiteOfCategory } from "#lib/simulation/suites/suite-of-category.ts";
import type { BoardContext } from "./board-context.ts";
import { BoardFigures, type HistoryRow } from "./board-figures.tsx";
import { ProvenanceNote, StyleNote, WarningNote } from "./board-notes.tsx";
import { BoardTable, type TableModel } from "./board-table.tsx";
import { DoubtPart } from "./doubt-part.tsx";
import { FitPart } from "./fit-part.tsx";
import { figuresOf } from "./format.ts";
import { differencesToNext } from "./model-differences.ts";
import { RetiredNote } from "./retired-note.tsx";
import { type Shown, shownSearch, shownSnapshot } from "./shown-models.ts";
import { StyleFigure } from "./style-figure.tsx";
import { SuiteLinks } from "./suite-links.tsx";

/** One snapshot from top to bottom: table, drawings, what is open, what does not fit, where it comes from. */
export function BoardView(props: {
	snapshot: Snapshot;
	stored: StoredCriticism | null;
	models: ReadonlyMap<string, TableModel>;
	history: readonly HistoryRow[];
	shown: Shown;
	locale: Locale;
	nowMs: number;
	/** Stands before the drawings. */
	children?: ReactNode;
}) {
	const { snapshot, models, nowMs, shown } = props;
	const { filter } = snapshot;
	const t = boardTranslator(props.locale, "leaderboard", filter.kind);
	const c = boardTranslator(props.locale, "criticism", filter.kind);
	const suite = filter.origin === "simulated" ? suiteOfCategory(filter.category) : null;
	const isPeopleOnSuite = suite !== null && filter.kind === "vote";
	const figures = figuresOf(props.locale);
	const nameOf = (slug: string) => models.get(slug)?.name ?? slug;
	const listed = shownSnapshot(snapshot, models, shown);
	const waiting = [...models].filter(
		([slug, model]) =>
			model.state === "active" &&
			// People's votes come to those alone that a blind battle may draw.
			(model.isDrawn || filter.origin !== "human") &&
			!snapshot.rows.some((row) => row.model === slug),
	);
	const shared = { snapshot, nameOf, t, figures, nowMs };
	const context: BoardContext = {
		...shared,
		snapshot: listed,
		c,
		stored: props.stored,
		criticism: props.stored?.criticism ?? null,
		history: props.history,
		shown: shownSearch(shown),
	};
	return (
		<>
			<p className="mt-6 max-w-prose">
				<strong>{t(isPeopleOnSuite ? "origin.suite" : `origin.${filter.origin}`)}.</strong>{" "}
				{t(isPeopleOnSuite ? "origin-note.suite" : `origin-note.${filter.origin}`)}{" "}
				{filter.kind === "vote" ? null : <>{t(`kind-note.${filter.kind}`)} </>}
				<span className="text-quiet">
					<time dateTime={snapshot.at} title={figures.moment(snapshot.at)}>
						{t("about.age", { age: figures.age(snapshot.at, nowMs), used: snapshot.counts.used })}
					</time>
				</span>
			</p>
			{filter.origin === "simulated" ? (
				<SuiteLinks locale={props.locale} suite={suite?.suite ?? null} kind={filter.kind} />
			) : null}
			{snapshot.rows.length === 0 && filter.style === "off" ? null : (
				<StyleNote {...shared} shown={context.shown} />
			)}
			{shown.isOpenOnly ? <p className="notice mt-3 max-w-prose">{t("filter.open-note")}</p> : null}
			<div className="mt-4">
				{listed.rows.length === 0 ? (
					<div className="notice">
						<p className="font-semibold">{t("no-votes")}</p>
						{isPeopleOnSuite ? (
							<Link
								href="/judge"
								prefetch={false}
								className="link inline-flex min-h-11 items-center"
							>
								{translator(props.locale, "suites")("judge")}
							</Link>
						) : (
							<p>{t("no-votes-hint")}</p>
						)}
					</div>
				) : (
					<BoardTable
						rows={listed.rows}
						models={models}
						next={differencesToNext(listed)}
						t={t}
						figures={figures}
					/>
				)}
			</div>
			<RetiredNote
				snapshot={snapshot}
				models={models}
				shown={shown}
				search={(extra) => `/leaderboard${boardSearch(snapshot.filter, extra)}`}
				t={t}
			/>
			{waiting.length === 0 ? null : (
				<p className="mt-3 text-quiet text-sm">
					{t("unrated", { models: figures.list(waiting.map(([, model]) => model.name)) })}
				</p>
			)}
			<WarningNote {...shared} />
			{props.children}
			{listed.rows.length === 0 ? null : (
				<nav aria-label={t("further")} className="mt-4 flex flex-wrap items-baseline gap-x-4">
					<span className="text-quiet text-sm">{t("further")}</span>
					{[
						["doubt", c("doubt.heading")] as const,
						...(context.criticism === null ? [] : [["fit", c("fit.heading")] as const]),
						["provenance", t("about.heading")] as const,
					].map(([id, heading]) => (
						<a key={id} href={`#${id}`} className="link inline-flex min-h-11 items-center text-sm">
							{heading}
						</a>
					))}
				</nav>
			)}
			<StyleFigure {...context} />
			<BoardFigures {...context} history={props.history} />
			<DoubtPart {...context} />
			<FitPart {...context} />
			<ProvenanceNote {...shared} />
		</>
	);
}
