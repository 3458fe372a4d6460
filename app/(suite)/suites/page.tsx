import type { Metadata } from "next";
import Link from "next/link";
import { SuiteList } from "#components/suite/suite-list.tsx";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { listSuites } from "#lib/services/run/list-suites.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "suites");
	return { title: t("title"), description: t("description") };
}

export default async function SuitesPage() {
	const locale = await pageLocale();
	const t = translator(locale, "suites");
	return (
		<main id="main" className="page">
			<h1 className="font-bold text-3xl">{t("title")}</h1>
			<p className="mt-2 max-w-prose text-quiet">{t("intro")}</p>
			<p className="mt-2 flex flex-wrap gap-x-5">
				<Link href="/judges" prefetch={false} className="link inline-flex min-h-11 items-center">
					{t("judges")}
				</Link>
				<Link href="/judge" prefetch={false} className="link inline-flex min-h-11 items-center">
					{t("judge")}
				</Link>
				<a href="/api/suites" className="link inline-flex min-h-11 items-center">
					{t("json")}
				</a>
			</p>
			<SuiteList lines={await listSuites()} locale={locale} />
		</main>
	);
}
