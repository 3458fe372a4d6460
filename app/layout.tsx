import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { SiteFooter } from "#components/ui/site-footer.tsx";
import { SiteHeader } from "#components/ui/site-header.tsx";
import { THEME_COOKIE, themeOf } from "#components/ui/theme.ts";
import { hasRole } from "#lib/auth/actor.ts";
import { pageActor } from "#lib/auth/page-actor.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { mayRun } from "#lib/services/run/assert-runs.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "common");
	return {
		title: { default: t("name"), template: `%s · ${t("name")}` },
		description: t("description"),
		icons: { icon: "/favicon.svg" },
		referrer: "strict-origin-when-cross-origin",
	};
}

export const viewport: Viewport = {
	width: "device-width",
	initialScale: 1,
	interactiveWidget: "resizes-content",
	themeColor: [
		{ media: "(prefers-color-scheme: light)", color: "#f5f1e8" },
		{ media: "(prefers-color-scheme: dark)", color: "#181613" },
	],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
	const locale = await pageLocale();
	const t = translator(locale, "common");
	const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
	// The frame of a page must stand even when the database does not; the page itself will say so.
	const actor = await pageActor().catch(() => null);
	return (
		<html
			lang={locale}
			dir="ltr"
			{...(theme === "system" ? {} : { "data-theme": theme })}
			suppressHydrationWarning
		>
			<body>
				<a href="#main" className="skip-link">
					{t("skip")}
				</a>
				<SiteHeader t={t} mayRun={actor !== null && mayRun(actor)} />
				{children}
				<SiteFooter
					t={t}
					theme={theme}
					isAdmin={actor !== null && hasRole(actor, "admin")}
					isSignedIn={actor?.via === "session"}
				/>
			</body>
		</html>
	);
}
