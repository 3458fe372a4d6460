import { headers } from "next/headers";
import { type Locale, locales } from "./translate.ts";

/** Picks the first language of an Accept-Language header that has a catalogue; quality values are honoured. */
export function acceptedLocale(header: string | null): Locale {
	const wanted = (header ?? "")
		.split(",")
		.map((part) => {
			const [tag = "", ...parameters] = part.trim().split(";");
			const q = parameters
				.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1])
				.find((v) => v !== undefined);
			return {
				language: tag.toLowerCase().split("-")[0] ?? "",
				quality: q === undefined ? 1 : Number(q),
			};
		})
		.filter((entry) => entry.quality > 0)
		.sort((x, y) => y.quality - x.quality);
	for (const { language } of wanted) {
		const found = locales.find((locale) => locale === language);
		if (found !== undefined) return found;
	}
	return locales[0];
}

/** The language of the page being rendered. */
export async function pageLocale(): Promise<Locale> {
	return acceptedLocale((await headers()).get("accept-language"));
}
