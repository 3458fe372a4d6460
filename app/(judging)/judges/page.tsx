import type { Metadata } from "next";
import Link from "next/link";
import { JurorSection } from "#components/judging/judge-audit.tsx";
import { SuiteField } from "#components/judging/suite-field.tsx";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { readJudges } from "#lib/services/judging/read-judges.ts";
import { findSuite, suites } from "#lib/simulation/suites/catalogue.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "judges");
	return { title: t("title"), description: t("description") };
}

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function JudgesPage({ searchParams }: { searchParams: Search }) {
	const locale = await pageLocale();
	const t = translator(locale, "judges");
	const { suite: asked } = await searchParams;
	const suite = typeof asked === "string" ? (findSuite(asked)?.slug ?? null) : null;
	const judges = await readJudges(suite, Date.now());
	const byJuror = [...Map.groupBy(judges, ({ juror }) => juror)];
	return (
		<main id="main" className="page">
			<h1 className="font-bold text-3xl">{t("title")}</h1>
			<p className="mt-2 max-w-prose text-quiet">{t("intro")}</p>
			<form action="/judges" className="mt-4 flex flex-wrap items-end gap-3">
				<SuiteField t={t} suites={suites} value={suite ?? ""} />
				<button type="submit" className="button">
					{t("filter.apply")}
				</button>
			</form>
			{byJuror.length === 0 ? (
				<p className="notice mt-6 max-w-prose">{t("none")}</p>
			) : (
				byJuror.map(([juror, audits]) => (
					<JurorSection key={juror} audits={audits} locale={locale} />
				))
			)}
			{byJuror.length === 0 ? null : (
				<div className="mt-6 max-w-prose text-quiet text-sm">
					<p>{t("length-note")}</p>
					<p className="mt-2">{t("self-note")}</p>
				</div>
			)}
			<p className="mt-4 flex flex-wrap gap-x-5">
				<Link href="/judge" prefetch={false} className="link inline-flex min-h-11 items-center">
					{t("judge")}
				</Link>
				<Link href="/suites" prefetch={false} className="link inline-flex min-h-11 items-center">
					{t("to-suites")}
				</Link>
				<a
					href={`/api/judges${suite === null ? "" : `?suite=${suite}`}`}
					className="link inline-flex min-h-11 items-center"
				>
					{t("json")}
				</a>
			</p>
		</main>
	);
}
