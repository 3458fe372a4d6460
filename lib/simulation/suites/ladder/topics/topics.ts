import type { Language } from "#lib/simulation/instructions/languages.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { pt } from "./pt.ts";

/** The five fields of everyday writing that topics come from. */
export const topicCategories = ["home", "food", "outings", "work", "people"] as const;

export type TopicCategory = (typeof topicCategories)[number];

/** Something to write about. */
export interface Topic {
	category: TopicCategory;
	title: string;
	/** Four nouns that belong to it. */
	words: readonly string[];
}

/** One topic a line, its title and its nouns separated by a colon; empty lines are nothing. */
export type TopicLines = Record<TopicCategory, string>;

function readTopics(lines: TopicLines): Topic[] {
	return topicCategories.flatMap((category) =>
		lines[category]
			.split("\n")
			.filter((line) => line.trim() !== "")
			.map((line) => {
				const [title = "", words = ""] = line.split(":");
				return { category, title: title.trim(), words: words.split(",").map((w) => w.trim()) };
			}),
	);
}

export const topics: Record<Language, readonly Topic[]> = {
	en: readTopics(en),
	fr: readTopics(fr),
	de: readTopics(de),
	es: readTopics(es),
	it: readTopics(it),
	pt: readTopics(pt),
};
