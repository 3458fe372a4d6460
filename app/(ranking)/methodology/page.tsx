import type { Metadata } from "next";
import Link from "next/link";
import { ratedRows } from "#components/ranking/board-charts.ts";
import { figuresOf } from "#components/ranking/format.ts";
import {
	DifferenceFormula,
	LikelihoodFormula,
	PreferenceFormula,
	SandwichFormulas,
	ScoreFormula,
} from "#components/ranking/formula.tsx";
import { LiveNumbers } from "#components/ranking/live-numbers.tsx";
import {
	MethodFormulas,
	MethodSections,
	SourceList,
} from "#components/ranking/method-sections.tsx";
import { FactList, Section } from "#components/ranking/section.tsx";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { wholeBoard } from "#lib/ranking/board-filter.ts";
import { canonicalJudgementLine } from "#lib/ranking/cells.ts";
import { ESTABLISHED_VOTES_MIN, ESTABLISHED_WIDTH_MAX } from "#lib/ranking/method.ts";
import { BASE, CENTRE, NORMAL_QUANTILE, SCALE } from "#lib/ranking/scale.ts";
import { findBoard } from "#lib/services/ranking/find-board.ts";
import { findCriticism } from "#lib/services/ranking/find-criticism.ts";
import { listBoardModels } from "#lib/services/ranking/list-board-models.ts";

const REPEAT_COMMAND = "npx parley rank votes.jsonl --origin human";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "methodology");
	return { title: t("title"), description: t("description") };
}

export default async function MethodologyPage() {
	const locale = await pageLocale();
	const t = translator(locale, "methodology");
	const nowMs = Date.now();
	const people = await findBoard(wholeBoard("human"), nowMs);
	const snapshot =
		people.counts.used > 0 ? people : await findBoard(wholeBoard("simulated"), nowMs);
	const names = new Map((await listBoardModels(nowMs)).map((model) => [model.slug, model.name]));
	const nameOf = (slug: string) => names.get(slug) ?? slug;
	const stored = await findCriticism(snapshot);
	const scale = { scale: SCALE, base: BASE, centre: CENTRE };
	const [example] = ratedRows(snapshot);
	return (
		<main id="main" className="page">
			<div className="max-w-prose">
				<h1 className="font-bold text-3xl">{t("title")}</h1>
				<Section id="plain" heading={t("plain.heading")}>
					<div className="grid gap-3">
						<p>{t("plain.blind")}</p>
						<p>{t("plain.pairs")}</p>
						<p>{t("plain.scale", { ...scale, odds: BASE })}</p>
						<p>{t("plain.ties")}</p>
						<p>{t("plain.doubt")}</p>
						<p>{t("plain.rank")}</p>
						<p>
							{t("plain.status", { votes: ESTABLISHED_VOTES_MIN, width: ESTABLISHED_WIDTH_MAX })}
						</p>
					</div>
				</Section>
				<Section id="counts" heading={t("counts.heading")}>
					<p>{t("counts.text")}</p>
					<ul className="my-2 list-disc ps-5">
						{(
							[
								"leak",
								"failed-side",
								"named-mode",
								"changed",
								"withdrawn",
								"chosen",
								"voter",
							] as const
						).map((reason) => (
							<li key={reason}>{t(`counts.${reason}`)}</li>
						))}
					</ul>
					<p>{t("counts.origins")}</p>
				</Section>
				<Section id="live" heading={t("live.heading")}>
					<LiveNumbers
						snapshot={snapshot}
						nameOf={nameOf}
						t={t}
						figures={figuresOf(locale)}
						nowMs={nowMs}
					/>
				</Section>
				<MethodSections snapshot={snapshot} stored={stored} nameOf={nameOf} locale={locale} />
				<Section id="formulas" heading={t("formulas.heading")}>
					<p>{t("formulas.model")}</p>
					<PreferenceFormula />
					<p>{t("formulas.likelihood")}</p>
					<LikelihoodFormula />
					<p>{t("formulas.solver")}</p>
					<p className="mt-3">{t("formulas.score", scale)}</p>
					<ScoreFormula {...scale} />
					<p>{t("formulas.variance")}</p>
					<SandwichFormulas />
					<p>{t("formulas.variance-terms")}</p>
					<MethodFormulas locale={locale} />
					<p className="mt-3">{t("formulas.difference")}</p>
					<DifferenceFormula quantile={NORMAL_QUANTILE.toFixed(2)} />
					<p>{t("formulas.components")}</p>
				</Section>
				<Section id="repeat" heading={t("repeat.heading")}>
					<p>{t("repeat.text")}</p>
					<p className="mt-3">{t("repeat.command")}</p>
					<pre className="figures my-2 whitespace-pre-wrap break-all rounded bg-sunken p-3 text-sm">
						{REPEAT_COMMAND}
					</pre>
					<p>{t("repeat.command-more")}</p>
					<p className="mt-3">{t("repeat.line")}</p>
					<pre className="figures my-2 whitespace-pre-wrap break-all rounded bg-sunken p-3 text-sm">
						{canonicalJudgementLine({
							id: "01926f3a-7c1e-7b2a-9d4f-5e6a7b8c9d0e",
							version: 1,
							modelA: example?.model ?? "model-one",
							modelB: ratedRows(snapshot)[1]?.model ?? "model-two",
							outcome: "a",
						})}
					</pre>
					<p>{t("repeat.buckets")}</p>
					<FactList
						facts={[
							[t("repeat.method"), `${snapshot.method} ${snapshot.methodVersion}`],
							[
								t("repeat.snapshot"),
								snapshot.id === null ? null : (
									<Link
										key="id"
										href={`/leaderboard/snapshots/${snapshot.id}`}
										prefetch={false}
										className="link figures break-all"
									>
										{snapshot.id}
									</Link>
								),
							],
							[
								t("repeat.hash"),
								<span key="hash" className="figures break-all">
									{snapshot.judgementHash}
								</span>,
							],
						]}
					/>
					<p className="mt-2 flex flex-wrap gap-x-5">
						<Link
							href="/leaderboard"
							prefetch={false}
							className="link inline-flex min-h-11 items-center"
						>
							{t("repeat.board")}
						</Link>
						<Link href="/data" prefetch={false} className="link inline-flex min-h-11 items-center">
							{t("repeat.data")}
						</Link>
					</p>
				</Section>
				<SourceList locale={locale} />
			</div>
		</main>
	);
}
