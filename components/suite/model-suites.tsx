import Link from "next/link";
import { ScrollBox } from "#components/ranking/scroll-box.tsx";
import { Section } from "#components/ranking/section.tsx";
import type { Locale } from "#lib/i18n/translate.ts";
import type { Estimate } from "#lib/simulation/metrics/estimate.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { CatalogueText } from "./catalogue-text.tsx";
import { driversText } from "./drivers-text.ts";
import { shownBounds } from "./estimate-text.ts";
import { suiteContext } from "./suite-context.ts";

interface ModelSuite {
	suite: Suite;
	others: string;
	conversations: number;
	estimate: Estimate;
}

/** The suites that a model played, each with the number that decides. */
export function ModelSuiteSection(props: { played: readonly ModelSuite[]; locale: Locale }) {
	const { played, locale } = props;
	const [first] = played;
	if (first === undefined) return null;
	const { t } = suiteContext(first.suite, locale);
	const columns = ["suite", "metric", "mean", "between", "conversations", "others"] as const;
	return (
		<Section id="suites" heading={t("model.heading")} text={t("model.text")}>
			<ScrollBox label={t("results.scroll", { name: t("model.heading") })}>
				<table className="border-collapse text-sm">
					<caption className="sr-only">{t("model.heading")}</caption>
					<thead>
						<tr className="border-line-strong border-b">
							{columns.map((column) => (
								<th
									key={column}
									scope="col"
									className="px-2 py-1.5 text-start font-semibold first:ps-0"
								>
									{t(`model.${column}`)}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{played.map((one) => (
							<ModelSuiteRow key={one.suite.slug} one={one} locale={locale} />
						))}
					</tbody>
				</table>
			</ScrollBox>
			<p className="mt-2">
				<Link
					href="/leaderboard?origin=simulated&kind=check"
					prefetch={false}
					className="link inline-flex min-h-11 items-center"
				>
					{t("model.to-board")}
				</Link>
			</p>
		</Section>
	);
}

function ModelSuiteRow({ one, locale }: { one: ModelSuite; locale: Locale }) {
	const { suite, others, conversations } = one;
	const { t, format, primary, figures } = suiteContext(suite, locale);
	const { mean, lower, upper } = shownBounds(primary.unit, one.estimate);
	const said = (value: number) => format.value(primary.unit, value);
	return (
		<tr className="border-line border-b align-top">
			<th scope="row" className="whitespace-nowrap py-1.5 pe-2 text-start font-normal">
				<Link href={`/suites/${suite.slug}`} prefetch={false} className="link">
					<CatalogueText locale={locale}>{suite.name}</CatalogueText>
				</Link>
			</th>
			<td className="min-w-32 px-2 py-1.5">
				<CatalogueText locale={locale}>{primary.title}</CatalogueText>
			</td>
			<td className="figures px-2 py-1.5">{mean === null ? t("results.unknown") : said(mean)}</td>
			<td className="figures whitespace-nowrap px-2 py-1.5">
				{lower === null || upper === null ? "–" : `${said(lower)} … ${said(upper)}`}
			</td>
			<td className="figures px-2 py-1.5">{figures.whole(conversations)}</td>
			<td className="min-w-40 px-2 py-1.5 text-quiet">
				{driversText(suite, others) ?? t("results.nobody")}
			</td>
		</tr>
	);
}
