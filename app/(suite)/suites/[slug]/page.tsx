import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Section } from "#components/ranking/section.tsx";
import { BoardSection } from "#components/suite/board-section.tsx";
import { CatalogueText } from "#components/suite/catalogue-text.tsx";
import { ChoiceForm } from "#components/suite/choice-form.tsx";
import { CostSection } from "#components/suite/cost-section.tsx";
import { CurveSection } from "#components/suite/curve-section.tsx";
import { ExampleSection } from "#components/suite/example-section.tsx";
import { FidelitySection } from "#components/suite/fidelity-section.tsx";
import { LanguageSection } from "#components/suite/language-section.tsx";
import { PairSection } from "#components/suite/pair-section.tsx";
import { RepeatSection } from "#components/suite/repeat-section.tsx";
import { ResultsTable } from "#components/suite/results-table.tsx";
import { suiteContext } from "#components/suite/suite-context.ts";
import { ControlsSection, FactsSection, ScoringSection } from "#components/suite/suite-facts.tsx";
import { VoidNote } from "#components/suite/void-note.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { enforceFitLimit } from "#lib/http/rate-limit.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { exampleScenario } from "#lib/services/run/example-scenario.ts";
import { readFidelity } from "#lib/services/run/read-fidelity.ts";
import { readSuite, type SuiteResults } from "#lib/services/run/read-suite.ts";
import { readSuiteBoards } from "#lib/services/run/suite-boards.ts";
import { suiteQuerySchema } from "#lib/services/run/suite-query.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";

type Props = {
	params: Promise<{ slug: string }>;
	searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const suite = findSuite((await params).slug);
	if (suite === undefined) return {};
	const t = translator(await pageLocale(), "suites");
	return { title: `${suite.name} · ${t("title")}`, description: suite.summary };
}

export default async function SuitePage({ params, searchParams }: Props) {
	const { slug } = await params;
	const suite = findSuite(slug);
	if (suite === undefined) notFound();
	const nowMs = Date.now();
	const query = readQuery(await searchParams);
	const results = await readAsked(slug, query, nowMs);
	const locale = await pageLocale();
	const context = suiteContext(suite, locale);
	const { t } = context;
	const { models, others } = results;
	const choice = {
		others,
		language: query.language ?? null,
		first: query.first ?? null,
		second: query.second ?? null,
	};
	const networkHash = (await pageActor()).networkHash;
	const { boards, pairs } = await readSuiteBoards(suite, nowMs, () => enforceFitLimit(networkHash));
	const names = new Map(models.map(({ model, name }) => [model, name]));
	return (
		<main id="main" className="page">
			<p>
				<Link href="/suites" prefetch={false} className="link inline-flex min-h-11 items-center">
					{t("title")}
				</Link>
			</p>
			<h1 className="font-bold text-3xl">
				<CatalogueText locale={locale}>{suite.name}</CatalogueText>
			</h1>
			<p className="mt-2 max-w-prose">
				<CatalogueText locale={locale}>{suite.summary}</CatalogueText>
			</p>
			<FactsSection {...context} />
			<ScoringSection {...context} />
			<ControlsSection {...context} />
			<Section id="results" heading={t("results.heading")} text={t("results.text")}>
				{others === null ? (
					<p className="notice max-w-prose">{t("none-played")}</p>
				) : (
					<>
						<ChoiceForm
							context={context}
							users={results.users}
							languages={results.languages}
							choice={choice}
						/>
						<p className="mb-3 max-w-prose text-quiet">{t("results.never-mixed")}</p>
						<ResultsTable context={context} models={models} />
						<VoidNote context={context} models={models} />
						<p className="mt-2">
							<a
								href={`/api/suites/${suite.slug}${searchOf(query)}`}
								className="link inline-flex min-h-11 items-center"
							>
								{t("json")}
							</a>
						</p>
					</>
				)}
			</Section>
			{others === null ? null : (
				<FidelitySection context={context} fidelity={await readFidelity(suite, others)} />
			)}
			{models.length === 0 ? null : (
				<>
					<LanguageSection context={context} models={models} />
					<PairSection context={context} models={models} pair={results.pair} choice={choice} />
					<CostSection context={context} models={models} />
					<CurveSection context={context} models={models} />
					<RepeatSection context={context} models={models} />
				</>
			)}
			<BoardSection
				context={context}
				boards={boards}
				pairs={pairs}
				nameOf={(model) => names.get(model) ?? model}
			/>
			<ExampleSection context={context} example={exampleScenario(suite)} />
		</main>
	);
}

/** The results that were asked for; what nobody played is a page that does not exist. */
async function readAsked(
	slug: string,
	query: ReturnType<typeof readQuery>,
	nowMs: number,
): Promise<SuiteResults> {
	try {
		return await readSuite(slug, query, nowMs);
	} catch (error) {
		if (isAppError(error, "suite-users-not-found")) notFound();
		throw error;
	}
}

/** The choice in the address; foreign parameters and wrong values are ignored. */
function readQuery(search: Awaited<Props["searchParams"]>) {
	const known = ["others", "language", "first", "second"] as const;
	const given = Object.fromEntries(
		known.flatMap((name) => (typeof search[name] === "string" ? [[name, search[name]]] : [])),
	);
	const parsed = suiteQuerySchema.safeParse(given);
	return parsed.success ? parsed.data : {};
}

function searchOf(query: ReturnType<typeof readQuery>): string {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(query))
		if (value !== undefined) search.set(name, value);
	const text = search.toString();
	return text === "" ? "" : `?${text}`;
}
