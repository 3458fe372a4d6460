import type { Locale, translator } from "#lib/i18n/translate.ts";

/** The words and number formats of the page. */
export interface Words {
	t: ReturnType<typeof translator<"replay">>;
	locale: Locale;
}
