import type { InstructionId, KwargsOf } from "#lib/simulation/instructions/kwargs.ts";
import type { Language } from "#lib/simulation/instructions/languages.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { pt } from "./pt.ts";

/** Every instruction as a sentence to a model, in one language. */
export type Wording = { [I in InstructionId]: (kwargs: KwargsOf<I>) => string };

export const wordings: Record<Language, Wording> = { en, fr, de, es, it, pt };
