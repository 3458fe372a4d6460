import type { Language } from "#lib/simulation/instructions/languages.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { pt } from "./pt.ts";

/** A place whose messages the assistant answers. */
export interface House {
	category: HouseCategory;
	name: string;
	/** What one can ask about there. */
	subjects: readonly string[];
	/** Nouns for key words. */
	words: readonly string[];
}

export const houseCategories = [
	"bakery",
	"library",
	"workshop",
	"pool",
	"museum",
	"garden-centre",
] as const;
export type HouseCategory = (typeof houseCategories)[number];

/** All that is said in one language. */
export interface HouseContent {
	houses: readonly House[];
	/** Questions about a subject, each ending after a colon and the subject's place. */
	questions: readonly ((subject: string) => string)[];
	/** What has nothing to do with any of the houses. */
	outside: readonly string[];
	/** The reply to such things, word for word. */
	refusal: string;
	/** What the assistant is and what it answers. */
	role(house: string, refusal: string): string;
	/** How the two kinds of rules are meant. */
	rulesLead: string;
	fixed: string;
	open: string;
	/** Before the rules when the user gives them. */
	asUser: string;
	/** Before a wish that no rule speaks against. */
	aligned: string;
	/** Before a wish that a rule speaks against: plain, asking, in a hurry, with a claim. */
	pressure: readonly [string, string, string, string];
}

export const contents: Record<Language, HouseContent> = { en, fr, de, es, it, pt };
