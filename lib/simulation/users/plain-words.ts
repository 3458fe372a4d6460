interface PlainWords {
	/** Words that say nothing by themselves. */
	plain: ReadonlySet<string>;
	/** Words that turn a sentence round: in what is refused or not known, never in a fact. */
	negations: ReadonlySet<string>;
}

const listOf = (words: string) => new Set(words.split(/\s+/).filter((word) => word !== ""));

/**
 * Words that a wording may use beside those of the fact it holds, by language. There are no yes and no, no
 * numbers and no words of order or direction among them: those could confirm a guess.
 */
const byLanguage: Readonly<Record<string, PlainWords>> = {
	en: {
		plain:
			listOf(`a an the this that these those it its it's i i'm i'd i've i'll me my mine we our us you your
			is are was were be been am do does did have has had can could would should will may might
			and or but so because as if then than of in on at to for from by with about
			here there what which who when where how
			sorry thanks thank please hello hi well oh okay sure
			know think believe see say tell told said give share ask asked asking need needed want wanted like
			let let's rather afraid prefer unfortunately happy just only also really
			answer question information detail details thing something anything`),
		negations: listOf(`not don't doesn't didn't can't cannot couldn't won't wouldn't isn't haven't
			unable`),
	},
};

/** The plain words of a language; null where there are none yet, so that nothing can be checked. */
export function plainWordsOf(language: string): PlainWords | null {
	return byLanguage[language] ?? null;
}
