import { DataTable } from "#components/ranking/data-table.tsx";
import { languageName } from "#components/ranking/format.ts";
import { Section } from "#components/ranking/section.tsx";
import type { SuiteModel } from "#lib/simulation/suite-results.ts";
import { estimateCell } from "./estimate-text.ts";
import type { SuiteContext } from "./suite-context.ts";

/** The deciding number by language, where more than one was played. */
export function LanguageSection(props: { context: SuiteContext; models: readonly SuiteModel[] }) {
	const { context, models } = props;
	const { t, locale, primary } = context;
	const languages = models[0]?.languages.map(({ language }) => language) ?? [];
	if (languages.length === 0) return null;
	return (
		<Section
			id="languages"
			heading={t("languages.heading")}
			text={t("languages.text", { metric: primary.title })}
		>
			<DataTable
				caption={t("languages.heading")}
				scrollLabel={t("results.scroll", { name: t("languages.heading") })}
				columns={[t("results.model"), ...languages.map((code) => languageName(locale, code))]}
				rows={models.map(({ name, languages: own }) => [
					name,
					...own.map(({ estimate }) => estimateCell(context, primary.unit, estimate)),
				])}
			/>
		</Section>
	);
}
