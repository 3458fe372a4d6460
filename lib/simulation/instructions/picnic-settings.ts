import type { DrawSetting } from "./draw.ts";
import type { Language } from "./languages.ts";

/** One topic in each language, for tests of what is drawn and written. */
export const settings: Record<Language, DrawSetting> = {
	en: {
		language: "en",
		topicWords: ["basket", "blanket", "lemonade", "friends"],
		request: "Write a letter about a picnic by the lake.",
	},
	fr: {
		language: "fr",
		topicWords: ["panier", "nappe", "citronnade", "lac"],
		request: "Écris une lettre sur un pique-nique au bord du lac.",
	},
	de: {
		language: "de",
		topicWords: ["Korb", "Decke", "Limonade", "See"],
		request: "Schreibe einen Brief über ein Picknick am See.",
	},
	es: {
		language: "es",
		topicWords: ["cesta", "manta", "limonada", "lago"],
		request: "Escribe una carta sobre un picnic junto al lago.",
	},
	it: {
		language: "it",
		topicWords: ["cesto", "coperta", "limonata", "lago"],
		request: "Scrivi una lettera su un picnic in riva al lago.",
	},
	pt: {
		language: "pt",
		topicWords: ["cesto", "manta", "limonada", "lago"],
		request: "Escreva uma carta sobre um piquenique junto ao lago.",
	},
};
