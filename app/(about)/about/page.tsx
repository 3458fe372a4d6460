import type { Metadata } from "next";
import Link from "next/link";
import { Points, Steps, TextPage, TextSection } from "#components/about/text-page.tsx";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { countArena } from "#lib/services/about/count-arena.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "about");
	return { title: t("title"), description: t("description") };
}

const links = [
	{ key: "methodology", href: "/methodology" },
	{ key: "privacy", href: "/privacy" },
	{ key: "data", href: "/data" },
	{ key: "accessibility", href: "/accessibility" },
] as const;

export default async function AboutPage() {
	const t = translator(await pageLocale(), "about");
	const counts = await countArena();
	return (
		<TextPage title={t("title")} lead={t("lead")}>
			<p className="mt-3 text-quiet">
				{t("counts", { ...counts })}{" "}
				{counts.scripted + counts.conversations === 0 ? null : t("counts-apart", { ...counts })}
			</p>
			<TextSection id="battle" heading={t("battle.heading")}>
				<Steps
					items={(["draw", "read", "vote", "count"] as const).map((key) => ({
						key,
						text: t(`battle.${key}`),
					}))}
				/>
			</TextSection>
			<TextSection id="promises" heading={t("promises.heading")}>
				<Points
					items={(["lost", "blind", "rewritten", "mixed", "repeat"] as const).map((key) => ({
						key,
						text: t(`promises.${key}`),
					}))}
				/>
			</TextSection>
			<TextSection id="house-models" heading={t("house.heading")}>
				<p>{t("house.text")}</p>
			</TextSection>
			<TextSection id="more" heading={t("more.heading")}>
				<Points
					items={links.map(({ key, href }) => ({
						key,
						text: (
							<Link href={href} prefetch={false} className="link">
								{t(`more.${key}`)}
							</Link>
						),
					}))}
				/>
			</TextSection>
		</TextPage>
	);
}
