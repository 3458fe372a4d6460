/**
 * Words that would tell a voter which house model is talking, each with a neutral stand-in. They
 * reach a reply when a person uses them ("are you a parrot?") and the program repeats the phrase.
 */
const standIns: Readonly<Record<string, string>> = {
	parley: "this place",
	eliza: "someone",
	weizenbaum: "someone",
	listener: "friend",
	librarian: "reader",
	reckoner: "counter",
	scribe: "writer",
	rambler: "walker",
	parrot: "bird",
	markov: "chance",
	"house model": "model",
	"house-model": "model",
};

const names = new RegExp(
	`(?<![\\p{L}\\p{N}])(?:house[\\s_-]+)?(${Object.keys(standIns).join("|")})(s?)(?![\\p{L}\\p{N}])`,
	"giu",
);

/** True when the text contains a word that identifies a house model. */
export function namesHouseModel(text: string): boolean {
	return text.search(names) >= 0;
}

/** The text with identifying words replaced, their case kept. */
export function withoutNames(text: string): string {
	return text.replace(names, (whole, name: string, plural: string) => {
		const standIn = standIns[name.toLowerCase()] ?? "someone";
		const word = standIn + plural.toLowerCase();
		if (name.length > 1 && name === name.toUpperCase()) return word.toUpperCase();
		return /^\p{Lu}/u.test(whole) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
	});
}
