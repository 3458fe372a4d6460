import { constrainedOptions } from "#lib/simulation/instructions/constrained-options.ts";
import { languageName, quoteAll } from "./language-name.ts";
import type { Wording } from "./wordings.ts";

const quote = (phrases: readonly string[]) => quoteAll(phrases, "„", "“");
const options = quote(constrainedOptions("de"));
const limit = (relation: string, count: number) =>
	relation === "at least" ? `mindestens ${count}` : `weniger als ${count}`;

export const de: Wording = {
	"keywords:existence": (k) => `Verwende jedes dieser Wörter: ${quote(k.keywords)}.`,
	"keywords:frequency": (k) =>
		`Verwende das Wort „${k.keyword}“ ${limit(k.relation, k.frequency)} Mal.`,
	"keywords:forbidden_words": (k) => `Verwende keines dieser Wörter: ${quote(k.forbidden_words)}.`,
	"keywords:letter_frequency": (k) =>
		`Das Zeichen „${k.letter}“ soll ${limit(k.let_relation, k.let_frequency)} Mal vorkommen.`,
	"language:response_language": (k) =>
		`Schreibe die ganze Antwort in dieser Sprache und in keiner anderen: ${languageName(k.language, "de")}.`,
	"length_constraints:number_sentences": (k) =>
		`Schreibe ${limit(k.relation, k.num_sentences)} Sätze; Überschriften und Listenpunkte zählen mit, Tabellenzeilen nicht.`,
	"length_constraints:number_paragraphs": (k) =>
		`Schreibe genau ${k.num_paragraphs} Absätze und setze dazwischen je eine Zeile mit ***.`,
	"length_constraints:number_words": (k) => `Schreibe ${limit(k.relation, k.num_words)} Wörter.`,
	"length_constraints:nth_paragraph_first_word": (k) =>
		`Schreibe genau ${k.num_paragraphs} Absätze mit Leerzeilen dazwischen und beginne Absatz ${k.nth_paragraph} mit dem Wort „${k.first_word}“.`,
	"detectable_content:number_placeholders": (k) =>
		`Lass mindestens ${k.num_placeholders} Platzhalter in eckigen Klammern stehen, etwa [Name].`,
	"detectable_content:postscript": (k) =>
		`Füge am Ende ein Postskriptum an, das mit ${k.postscript_marker} beginnt`,
	"detectable_format:number_bullet_lists": (k) =>
		`Verwende genau ${k.num_bullets} Aufzählungspunkte in Markdown, jeder auf einer Zeile, die mit „* “ beginnt.`,
	"detectable_format:constrained_response": () =>
		`Lege dich irgendwo in der Antwort auf genau einen dieser Sätze fest: ${options}.`,
	"detectable_format:number_highlighted_sections": (k) =>
		`Hebe mindestens ${k.num_highlights} Stellen mit Sternchen hervor, *so wie hier*.`,
	"detectable_format:multiple_sections": (k) =>
		`Gliedere den Text in ${k.num_sections} Abschnitte; jeder beginnt auf einer neuen Zeile mit ${k.section_spliter} und seiner Nummer, also etwa ${k.section_spliter} 1.`,
	"detectable_format:json_format": () =>
		"Gib die ganze Antwort als ein einziges JSON-Objekt; ein Codeblock darum ist erlaubt.",
	"detectable_format:title": () =>
		"Gib dem Text einen Titel in doppelten spitzen Klammern: <<Titel>>.",
	"combination:two_responses": () =>
		"Gib zwei verschiedene Antworten mit einer Zeile aus sechs Sternchen dazwischen: ******",
	"combination:repeat_prompt": (k) =>
		k.prompt_to_repeat === undefined
			? "Wiederhole zuerst meine Nachricht Wort für Wort, ohne etwas davor, und antworte dann."
			: `Wiederhole zuerst die folgende Bitte Wort für Wort, ohne etwas davor, und antworte dann: ${k.prompt_to_repeat}`,
	"startend:end_checker": (k) =>
		`Schließe mit genau diesen Worten, und nichts soll danach kommen: ${k.end_phrase}`,
	"startend:quotation": () => "Setze die ganze Antwort in doppelte Anführungszeichen.",
	"change_case:capital_word_frequency": (k) =>
		`Schreibe ${limit(k.capital_relation, k.capital_frequency)} Wörter ganz in Großbuchstaben.`,
	"change_case:english_capital": () =>
		"Schreibe alles auf Englisch und ausschließlich in Großbuchstaben.",
	"change_case:english_lowercase": () =>
		"Schreibe alles auf Englisch und klein, ohne einen einzigen Großbuchstaben.",
	"punctuation:no_comma": () => "Verwende keine Kommas.",
	"parley:acrostic": (k) =>
		`Die Anfangsbuchstaben der ersten ${[...k.word].length} Zeilen sollen von oben nach unten „${k.word}“ ergeben.`,
	"parley:number_sum": (k) =>
		`Baue eine Addition von ${k.terms} ganzen Zahlen ein, die ${k.total} ergibt, geschrieben wie 1 + 2 = 3.`,
	"parley:table_columns": (k) => `Füge eine Markdown-Tabelle mit genau ${k.columns} Spalten ein.`,
	"parley:longest_sentence": (k) => `Kein Satz darf mehr als ${k.max_words} Wörter haben.`,
	"parley:avoided_letter": (k) =>
		`Verwende den Buchstaben „${k.letter}“ nicht, auch nicht mit Akzent oder Umlautpunkten.`,
	"parley:iso_date": () =>
		"Nenne ein Datum in der Form JJJJ-MM-TT und schreibe kein Datum in Ziffern anders.",
	"parley:emoji_at_end": () =>
		"Schließe mit mindestens einem Emoji und verwende sonst nirgends eines.",
	"parley:nth_sentence_question": (k) =>
		k.n === 1
			? "Mache jeden Satz zu einer Frage; Überschriften und Listenpunkte zählen als Sätze, Tabellenzeilen nicht."
			: `Zähle die Sätze samt Überschriften und Listenpunkten, aber ohne Tabellenzeilen: Jeder, dessen Nummer ein Vielfaches von ${k.n} ist, soll eine Frage sein.`,
	"parley:json_schema": (k) =>
		`Antworte nur mit JSON, das zu diesem JSON-Schema passt; alle Eigenschaften sind Pflicht: ${JSON.stringify(k.schema)}`,
};
