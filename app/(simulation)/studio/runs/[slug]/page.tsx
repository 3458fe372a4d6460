import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { figuresOf } from "#components/ranking/format.ts";
import { Section } from "#components/ranking/section.tsx";
import { CellTables } from "#components/simulation/cell-tables.tsx";
import { CompareForm } from "#components/simulation/compare-form.tsx";
import { RunBoards } from "#components/simulation/run-boards.tsx";
import { RunControls } from "#components/simulation/run-controls.tsx";
import { RunConversations } from "#components/simulation/run-conversations.tsx";
import { RunProgressView } from "#components/simulation/run-progress.tsx";
import { StudioFrame } from "#components/simulation/studio-frame.tsx";
import type { StudioWords } from "#components/simulation/studio-words.ts";
import { pageActor } from "#lib/auth/page-actor.ts";
import { episodesQuery } from "#lib/http/run-schemas.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { mayChange, mayRun } from "#lib/services/run/assert-runs.ts";
import { liveProgress } from "#lib/services/run/follow-run.ts";
import { listEpisodes } from "#lib/services/run/list-episodes.ts";
import { listReasons } from "#lib/services/run/list-reasons.ts";
import { listRunCells } from "#lib/services/run/list-run-cells.ts";
import { listRuns } from "#lib/services/run/list-runs.ts";
import type { RunProgress } from "#lib/services/run/read-progress.ts";
import { readReport } from "#lib/services/run/read-report.ts";
import { toldLines } from "#lib/services/run/told-run.ts";
import type { Suite } from "#lib/simulation/suite.ts";

type Props = {
	params: Promise<{ slug: string }>;
	searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Read once for the title and the page. */
const reportOf = cache(async (slug: string) =>
	readReport(slug).catch((error: unknown) => {
		if (isAppError(error, "run-not-found")) return notFound();
		throw error;
	}),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const { progress } = await reportOf((await params).slug);
	const t = translator(await pageLocale(), "studio");
	return { title: progress.name, description: t("description"), robots: { index: false } };
}

/** Conversations of one page of the list. */
const LIST_SHOWN = 50;
/** Runs offered for a comparison. */
const RUNS_OFFERED = 50;

export default async function RunPage({ params, searchParams }: Props) {
	const { slug } = await params;
	const search = await searchParams;
	const { progress, cells, boards } = await reportOf(slug);
	const actor = await pageActor();
	const locale = await pageLocale();
	const words: StudioWords = { t: translator(locale, "studio"), locale };
	const episodeWords = { t: translator(locale, "episode"), locale };
	const { t } = words;
	const shown = shownOf(search);
	const [played, episodes, reasons, others] = await Promise.all([
		listRunCells(progress.runId),
		listEpisodes({ ...shown, runId: progress.runId, limit: LIST_SHOWN }).then((lines) =>
			toldLines(actor, lines),
		),
		listReasons(progress.runId),
		mayRun(actor) ? listRuns({ limit: RUNS_OFFERED }) : [],
	]);
	const { config } = progress;
	return (
		<StudioFrame
			words={words}
			page={null}
			heading={progress.name}
			search={search}
			mayRun={mayRun(actor)}
			lead={<Started words={words} progress={progress} mayRun={mayRun(actor)} />}
		>
			<section aria-label={t("run.progress")}>
				<RunProgressView
					progress={liveProgress(progress)}
					words={words}
					episodeWords={episodeWords}
				/>
				<p className="mt-1 max-w-prose text-quiet text-sm">
					{t("run.retry", { n: config.reruns, calls: config.retries })}
				</p>
				<div className="mt-4 flex flex-wrap gap-2">
					{mayChange(actor, progress.createdBy) && mayRun(actor) ? (
						<RunControls words={words} slug={progress.slug} state={progress.state} />
					) : null}
					{mayRun(actor) ? (
						<a className="button" href={`/api/runs/${progress.slug}/yaml`}>
							{t("run.download")}
						</a>
					) : null}
					<a className="button" href={`/api/runs/${progress.slug}/report`}>
						{t("run.json")}
					</a>
				</div>
			</section>
			<Section id="results" heading={t("run.results")} text={t("run.results-hint")}>
				{cells.length === 0 ? (
					<p className="notice">{t("run.results-none")}</p>
				) : (
					<CellTables words={words} cells={cells} suites={played.suites} runSlug={progress.slug} />
				)}
			</Section>
			<Section id="boards" heading={t("run.boards")} text={t("run.boards-hint")}>
				{Object.keys(boards).length === 0 ? (
					<p className="notice">{t("run.boards-none")}</p>
				) : (
					<RunBoards words={words} boards={boards} />
				)}
			</Section>
			<Section id="conversations" heading={t("run.conversations")}>
				<RunConversations
					words={words}
					episodeWords={episodeWords}
					runSlug={progress.slug}
					shown={shown}
					episodes={episodes}
					isFull={episodes.length >= LIST_SHOWN}
					suites={played.slugs}
					models={played.models}
					reasons={reasons}
					metrics={decidingMetrics(played.suites)}
				/>
			</Section>
			{others.length < 2 ? null : (
				<Section id="compare" heading={t("run.compare")} text={t("run.other-hint")}>
					<CompareForm
						words={words}
						runs={others.filter((run) => run.id !== progress.runId)}
						first={progress.slug}
					/>
				</Section>
			)}
			<Section id="file" heading={t("run.file")}>
				{mayRun(actor) ? (
					<pre className="table-scroll overflow-x-auto rounded-md bg-sunken p-3 text-sm" dir="ltr">
						{progress.yaml}
					</pre>
				) : (
					<p className="notice">{t("run.file-hidden")}</p>
				)}
				{progress.eventLogHash === null ? null : (
					<p className="mt-2 text-quiet text-sm">
						{t("run.hash")} <span className="figures break-all">{progress.eventLogHash}</span>
					</p>
				)}
			</Section>
		</StudioFrame>
	);
}

function Started(props: { words: StudioWords; progress: RunProgress; mayRun: boolean }) {
	const { words, progress } = props;
	const { t } = words;
	const by =
		{ "command line": t("run.of-command-line"), "first start": t("run.of-first-start") }[
			progress.createdBy
		] ?? t("run.of-account");
	return (
		<>
			{figuresOf(words.locale).moment(progress.createdAt)}
			{props.mayRun ? ` · ${t("run.by", { name: by })}` : ""}
		</>
	);
}

/** The filter of the address; what is not understood filters nothing. */
function shownOf(search: Awaited<Props["searchParams"]>) {
	const given = Object.fromEntries(
		(["suite", "model", "state", "reason", "after"] as const).flatMap((name) =>
			typeof search[name] === "string" && search[name] !== "" ? [[name, search[name]]] : [],
		),
	);
	const parsed = episodesQuery.omit({ limit: true }).safeParse(given);
	const { after = -1, ...filters } = parsed.success ? parsed.data : {};
	return { ...filters, after };
}

const decidingMetrics = (suites: readonly Suite[]) =>
	new Map(
		suites.flatMap(({ slug, metrics, primary }) => {
			const metric = metrics.find(({ name }) => name === primary.metric);
			return metric === undefined ? [] : [[slug, metric] as const];
		}),
	);
