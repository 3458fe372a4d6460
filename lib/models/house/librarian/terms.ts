const stopWords = new Set(
	`a about all also an and any are as at be because been but by can could did do does for from get
	give had has have he her hers him his how i if in into is it its just know like many me more most
	much my no not of on or our out please say she should show so some tell than that the their them
	then there these they thing this those to up us very was we were what when where which who whom
	whose why will with would you your explain describe mean means meaning definition define fact
	facts information something anything one let okay ok hello hi hey thanks thank whats what's write
	words word sentence sentences short brief paragraph`.split(/\s+/),
);

/** Word forms of one idea that the stemmer would keep apart. */
const synonyms: Readonly<Record<string, string>> = {
	people: "million",
	population: "million",
	inhabitants: "million",
	tall: "high",
	tallest: "high",
	height: "high",
	highest: "high",
	died: "death",
	die: "death",
	born: "birth",
	big: "large",
	biggest: "large",
	largest: "large",
	money: "currency",
	soccer: "football",
	film: "cinema",
	movie: "cinema",
	movies: "cinema",
	airplane: "aeroplane",
	plane: "aeroplane",
	ww1: "war",
	ww2: "war",
	bike: "bicycle",
	fridge: "refrigerator",
	bee: "honeybee",
	bees: "honeybee",
	pythagoras: "pythagorean",
};

/** A light suffix stripper for English plurals and verb forms. */
function stem(word: string): string {
	if (word.length <= 3) return word;
	return word
		.replace(/ies$/, "y")
		.replace(/([^s])s$/, "$1")
		.replace(/(?:ing|ed)$/, (suffix, at: number) => (at >= 4 ? "" : suffix))
		.replace(/([^aeiou])e$/, "$1");
}

/** The terms of a text for search: lower case, without accents, stop words and word endings. */
export function termsOf(text: string): string[] {
	const words =
		text
			.normalize("NFKD")
			.replace(/\p{M}/gu, "")
			.toLowerCase()
			.match(/[\p{L}\p{N}]+/gu) ?? [];
	return words.filter((w) => !stopWords.has(w)).map((w) => stem(synonyms[w] ?? w));
}
