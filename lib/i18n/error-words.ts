import de from "./messages/de/errors.json" with { type: "json" };
import en from "./messages/en/errors.json" with { type: "json" };
import fr from "./messages/fr/errors.json" with { type: "json" };

const catalogues = { en, de, fr };

/**
 * The words of error pages, which are drawn in the browser on every page and therefore take no
 * formatter along: these messages have no arguments. Follows the document's language.
 */
export function errorWords(): typeof en {
	const language = typeof document === "undefined" ? "en" : document.documentElement.lang;
	return language in catalogues ? catalogues[language as keyof typeof catalogues] : en;
}
