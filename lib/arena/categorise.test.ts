import { describe, expect, test } from "vitest";
import { categoriseBattle, categoriserVersion } from "./categorise.ts";

/** What a single-turn battle on this prompt is about, beside its length. */
const topicsOf = (text: string) =>
	categoriseBattle({ texts: [text], replies: [] })
		.filter((category) => category === "code" || category === "mathematics")
		.join(" ");

const labelled: [expected: string, prompt: string][] = [
	["code", "Write a function in Python that reverses a string."],
	["code", "How do I center a div with CSS?"],
	["code", "Why do I get a NullPointerException in my Java code?"],
	["code", "Write a SQL query for the ten best customers"],
	["code", "Explain the borrow checker in Rust"],
	["code", "Implement quicksort"],
	["code", "What does `const x = await fetch(url)` do in JavaScript?"],
	["code", "My React component renders twice, is that a bug?"],
	["code", "def add(a, b):\n    return a + b\n\nIs this right?"],
	["code", "Fix this:\n```js\nlet a = ;\n```"],
	["code", "Refactor my TypeScript code"],
	["code", "How do I undo the last git commit?"],
	["code", "Écris une fonction qui trie une liste"],
	["code", "Comment lire un fichier en Python avec une boucle ?"],
	["code", "Schreibe eine Funktion, die eine Liste sortiert"],
	["code", "Wie öffne ich eine Datei in Python?"],
	["code", "Escribe una función que ordene una lista"],
	["code", "Crea un programa en Java que lea un archivo"],
	["code", "Scrivi una funzione che ordina una lista"],
	["code", "Come si scrive un ciclo in Python?"],
	["code", "Escreva uma função que ordene uma lista"],
	["code", "Crie um programa em Java que leia um arquivo"],
	["mathematics", "Solve 2x + 3 = 11"],
	["mathematics", "What is 17 * 23?"],
	["mathematics", "Compute $\\int_0^1 x^2 dx$"],
	["mathematics", "Prove that the square root of 2 is irrational"],
	["mathematics", "What is the derivative of sin x?"],
	["mathematics", "What is 15% of 80?"],
	["mathematics", "What's 12 plus 30?"],
	["mathematics", "How many prime numbers are below 100?"],
	["mathematics", "Tom has 12 apples and gives 5 to Ann. How many apples are left?"],
	["mathematics", "A train travels 120 km at 60 km/h. How long does it take in total?"],
	["mathematics", "Find the eigenvalues of this matrix: [[1,2],[3,4]]"],
	["mathematics", "What is the probability that two dice sum to 7?"],
	["mathematics", "Résous l'équation x^2 - 4 = 0"],
	["mathematics", "Démontre que la somme des angles est divisible par deux"],
	["mathematics", "Combien font 12 fois 8 ?"],
	["mathematics", "Was ist die Ableitung von x hoch 2?"],
	["mathematics", "Beweise, dass es unendlich viele Primzahlen gibt"],
	["mathematics", "Berechne 25 mal 4"],
	["mathematics", "Resuelve la ecuación 3x = 12"],
	["mathematics", "¿Cuánto es 25 por 4?"],
	["mathematics", "Risolvi l'equazione 3x = 12"],
	["mathematics", "Quanto fa 25 per 4?"],
	["mathematics", "Resolva a equação 3x = 12"],
	["mathematics", "Quanto é 25 vezes 4?"],
	["code mathematics", "Write a Python function that solves a quadratic equation"],
	["", "Python the snake: how long does it get?"],
	["", "You can count on me, what a nice song"],
	["", "What happened on 2024-05-01?"],
	["", "Is 12/05/2024 a Sunday?"],
	["", "The shirt costs $25 and the shoes cost $60, which should I buy?"],
	["", "Where does Java coffee come from?"],
	["", "How do I get rust off my bike?"],
	["", "Tell me about Taylor Swift's songs"],
	["", "What is the dress code for a gala?"],
	["", "Who was prime minister in 1990?"],
	["", "How do I solve a conflict with my boss?"],
	["", "Explain the ending of The Matrix"],
	["", "A love triangle in a novel: ideas?"],
	["", "Is the support open 24/7?"],
	["", "We won 3-2, write a match report"],
	["", "Call me at +49 30 123456"],
	["", "I need a vacation of 10-14 days in Spain"],
	["", "Quel est le programme du festival ?"],
	["", "Welches Programm läuft heute im Fernsehen?"],
	["", "¿Cuál es el código postal de Madrid?"],
	["", "Qual è il codice fiscale?"],
	["", "Qual é o meu código postal?"],
	["", "Prove your love with a poem"],
	["", "Write a program for my wedding"],
	["", "How old is the universe?"],
	["", "How much does a house in Paris cost?"],
	["", "Go to bed early: does it help?"],
	["", "Is a ruby worth more than a sapphire?"],
];

