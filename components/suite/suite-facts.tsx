import { DataTable } from "#components/ranking/data-table.tsx";
import { languageName } from "#components/ranking/format.ts";
import { FactList, Section } from "#components/ranking/section.tsx";
import { CatalogueText } from "./catalogue-text.tsx";
import { metricOf, type SuiteContext } from "./suite-context.ts";

/** What a suite is: seats, languages, seeds. */
export function FactsSection({ suite, locale, t, figures }: SuiteContext) {
	const seats = suite.others.map(({ seat, programs, modelMay }) =>
		t("facts.other", {
			seat,
			programs: [
				...programs.map(({ title, name, version }) => `${title} (${name} ${version})`),
				...(modelMay ? [t("facts.model-may")] : []),
			].join("; "),
		}),
	);
	const { from, count } = suite.practice;
	return (
		<Section id="facts" heading={t("facts.heading")}>
			<FactList
				facts={[
					[
						t("facts.code"),
						<span key="code" className="figures">
							{suite.code}
						</span>,
					],
					[
						t("list.version"),
						<span key="version" className="figures">
							{suite.version}
						</span>,
					],
					[t("list.licence"), suite.licence],
					[
						t("list.languages"),
						figures.list(suite.languages.map((code) => languageName(locale, code))),
					],
					[t("list.categories"), suite.categories.join(", ")],
					[t("facts.contested"), suite.contested],
					[t("facts.others"), seats.length === 0 ? t("facts.alone") : seats.join(" · ")],
					[
						t("facts.practice"),
						t("facts.practice-value", { from: String(from), to: String(from + count - 1) }),
					],
				]}
			/>
		</Section>
	);
}

/** The numbers of a suite, and what decides between two models. */
export function ScoringSection({ suite, t, format }: SuiteContext) {
	const deciding = (name: string) => metricOf(suite, name).title;
	const margin = ({ metric, margin: value }: typeof suite.primary) =>
		value === 0
			? t("scoring.no-margin")
			: t("scoring.margin", { margin: format.margin(metricOf(suite, metric).unit, value) });
	return (
		<Section id="scoring" heading={t("scoring.heading")} text={t("scoring.text")}>
			<p className="mb-4 max-w-prose">
				{t("scoring.decides", { primary: deciding(suite.primary.metric) })} {margin(suite.primary)}{" "}
				{suite.secondary === null ? null : (
					<>
						{t("scoring.secondary", { secondary: deciding(suite.secondary.metric) })}{" "}
						{margin(suite.secondary)}{" "}
					</>
				)}
				{t("scoring.tie")}
			</p>
			<div>
				<DataTable
					caption={t("scoring.heading")}
					scrollLabel={t("results.scroll", { name: t("scoring.heading") })}
					columns={[t("scoring.metric"), t("scoring.unit-head"), t("scoring.better-head")]}
					rows={suite.metrics.map(({ title, unit, better }) => [
						title,
						t(`scoring.unit.${unit}`),
						t(`scoring.better.${better ?? "none"}`),
					])}
				/>
			</div>
		</Section>
	);
}

/** The twins of each scenario, and what each isolates. */
export function ControlsSection({ suite, locale, t }: SuiteContext) {
	return (
		<Section id="controls" heading={t("controls.heading")} text={t("controls.text")}>
			{suite.controls.length === 0 ? (
				<p>{t("controls.none")}</p>
			) : (
				<dl className="max-w-prose">
					{suite.controls.map(({ name, title, isolates }) => (
						<div key={name} className="mb-2">
							<dt className="font-semibold">
								<CatalogueText locale={locale}>{title}</CatalogueText>
							</dt>
							<dd className="text-quiet">
								<CatalogueText locale={locale}>{isolates}</CatalogueText>
							</dd>
						</div>
					))}
				</dl>
			)}
		</Section>
	);
}
