import type { Metadata } from "next";
import { TextPage, TextSection } from "#components/about/text-page.tsx";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "about");
	return { title: t("accessibility.title"), description: t("accessibility.description") };
}

const sections = ["keyboard", "reader", "sight", "time", "languages", "limits"] as const;

export default async function AccessibilityPage() {
	const t = translator(await pageLocale(), "about");
	return (
		<TextPage title={t("accessibility.title")} lead={t("accessibility.lead")}>
			{sections.map((key) => (
				<TextSection key={key} id={key} heading={t(`accessibility.${key}.heading`)}>
					<p>{t(`accessibility.${key}.text`)}</p>
				</TextSection>
			))}
		</TextPage>
	);
}
