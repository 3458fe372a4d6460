/** The three replies that the constrained response allows, in the conversation's language. */
const options: Record<string, readonly string[]> = {
	en: ["My answer is yes.", "My answer is no.", "My answer is maybe."],
	fr: ["Ma réponse est oui.", "Ma réponse est non.", "Ma réponse est peut-être."],
	de: ["Meine Antwort ist ja.", "Meine Antwort ist nein.", "Meine Antwort ist vielleicht."],
	es: ["Mi respuesta es sí.", "Mi respuesta es no.", "Mi respuesta es quizás."],
	it: ["La mia risposta è sì.", "La mia risposta è no.", "La mia risposta è forse."],
	pt: ["A minha resposta é sim.", "A minha resposta é não.", "A minha resposta é talvez."],
};

const english: readonly string[] = options["en"] ?? [];

/** English, as in the public test set, for a language that has none of its own here. */
export function constrainedOptions(language: string): readonly string[] {
	return options[language.slice(0, 2)] ?? english;
}
