/** What scripted voters say: openings and, after each, how they go on. Our own texts. */
export interface Script {
	language: "en" | "fr" | "de" | "es";
	turns: readonly [string, ...string[]];
}

export const scripts: readonly Script[] = [
	{
		language: "en",
		turns: ["Why is the sky blue during the day?", "And why does it turn red in the evening?"],
	},
	{
		language: "en",
		turns: ["What is a volcano, and how does one form?", "Which kinds are the most dangerous?"],
	},
	{ language: "en", turns: ["How do bees make honey?", "How much does one bee make in its life?"] },
	{
		language: "en",
		turns: ["Who invented printing with movable type?", "What changed because of it?"],
	},
	{
		language: "en",
		turns: ["Explain photosynthesis to a ten-year-old.", "Now in one sentence, please."],
	},
	{ language: "en", turns: ["What is 17 * 23 + 4?", "And half of that?"] },
	{ language: "en", turns: ["How many kilometres are 26.2 miles?", "And in metres?"] },
	{
		language: "en",
		turns: ["A train goes 240 km in 3 hours. How fast is it?", "How long does it need for 400 km?"],
	},
	{ language: "en", turns: ["I have 12 apples, give away 5 and buy 9 more. How many do I have?"] },
	{ language: "en", turns: ["What is 15 % of 260?", "And 20 %?"] },
	{ language: "en", turns: ["Write three bullet points about good sleep.", "Make them shorter."] },
	{
		language: "en",
		turns: ['Answer in JSON with the keys "title" and "summary": a day at the sea.'],
	},
	{
		language: "en",
		turns: ["Write one sentence about autumn, all in capital letters.", "Now in lower case."],
	},
	{ language: "en", turns: ["Write exactly two sentences about tea, without the letter z."] },
	{
		language: "en",
		turns: [
			"I feel tired of my work lately.",
			"It is mostly the long evenings.",
			"My sister says I should rest.",
		],
	},
	{
		language: "en",
		turns: [
			"I am nervous because I have to give a talk tomorrow.",
			"I always forget what I want to say.",
		],
	},
	{
		language: "en",
		turns: ["My friend has not called me for weeks.", "I don't know whether I should write first."],
	},
	{
		language: "fr",
		turns: ["Je me sens seul depuis mon déménagement.", "Mes amis habitent loin maintenant."],
	},
	{ language: "fr", turns: ["Combien font 48 divisé par 6, plus 7 ?"] },
	{ language: "fr", turns: ["Écris trois points sur les avantages de la marche."] },
	{
		language: "de",
		turns: ["Ich mache mir Sorgen um meine Prüfung.", "Ich kann abends nicht mehr gut schlafen."],
	},
	{ language: "de", turns: ["Wie viel ist 144 geteilt durch 12?", "Und das mal 7?"] },
	{ language: "de", turns: ["Schreibe zwei Sätze über den Winter in Großbuchstaben."] },
	{ language: "es", turns: ["¿Cuánto es 35 por 12?", "¿Y la mitad?"] },
	{ language: "es", turns: ["Estoy preocupado por mi familia.", "Mi madre trabaja demasiado."] },
	{ language: "es", turns: ["Escribe tres puntos sobre el mar."] },
];
