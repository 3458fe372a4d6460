/**
 * One keyword of a script: the higher `rank` wins; `pattern` decomposes a clause; an assembly takes
 * the pattern's groups ($1, $2 …) with the pronouns turned round. (The manner is Weizenbaum's of
 * 1966; scripts and code are our own.)
 */
interface Rule {
	rank: number;
	pattern: RegExp;
	assemblies: readonly string[];
}

/** Everything the program needs for one language. */
export interface Script {
	/** Words that only or mostly this language has; they decide which script answers. */
	markers: readonly string[];
	rules: readonly Rule[];
	/** Pronouns and verbs as the other speaker says them. */
	reflections: Readonly<Record<string, string>>;
	/** What is worth remembering: the first group is the thing. */
	memory: RegExp;
	/** With the remembered thing as $1, already turned round. */
	recalls: readonly string[];
	/** When no rule matches and nothing is remembered. */
	fallbacks: readonly string[];
	/** For an empty message. */
	silences: readonly string[];
	/** Asked who is talking. */
	deflections: readonly string[];
}

export function rule(rank: number, pattern: RegExp, ...assemblies: string[]): Rule {
	return { rank, pattern, assemblies };
}
