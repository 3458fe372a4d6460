import type { Locale } from "#lib/i18n/translate.ts";

/** Text of the catalogue of suites, which is written in English whatever the page's language. */
export function CatalogueText({ locale, children }: { locale: Locale; children: string }) {
	return locale === "en" ? children : <span lang="en">{children}</span>;
}
