import { constrainedOptions } from "#lib/simulation/instructions/constrained-options.ts";
import { languageName, quoteAll } from "./language-name.ts";
import type { Wording } from "./wordings.ts";

const quote = (phrases: readonly string[]) => quoteAll(phrases, "«", "»");
const options = quote(constrainedOptions("it"));
const limit = (relation: string, count: number) =>
	relation === "at least" ? `almeno ${count}` : `meno di ${count}`;

export const it: Wording = {
	"keywords:existence": (k) => `Usa ognuna di queste parole: ${quote(k.keywords)}.`,
	"keywords:frequency": (k) =>
		`Usa la parola «${k.keyword}» ${limit(k.relation, k.frequency)} volte.`,
	"keywords:forbidden_words": (k) =>
		`Non usare nessuna di queste parole: ${quote(k.forbidden_words)}.`,
	"keywords:letter_frequency": (k) =>
		`Il carattere «${k.letter}» deve comparire ${limit(k.let_relation, k.let_frequency)} volte.`,
	"language:response_language": (k) =>
		`Scrivi tutta la risposta in questa lingua e in nessun'altra: ${languageName(k.language, "it")}.`,
	"length_constraints:number_sentences": (k) =>
		`Scrivi ${limit(k.relation, k.num_sentences)} frasi; contano anche i titoli e i punti di un elenco, non le righe di una tabella.`,
	"length_constraints:number_paragraphs": (k) =>
		`Scrivi esattamente ${k.num_paragraphs} paragrafi e metti tra l'uno e l'altro una riga con ***.`,
	"length_constraints:number_words": (k) => `Scrivi ${limit(k.relation, k.num_words)} parole.`,
	"length_constraints:nth_paragraph_first_word": (k) =>
		`Scrivi esattamente ${k.num_paragraphs} paragrafi separati da righe vuote e inizia il paragrafo ${k.nth_paragraph} con la parola «${k.first_word}».`,
	"detectable_content:number_placeholders": (k) =>
		`Lascia almeno ${k.num_placeholders} campi da riempire tra parentesi quadre, come [nome].`,
	"detectable_content:postscript": (k) =>
		`Aggiungi alla fine un poscritto che inizi con ${k.postscript_marker}`,
	"detectable_format:number_bullet_lists": (k) =>
		`Metti esattamente ${k.num_bullets} punti elenco in Markdown, ognuno su una riga che inizi con «* ».`,
	"detectable_format:constrained_response": () =>
		`In qualche punto della risposta, scegli esattamente una di queste frasi: ${options}.`,
	"detectable_format:number_highlighted_sections": (k) =>
		`Evidenzia almeno ${k.num_highlights} parti del testo con asterischi, *come qui*.`,
	"detectable_format:multiple_sections": (k) =>
		`Dividi il testo in ${k.num_sections} sezioni; ognuna inizia su una riga nuova con ${k.section_spliter} e il suo numero, come ${k.section_spliter} 1.`,
	"detectable_format:json_format": () =>
		"Dai tutta la risposta come un solo oggetto JSON; un blocco di codice attorno va bene.",
	"detectable_format:title": () =>
		"Dai al testo un titolo tra doppie parentesi angolari: <<titolo>>.",
	"combination:two_responses": () =>
		"Dai due risposte diverse con una riga di sei asterischi in mezzo: ******",
	"combination:repeat_prompt": (k) =>
		k.prompt_to_repeat === undefined
			? "Prima ripeti il mio messaggio parola per parola, senza nulla davanti, e poi rispondi."
			: `Prima ripeti questa richiesta parola per parola, senza nulla davanti, e poi rispondi: ${k.prompt_to_repeat}`,
	"startend:end_checker": (k) =>
		`Termina esattamente con queste parole e nulla dopo: ${k.end_phrase}`,
	"startend:quotation": () => "Metti tutta la risposta tra virgolette doppie.",
	"change_case:capital_word_frequency": (k) =>
		`Scrivi ${limit(k.capital_relation, k.capital_frequency)} parole interamente in maiuscolo.`,
	"change_case:english_capital": () => "Scrivi tutto in inglese e solo in lettere maiuscole.",
	"change_case:english_lowercase": () =>
		"Scrivi tutto in inglese e in minuscolo, senza una sola maiuscola.",
	"punctuation:no_comma": () => "Non usare nessuna virgola.",
	"parley:acrostic": (k) =>
		`Le prime lettere delle prime ${[...k.word].length} righe, lette dall'alto in basso, devono formare «${k.word}».`,
	"parley:number_sum": (k) =>
		`Inserisci un'addizione di ${k.terms} numeri interi che dia ${k.total}, scritta come 1 + 2 = 3.`,
	"parley:table_columns": (k) =>
		`Inserisci una tabella Markdown con esattamente ${k.columns} colonne.`,
	"parley:longest_sentence": (k) => `Nessuna frase può avere più di ${k.max_words} parole.`,
	"parley:avoided_letter": (k) => `Non usare la lettera «${k.letter}», nemmeno con l'accento.`,
	"parley:iso_date": () =>
		"Cita una data nella forma AAAA-MM-GG e non scrivere in cifre nessuna data in altra forma.",
	"parley:emoji_at_end": () => "Termina con almeno un'emoji e non usarne nessuna altrove.",
	"parley:nth_sentence_question": (k) =>
		k.n === 1
			? "Fai di ogni frase una domanda; i titoli e i punti di un elenco contano come frasi, le righe di una tabella no."
			: `Conta le frasi, compresi i titoli e i punti di un elenco ma senza le righe di una tabella: tutte quelle il cui numero è un multiplo di ${k.n} devono essere domande.`,
	"parley:json_schema": (k) =>
		`Rispondi solo con un JSON conforme a questo schema JSON; tutte le proprietà sono obbligatorie: ${JSON.stringify(k.schema)}`,
};
