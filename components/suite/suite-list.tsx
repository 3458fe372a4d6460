import Link from "next/link";
import { figuresOf, languageName } from "#components/ranking/format.ts";
import { FactList } from "#components/ranking/section.tsx";
import { type Locale, translator } from "#lib/i18n/translate.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { CatalogueText } from "./catalogue-text.tsx";

/** All suites, each with what it is and how much of it was played. */
export function SuiteList(props: {
	lines: readonly {
		suite: Suite;
		conversations: number;
		models: number;
		otherVersions: number;
	}[];
	locale: Locale;
}) {
	const { locale } = props;
	const t = translator(locale, "suites");
	const figures = figuresOf(locale);
	return (
		<ul className="mt-6 grid gap-4 lg:grid-cols-2">
			{props.lines.map(({ suite, conversations, models, otherVersions }) => (
				<li key={suite.slug} className="min-w-0 rounded border border-line bg-raised p-4">
					<h2 className="font-bold text-xl">
						<Link href={`/suites/${suite.slug}`} prefetch={false} className="link">
							<CatalogueText locale={locale}>{suite.name}</CatalogueText>
						</Link>{" "}
						<span className="figures font-normal text-base text-quiet">{suite.code}</span>
					</h2>
					<p className="mt-1 mb-3 max-w-prose">
						<CatalogueText locale={locale}>{suite.summary}</CatalogueText>
					</p>
					<FactList
						facts={[
							[
								t("list.conversations"),
								conversations === 0 ? (
									t("none-played")
								) : (
									<>
										{t("list.played", { conversations, models })}
										{otherVersions === 0
											? null
											: `; ${t("list.other-versions", { count: otherVersions })}`}
									</>
								),
							],
							[
								t("list.languages"),
								figures.list(suite.languages.map((code) => languageName(locale, code))),
							],
							[
								t("list.categories"),
								<CatalogueText key="categories" locale={locale}>
									{suite.categories.join(", ")}
								</CatalogueText>,
							],
							[
								t("list.version"),
								<span key="version" className="figures">
									{suite.version}
								</span>,
							],
							[t("list.licence"), suite.licence],
						]}
					/>
				</li>
			))}
		</ul>
	);
}
