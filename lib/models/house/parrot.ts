import { capitalise, type HouseBrain, lastUserText, pick } from "./brain.ts";

const charsMax = 1_200;

type Variation = (text: string) => string;

const lastWords = (text: string, n: number) => text.split(/\s+/).slice(-n).join(" ");
const withoutEnd = (text: string) => text.replace(/[\s.!?…]+$/u, "");

const variations: readonly Variation[] = [
	(text) => text,
	(text) => `${withoutEnd(text)}!`,
	(text) => `${withoutEnd(text)}? ${capitalise(withoutEnd(text))}.`,
	(text) => `${text} ${capitalise(lastWords(withoutEnd(text), 3))}…`,
	(text) =>
		`${withoutEnd(text)}, ${lastWords(withoutEnd(text), 2)}, ${lastWords(withoutEnd(text), 1)}!`,
	(text) => `You said: ${text}`,
	(text) => `“${text}” ${capitalise(lastWords(withoutEnd(text), 1))}, yes.`,
	(text) => text.toUpperCase(),
];

/** Repeats the latest user message with a small variation. */
export const parrot: HouseBrain = {
	respond(messages, random) {
		const text = lastUserText(messages).trim();
		if (withoutEnd(text) === "") return pick(["…?", "Hm?", "Hello? Hello!"], random);
		// Long or structured text is given back as it is: variations would only break it.
		if (text.length > charsMax) return `${text.slice(0, charsMax).toWellFormed()}…`;
		if (text.includes("\n")) return text;
		return pick(variations, random)(text);
	},
};
