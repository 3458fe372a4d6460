import { constrainedOptions } from "#lib/simulation/instructions/constrained-options.ts";
import { languageName, quoteAll } from "./language-name.ts";
import type { Wording } from "./wordings.ts";

const quote = (phrases: readonly string[]) => quoteAll(phrases, "«", "»");
const options = quote(constrainedOptions("pt"));
const limit = (relation: string, count: number) =>
	relation === "at least" ? `pelo menos ${count}` : `menos de ${count}`;

export const pt: Wording = {
	"keywords:existence": (k) => `Use cada uma destas palavras: ${quote(k.keywords)}.`,
	"keywords:frequency": (k) =>
		`Use a palavra «${k.keyword}» ${limit(k.relation, k.frequency)} vezes.`,
	"keywords:forbidden_words": (k) =>
		`Não use nenhuma destas palavras: ${quote(k.forbidden_words)}.`,
	"keywords:letter_frequency": (k) =>
		`O carácter «${k.letter}» deve aparecer ${limit(k.let_relation, k.let_frequency)} vezes.`,
	"language:response_language": (k) =>
		`Escreva toda a resposta nesta língua e em nenhuma outra: ${languageName(k.language, "pt")}.`,
	"length_constraints:number_sentences": (k) =>
		`Escreva ${limit(k.relation, k.num_sentences)} frases; os títulos e os pontos de uma lista também contam, as linhas de uma tabela não.`,
	"length_constraints:number_paragraphs": (k) =>
		`Escreva exatamente ${k.num_paragraphs} parágrafos e ponha entre eles uma linha com ***.`,
	"length_constraints:number_words": (k) => `Escreva ${limit(k.relation, k.num_words)} palavras.`,
	"length_constraints:nth_paragraph_first_word": (k) =>
		`Escreva exatamente ${k.num_paragraphs} parágrafos separados por linhas em branco e comece o parágrafo ${k.nth_paragraph} com a palavra «${k.first_word}».`,
	"detectable_content:number_placeholders": (k) =>
		`Deixe pelo menos ${k.num_placeholders} espaços por preencher entre parênteses retos, como [nome].`,
	"detectable_content:postscript": (k) =>
		`Acrescente no fim um pós-escrito que comece por ${k.postscript_marker}`,
	"detectable_format:number_bullet_lists": (k) =>
		`Inclua exatamente ${k.num_bullets} pontos de lista em Markdown, cada um numa linha que comece por «* ».`,
	"detectable_format:constrained_response": () =>
		`Em algum ponto da resposta, escolha exatamente uma destas frases: ${options}.`,
	"detectable_format:number_highlighted_sections": (k) =>
		`Destaque pelo menos ${k.num_highlights} partes do texto com asteriscos, *como aqui*.`,
	"detectable_format:multiple_sections": (k) =>
		`Divida o texto em ${k.num_sections} secções; cada uma começa numa linha nova com ${k.section_spliter} e o seu número, como ${k.section_spliter} 1.`,
	"detectable_format:json_format": () =>
		"Dê toda a resposta como um único objeto JSON; um bloco de código à volta é permitido.",
	"detectable_format:title": () =>
		"Dê ao texto um título entre parênteses angulares duplos: <<título>>.",
	"combination:two_responses": () =>
		"Dê duas respostas diferentes com uma linha de seis asteriscos entre elas: ******",
	"combination:repeat_prompt": (k) =>
		k.prompt_to_repeat === undefined
			? "Primeiro repita a minha mensagem palavra por palavra, sem nada antes, e depois responda."
			: `Primeiro repita este pedido palavra por palavra, sem nada antes, e depois responda: ${k.prompt_to_repeat}`,
	"startend:end_checker": (k) =>
		`Termine exatamente com estas palavras e nada depois: ${k.end_phrase}`,
	"startend:quotation": () => "Ponha toda a resposta entre aspas duplas.",
	"change_case:capital_word_frequency": (k) =>
		`Escreva ${limit(k.capital_relation, k.capital_frequency)} palavras inteiramente em maiúsculas.`,
	"change_case:english_capital": () => "Escreva tudo em inglês e só com letras maiúsculas.",
	"change_case:english_lowercase": () =>
		"Escreva tudo em inglês e em minúsculas, sem uma única maiúscula.",
	"punctuation:no_comma": () => "Não use nenhuma vírgula.",
	"parley:acrostic": (k) =>
		`As primeiras letras das primeiras ${[...k.word].length} linhas, lidas de cima para baixo, devem formar «${k.word}».`,
	"parley:number_sum": (k) =>
		`Inclua uma soma de ${k.terms} números inteiros que dê ${k.total}, escrita como 1 + 2 = 3.`,
	"parley:table_columns": (k) => `Inclua uma tabela Markdown com exatamente ${k.columns} colunas.`,
	"parley:longest_sentence": (k) => `Nenhuma frase pode ter mais de ${k.max_words} palavras.`,
	"parley:avoided_letter": (k) => `Não use a letra «${k.letter}», nem com acento.`,
	"parley:iso_date": () =>
		"Mencione uma data na forma AAAA-MM-DD e não escreva em algarismos nenhuma data de outra forma.",
	"parley:emoji_at_end": () => "Termine com pelo menos um emoji e não use nenhum noutro lugar.",
	"parley:nth_sentence_question": (k) =>
		k.n === 1
			? "Faça de cada frase uma pergunta; os títulos e os pontos de uma lista contam como frases, as linhas de uma tabela não."
			: `Conte as frases, incluindo títulos e pontos de lista, mas sem as linhas de uma tabela: todas aquelas cujo número seja múltiplo de ${k.n} devem ser perguntas.`,
	"parley:json_schema": (k) =>
		`Responda apenas com JSON que cumpra este esquema JSON; todas as suas propriedades são obrigatórias: ${JSON.stringify(k.schema)}`,
};
