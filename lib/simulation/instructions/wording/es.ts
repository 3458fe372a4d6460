import { constrainedOptions } from "#lib/simulation/instructions/constrained-options.ts";
import { languageName, quoteAll } from "./language-name.ts";
import type { Wording } from "./wordings.ts";

const quote = (phrases: readonly string[]) => quoteAll(phrases, "«", "»");
const options = quote(constrainedOptions("es"));
const limit = (relation: string, count: number) =>
	relation === "at least" ? `al menos ${count}` : `menos de ${count}`;

export const es: Wording = {
	"keywords:existence": (k) => `Usa cada una de estas palabras: ${quote(k.keywords)}.`,
	"keywords:frequency": (k) =>
		`Usa la palabra «${k.keyword}» ${limit(k.relation, k.frequency)} veces.`,
	"keywords:forbidden_words": (k) =>
		`No uses ninguna de estas palabras: ${quote(k.forbidden_words)}.`,
	"keywords:letter_frequency": (k) =>
		`El carácter «${k.letter}» debe aparecer ${limit(k.let_relation, k.let_frequency)} veces.`,
	"language:response_language": (k) =>
		`Escribe toda la respuesta en este idioma y en ningún otro: ${languageName(k.language, "es")}.`,
	"length_constraints:number_sentences": (k) =>
		`Escribe ${limit(k.relation, k.num_sentences)} frases; los títulos y los puntos de una lista también cuentan, las filas de una tabla no.`,
	"length_constraints:number_paragraphs": (k) =>
		`Escribe exactamente ${k.num_paragraphs} párrafos y pon entre ellos una línea con ***.`,
	"length_constraints:number_words": (k) => `Escribe ${limit(k.relation, k.num_words)} palabras.`,
	"length_constraints:nth_paragraph_first_word": (k) =>
		`Escribe exactamente ${k.num_paragraphs} párrafos separados por líneas en blanco y empieza el párrafo ${k.nth_paragraph} con la palabra «${k.first_word}».`,
	"detectable_content:number_placeholders": (k) =>
		`Deja al menos ${k.num_placeholders} huecos por rellenar entre corchetes, como [nombre].`,
	"detectable_content:postscript": (k) =>
		`Añade al final una posdata que empiece con ${k.postscript_marker}`,
	"detectable_format:number_bullet_lists": (k) =>
		`Incluye exactamente ${k.num_bullets} viñetas en Markdown, cada una en una línea que empiece con «* ».`,
	"detectable_format:constrained_response": () =>
		`En algún lugar de la respuesta, elige exactamente una de estas frases: ${options}.`,
	"detectable_format:number_highlighted_sections": (k) =>
		`Resalta al menos ${k.num_highlights} partes del texto con asteriscos, *como aquí*.`,
	"detectable_format:multiple_sections": (k) =>
		`Divide el texto en ${k.num_sections} secciones; cada una empieza en una línea nueva con ${k.section_spliter} y su número, como ${k.section_spliter} 1.`,
	"detectable_format:json_format": () =>
		"Da toda la respuesta como un solo objeto JSON; puede ir dentro de un bloque de código.",
	"detectable_format:title": () =>
		"Pon al texto un título entre dobles corchetes angulares: <<título>>.",
	"combination:two_responses": () =>
		"Da dos respuestas distintas con una línea de seis asteriscos entre ellas: ******",
	"combination:repeat_prompt": (k) =>
		k.prompt_to_repeat === undefined
			? "Primero repite mi mensaje palabra por palabra, sin nada delante, y después responde."
			: `Primero repite esta petición palabra por palabra, sin nada delante, y después responde: ${k.prompt_to_repeat}`,
	"startend:end_checker": (k) =>
		`Termina exactamente con estas palabras y nada después: ${k.end_phrase}`,
	"startend:quotation": () => "Pon toda la respuesta entre comillas dobles.",
	"change_case:capital_word_frequency": (k) =>
		`Escribe ${limit(k.capital_relation, k.capital_frequency)} palabras enteramente en mayúsculas.`,
	"change_case:english_capital": () => "Escribe todo en inglés y solo con letras mayúsculas.",
	"change_case:english_lowercase": () =>
		"Escribe todo en inglés y en minúsculas, sin una sola mayúscula.",
	"punctuation:no_comma": () => "No uses ninguna coma.",
	"parley:acrostic": (k) =>
		`Las primeras letras de las primeras ${[...k.word].length} líneas, leídas de arriba abajo, deben formar «${k.word}».`,
	"parley:number_sum": (k) =>
		`Incluye una suma de ${k.terms} números enteros que dé ${k.total}, escrita como 1 + 2 = 3.`,
	"parley:table_columns": (k) =>
		`Incluye una tabla de Markdown con exactamente ${k.columns} columnas.`,
	"parley:longest_sentence": (k) => `Ninguna frase puede tener más de ${k.max_words} palabras.`,
	"parley:avoided_letter": (k) => `No uses la letra «${k.letter}», tampoco con acento.`,
	"parley:iso_date": () =>
		"Menciona una fecha con la forma AAAA-MM-DD y no escribas en cifras ninguna fecha de otra forma.",
	"parley:emoji_at_end": () => "Termina con al menos un emoji y no uses ninguno en otro lugar.",
	"parley:nth_sentence_question": (k) =>
		k.n === 1
			? "Haz de cada frase una pregunta; los títulos y los puntos de una lista cuentan como frases, las filas de una tabla no."
			: `Cuenta las frases, con títulos y puntos de lista incluidos, pero sin las filas de una tabla: todas aquellas cuyo número sea múltiplo de ${k.n} deben ser preguntas.`,
	"parley:json_schema": (k) =>
		`Responde solo con JSON que cumpla este esquema JSON; todas sus propiedades son obligatorias: ${JSON.stringify(k.schema)}`,
};
