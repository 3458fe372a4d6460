import { createTranslator } from "use-intl/core";
import { de } from "./messages/de.ts";
import { en } from "./messages/en.ts";
import { fr } from "./messages/fr.ts";

export type Messages = typeof en;
export type Namespace = keyof Messages;

/** Languages with a complete catalogue; the first is the fallback. */
export const locales = ["en", "de", "fr"] as const;
export type Locale = (typeof locales)[number];

const catalogues: Record<Locale, Messages> = { en, de, fr };

/** The catalogue of a language. */
export function messagesOf(locale: Locale): Messages {
	return catalogues[locale];
}

/** A function from key (and ICU arguments) to text in one namespace. An unknown key throws in tests and shows itself elsewhere. */
export function translator<N extends Namespace>(locale: Locale, namespace: N) {
	return createTranslator<Messages, N>({ locale, messages: messagesOf(locale), namespace });
}
