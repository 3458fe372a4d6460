import { constrainedOptions } from "#lib/simulation/instructions/constrained-options.ts";
import { languageName, quoteAll } from "./language-name.ts";
import type { Wording } from "./wordings.ts";

const quote = (phrases: readonly string[]) => quoteAll(phrases, "« ", " »");
const options = quote(constrainedOptions("fr"));
const limit = (relation: string, count: number) =>
	relation === "at least" ? `au moins ${count}` : `moins de ${count}`;

export const fr: Wording = {
	"keywords:existence": (k) => `Emploie chacun de ces mots : ${quote(k.keywords)}.`,
	"keywords:frequency": (k) =>
		`Emploie le mot « ${k.keyword} » ${limit(k.relation, k.frequency)} fois.`,
	"keywords:forbidden_words": (k) => `N'emploie aucun de ces mots : ${quote(k.forbidden_words)}.`,
	"keywords:letter_frequency": (k) =>
		`Le caractère « ${k.letter} » doit apparaître ${limit(k.let_relation, k.let_frequency)} fois.`,
	"language:response_language": (k) =>
		`Rédige toute la réponse dans cette langue et dans aucune autre : ${languageName(k.language, "fr")}.`,
	"length_constraints:number_sentences": (k) =>
		`Écris ${limit(k.relation, k.num_sentences)} phrases ; les titres et les points d'une liste comptent aussi, les lignes d'un tableau non.`,
	"length_constraints:number_paragraphs": (k) =>
		`Écris exactement ${k.num_paragraphs} paragraphes, séparés par une ligne contenant ***.`,
	"length_constraints:number_words": (k) => `Écris ${limit(k.relation, k.num_words)} mots.`,
	"length_constraints:nth_paragraph_first_word": (k) =>
		`Écris exactement ${k.num_paragraphs} paragraphes séparés par une ligne vide ; le paragraphe ${k.nth_paragraph} commence par le mot « ${k.first_word} ».`,
	"detectable_content:number_placeholders": (k) =>
		`Laisse au moins ${k.num_placeholders} champs à remplir entre crochets, par exemple [nom].`,
	"detectable_content:postscript": (k) =>
		`Ajoute à la fin un post-scriptum qui commence par ${k.postscript_marker}`,
	"detectable_format:number_bullet_lists": (k) =>
		`Mets exactement ${k.num_bullets} puces en Markdown, chacune sur une ligne qui commence par « * ».`,
	"detectable_format:constrained_response": () =>
		`Quelque part dans la réponse, choisis exactement une de ces phrases : ${options}.`,
	"detectable_format:number_highlighted_sections": (k) =>
		`Mets en valeur au moins ${k.num_highlights} passages avec des astérisques, *comme ceci*.`,
	"detectable_format:multiple_sections": (k) =>
		`Divise le texte en ${k.num_sections} sections ; chacune commence sur une nouvelle ligne par ${k.section_spliter} et son numéro, comme ${k.section_spliter} 1.`,
	"detectable_format:json_format": () =>
		"Donne toute la réponse sous la forme d'un seul objet JSON ; un bloc de code autour est permis.",
	"detectable_format:title": () => "Donne au texte un titre entre doubles chevrons : <<titre>>.",
	"combination:two_responses": () =>
		"Donne deux réponses différentes, séparées par une ligne de six astérisques : ******",
	"combination:repeat_prompt": (k) =>
		k.prompt_to_repeat === undefined
			? "Répète d'abord mon message mot pour mot, sans rien avant, puis réponds."
			: `Répète d'abord la demande suivante mot pour mot, sans rien avant, puis réponds : ${k.prompt_to_repeat}`,
	"startend:end_checker": (k) =>
		`Termine exactement par ces mots, sans rien après : ${k.end_phrase}`,
	"startend:quotation": () => "Mets toute la réponse entre guillemets doubles.",
	"change_case:capital_word_frequency": (k) =>
		`Écris ${limit(k.capital_relation, k.capital_frequency)} mots entièrement en majuscules.`,
	"change_case:english_capital": () => "Écris tout en anglais et uniquement en majuscules.",
	"change_case:english_lowercase": () =>
		"Écris tout en anglais et en minuscules, sans une seule majuscule.",
	"punctuation:no_comma": () => "N'utilise aucune virgule.",
	"parley:acrostic": (k) =>
		`Les premières lettres des ${[...k.word].length} premières lignes, lues de haut en bas, doivent former « ${k.word} ».`,
	"parley:number_sum": (k) =>
		`Mets une addition de ${k.terms} nombres entiers dont le total est ${k.total}, écrite comme 1 + 2 = 3.`,
	"parley:table_columns": (k) => `Ajoute un tableau Markdown d'exactement ${k.columns} colonnes.`,
	"parley:longest_sentence": (k) => `Aucune phrase ne doit dépasser ${k.max_words} mots.`,
	"parley:avoided_letter": (k) => `N'utilise pas la lettre « ${k.letter} », même avec un accent.`,
	"parley:iso_date": () =>
		"Cite une date sous la forme AAAA-MM-JJ, et n'écris en chiffres aucune date sous une autre forme.",
	"parley:emoji_at_end": () => "Termine par au moins un émoji, et n'en mets aucun ailleurs.",
	"parley:nth_sentence_question": (k) =>
		k.n === 1
			? "Fais de chaque phrase une question ; les titres et les points d'une liste comptent comme phrases, les lignes d'un tableau non."
			: `Compte les phrases, titres et points de liste compris, mais sans les lignes d'un tableau : toutes celles dont le numéro est un multiple de ${k.n} doivent être des questions.`,
	"parley:json_schema": (k) =>
		`Réponds uniquement par du JSON conforme à ce schéma JSON, dont toutes les propriétés sont obligatoires : ${JSON.stringify(k.schema)}`,
};
