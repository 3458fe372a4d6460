import { type Random, randomInt } from "#lib/kernel/random.ts";
import { type HouseBrain, lastUserText, pick } from "#lib/models/house/brain.ts";
import { paragraphs } from "./text.ts";

const sentencesMin = 3;
const sentencesMax = 6;
/** Words of questions: they say nothing about what a prompt is about. */
const idleWords = new Set(
	"what about when where which whom does this that these those there here have been with from your they them their would could should tell write please give make explain describe some into like".split(
		" ",
	),
);
/** A sentence that finds no end is cut here. */
const sentenceWordsMax = 45;

interface Chain {
	/** Words that followed a pair of words, as often as they did. */
	next: ReadonlyMap<string, readonly string[]>;
	/** First pairs of sentences. */
	openings: readonly (readonly [string, string])[];
	/** By bare lower-case word: the pairs that begin with it. */
	pairsByWord: ReadonlyMap<string, readonly (readonly [string, string])[]>;
}

let chain: Chain | undefined;

const keyOf = (first: string, second: string) => `${first} ${second}`;
const bareOf = (word: string) => word.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
const endsSentence = (word: string) => /[.!?]$/.test(word);

/** A Markov chain of order 2 over the words of the bundled text. */
function learn(): Chain {
	const next = new Map<string, string[]>();
	const pairsByWord = new Map<string, (readonly [string, string])[]>();
	const openings: (readonly [string, string])[] = [];
	for (const paragraph of paragraphs) {
		const words = paragraph.split(" ");
		words.forEach((word, i) => {
			const second = words[i + 1];
			if (second === undefined || endsSentence(word)) return;
			const pair = [word, second] as const;
			if (i === 0 || endsSentence(words[i - 1] ?? "")) openings.push(pair);
			pairsByWord.set(bareOf(word), [...(pairsByWord.get(bareOf(word)) ?? []), pair]);
			const third = words[i + 2];
			if (third === undefined || endsSentence(second)) return;
			const key = keyOf(word, second);
			next.set(key, [...(next.get(key) ?? []), third]);
		});
	}
	return { next, openings, pairsByWord };
}

/** Wanders through the bundled text, beginning where a word of the prompt occurs in it. */
export const rambler: HouseBrain = {
	respond(messages, random) {
		chain ??= learn();
		const prompt = lastUserText(messages).slice(0, 2_000).split(/\s+/).map(bareOf);
		// The rarest word says most about the prompt; short ones say nothing.
		const known = chain.pairsByWord;
		const seeds = [
			...new Set(prompt.filter((w) => w.length > 3 && !idleWords.has(w) && known.has(w))),
		];
		const rarity = (word: string) => known.get(word)?.length ?? 0;
		const [rarest, ...others] = seeds.sort((x, y) => rarity(x) - rarity(y));
		const count = sentencesMin + randomInt(random, sentencesMax - sentencesMin + 1);
		const sentences: string[] = [];
		for (let i = 0; i < count; i++) {
			const seed = i === 0 || others.length === 0 ? rarest : pick(others, random);
			const starts = (i % 2 === 0 && seed && known.get(seed)) || chain.openings;
			sentences.push(wander(chain, pick(starts, random), random));
		}
		return sentences.join(" ");
	},
};

function wander(from: Chain, start: readonly [string, string], random: Random): string {
	const words = [...start];
	while (words.length < sentenceWordsMax && !endsSentence(words.at(-1) ?? "")) {
		const followers = from.next.get(keyOf(words.at(-2) ?? "", words.at(-1) ?? ""));
		if (!followers) break;
		words.push(pick(followers, random));
	}
	const sentence = words.join(" ").replace(/[,;:]$/, "");
	const closed = endsSentence(sentence) ? sentence : `${sentence}…`;
	return closed.charAt(0).toUpperCase() + closed.slice(1);
}