describe("categoriseBattle", () => {
	test.each(labelled)("[%s] %s", (expected, prompt) => {
		expect(topicsOf(prompt)).toBe(expected);
	});

	test.each([
		[0, []],
		[1, ["turns-1"]],
		[2, ["turns-2-3"]],
		[3, ["turns-2-3"]],
		[4, ["turns-4-plus"]],
		[9, ["turns-4-plus"]],
	])("%i turns", (turns, expected) => {
		const texts = Array.from({ length: turns }, () => "And then?");
		expect(categoriseBattle({ texts, replies: [] })).toEqual(expected);
	});

	test("a labelled fence in a reply is code, a poem in a fence is not", () => {
		const texts = ["Show me something nice"];
		const reply = (info: string) => `Here:\n\`\`\`${info}\nroses are red\n\`\`\``;
		expect(categoriseBattle({ texts, replies: [reply("python")] })).toContain("code");
		expect(categoriseBattle({ texts, replies: [reply("")] })).not.toContain("code");
		expect(categoriseBattle({ texts, replies: [reply("text")] })).not.toContain("code");
	});

	test("a long prompt has more than about 500 tokens, in any script", () => {
		const isLong = (text: string) =>
			categoriseBattle({ texts: [text], replies: [] }).includes("long-prompt");
		expect(isLong("word ".repeat(390))).toBe(false);
		expect(isLong("word ".repeat(420))).toBe(true);
		expect(isLong("说".repeat(490))).toBe(false);
		expect(isLong("说".repeat(510))).toBe(true);
	});

	test.each([
		[true, "Describe a cat in exactly three sentences."],
		[true, "Answer in JSON format."],
		[true, "Write a 200-word essay about rain"],
		[true, "Write a story without using the letter e"],
		[true, "Décris un chat en trois phrases"],
		[true, "Beschreibe eine Katze in genau drei Sätzen"],
		[true, "Describe un gato en tres frases"],
		[true, "Descrivi un gatto in tre frasi"],
		[true, "Descreva um gato em exatamente três frases"],
		[false, "Describe a cat."],
		[false, "What does JSON stand for?"],
		[false, "I read three books last year."],
	])("checkable constraint %s: %s", (expected, text) => {
		const categories = categoriseBattle({ texts: [text], replies: [] });
		expect(categories.includes("instruction-following")).toBe(expected);
	});

	test("is linear: the worst inputs stay fast", () => {
		for (const piece of [
			"1 + ",
			"$ x ",
			"write a ",
			"import a.",
			"\\( ",
			"1.1.",
			"how many each 1 ",
		]) {
			const text = piece.repeat(Math.floor(32768 / piece.length));
			const start = performance.now();
			categoriseBattle({ texts: [text], replies: [] });
			expect(performance.now() - start).toBeLessThan(1000);
		}
	});

	test("has a version", () => expect(categoriserVersion).toBeGreaterThan(0));
});
