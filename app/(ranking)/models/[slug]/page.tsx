import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import {
	FactSection,
	LossSection,
	ServedSection,
	SpeedSection,
} from "#components/ranking/model-record.tsx";
import { FlaggedSection, RivalSection } from "#components/ranking/model-rivals.tsx";
import {
	CategorySection,
	HeadToHeadSection,
	ReasonSection,
	StandingSection,
} from "#components/ranking/model-sections.tsx";
import { ModelSuiteSection } from "#components/suite/model-suites.tsx";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { boardSearch, wholeBoard } from "#lib/ranking/board-filter.ts";
import { describeModel, listLosses, listReasons } from "#lib/services/ranking/describe-model.ts";
import { currentSnapshot, findBoard } from "#lib/services/ranking/find-board.ts";
import { findCriticism } from "#lib/services/ranking/find-criticism.ts";
import { listBoardModels } from "#lib/services/ranking/list-board-models.ts";
import { listCategoryRows } from "#lib/services/ranking/list-category-rows.ts";
import { listModelSuites } from "#lib/services/run/list-model-suites.ts";

type Params = { params: Promise<{ slug: string }> };

/** Once a request: the head and the page ask for the same. */
const modelPage = cache(describeModel);

export async function generateMetadata({ params }: Params): Promise<Metadata> {
	const model = await modelPage((await params).slug);
	if (model === null) return {};
	const t = translator(await pageLocale(), "model");
	return {
		title: t("title", { name: model.name }),
		description: t("description", { name: model.name }),
	};
}

export default async function ModelPage({ params }: Params) {
	const { slug } = await params;
	const model = await modelPage(slug);
	if (model === null) notFound();
	const locale = await pageLocale();
	const t = translator(locale, "model");
	const nowMs = Date.now();
	const people = await findBoard(wholeBoard("human"), nowMs);
	const hasPeople = people.rows.some((row) => row.model === slug);
	const simulated = hasPeople ? null : await findBoard(wholeBoard("simulated"), nowMs);
	// People's votes where there are any; else those of simulated voters, under their own name.
	const origin = simulated?.rows.some((row) => row.model === slug) ? "simulated" : "human";
	const snapshot = origin === "simulated" && simulated !== null ? simulated : people;
	const [models, categories, reasons, losses, stored, styled, played] = await Promise.all([
		listBoardModels(nowMs),
		listCategoryRows(slug, snapshot, nowMs),
		listReasons(slug, origin),
		listLosses(slug, origin),
		findCriticism(snapshot),
		// Only if somebody asked for it before: a model's page does not wait for a fit.
		currentSnapshot({ ...snapshot.filter, style: "on" }),
		listModelSuites(slug),
	]);
	const names = new Map(models.map((each) => [each.slug, each.name]));
	const nameOf = (each: string) => names.get(each) ?? each;
	return (
		<main id="main" className="page">
			<h1 className="font-bold text-3xl">{model.name}</h1>
			<p className="mt-1 text-quiet">
				{t("by", { maker: model.maker })} · {t(`state.${model.state}`)}
			</p>
			{model.kind === "program" ? <p className="mt-2 font-semibold">{t("program")}</p> : null}
			{model.description === null ? null : <p className="mt-2 max-w-prose">{model.description}</p>}
			<StandingSection
				slug={slug}
				snapshot={snapshot}
				locale={locale}
				href={`/leaderboard${boardSearch(snapshot.filter)}`}
				styled={styled}
				stored={stored}
			/>
			<FactSection model={model} locale={locale} />
			<CategorySection rows={categories} locale={locale} />
			<RivalSection slug={slug} snapshot={snapshot} nameOf={nameOf} locale={locale} />
			<HeadToHeadSection slug={slug} snapshot={snapshot} nameOf={nameOf} locale={locale} />
			<ModelSuiteSection played={played} locale={locale} />
			<FlaggedSection slug={slug} stored={stored} nameOf={nameOf} locale={locale} />
			<ReasonSection reasons={reasons} isSimulated={origin === "simulated"} locale={locale} />
			<SpeedSection speed={model.speed} failures={model.failures} locale={locale} />
			<ServedSection served={model.served} returnedModels={model.returnedModels} locale={locale} />
			<LossSection losses={losses} nameOf={nameOf} locale={locale} />
		</main>
	);
}
