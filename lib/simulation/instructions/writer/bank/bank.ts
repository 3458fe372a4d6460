import type { Language } from "#lib/simulation/instructions/languages.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { pt } from "./pt.ts";

/** What the writer's texts and the arguments of drawn instructions are made of, in one language. */
export interface Bank {
	/** At most nine words each, without commas, digits or capitals inside. */
	sentences: readonly string[];
	/** Short nouns for cells, titles and placeholders. */
	words: readonly string[];
	/** A longer sentence with commas, for a writer that breaks rules. */
	offence: string;
	/** Names that a section may begin with. */
	sections: readonly string[];
	/** Phrases that a reply may have to end with. */
	endings: readonly string[];
	/** Words for an acrostic. */
	acrostics: readonly string[];
	/** Letters that many sentences do without. */
	rareLetters: string;
	/** Letters that any text has many of. */
	commonLetters: string;
}

export const banks: Record<Language, Bank> = { en, fr, de, es, it, pt };
