/**
 * How a speaker of one language says who they are. Sources of regular expressions over a skeleton:
 * lower case, no accents, every name replaced by one placeholder. Macros: `{N}` a model or family,
 * `{name}` the same where nothing after it makes it mean something else, `{M}` a maker, `{X}` any
 * of them, `{b}` the begin of a word, `{gap3}` up to three words, none of `stop`.
 */
export interface LeakPhrases {
	language: string;
	/** A sentence without one of these words is not looked at. */
	gate: string;
	/** Words that end a gap. */
	stop: string;
	/** A match that contains one of these says who the speaker is not. */
	denial: string;
	/** Right before a match, these make it somebody else's words or a supposition. */
	hearsay: string;
	/** Words after which a name with an everyday meaning is still a name. */
	after: string;
	/** What makes a name part of something else: "ChatGPT user". */
	notAfter: string;
	/** "I am X", "my name is X". */
	names: readonly string[];
	/** The same, but only at the very start of a reply: "This is X". */
	openings: readonly string[];
	/** "I was trained by X", "as a language model by X". */
	descriptions: readonly string[];
}

/** Stand-ins for names in the skeleton: private-use characters, which a text is first cleared of. */
export const placeholders = { strong: "\ue000", weak: "\ue001", maker: "\ue002" } as const;

export interface CompiledPhrases {
	language: string;
	gate: RegExp;
	denial: RegExp;
	hearsay: RegExp;
	patterns: { pattern: RegExp; describes: boolean; opensReply: boolean }[];
}

/** Makes a language's phrases ready to run. Every gap is bounded, so each match is bounded too. */
export function compilePhrases(phrases: LeakPhrases): CompiledPhrases {
	const gapWord = '[^\\s.,;:!?()"\\ue000-\\ue002]+,? ';
	const stop = phrases.stop === "" ? "" : `(?!(?:${phrases.stop})(?![\\p{L}\\p{N}]))`;
	const notAfter = phrases.notAfter === "" ? "" : `(?!${phrases.notAfter})`;
	const after =
		phrases.after === ""
			? "(?=$|[^\\p{L}\\p{N}' -])"
			: `(?=$| ?[.,;:!?)(»”"\\n—–]| - | (?:${phrases.after})(?![\\p{L}\\p{N}]))`;
	const noList = "(?!(?:,| and| et| und| y| e| or| ou| oder| o) [\\ue000\\ue001])";
	const compile = (source: string, flags = "gu") =>
		new RegExp(
			source
				.replaceAll("{name}", `(?:\\ue000${notAfter}|\\ue001${after})${noList}`)
				.replaceAll("{notAfter}", phrases.notAfter)
				// Not the Unicode classes \p{N} and \p{M}.
				.replace(/(?<!\\p)\{N\}/g, "[\\ue000\\ue001]")
				.replace(/(?<!\\p)\{M\}/g, "\\ue002")
				.replaceAll("{X}", "[\\ue000-\\ue002]")
				.replaceAll("{b}", "(?<![\\p{L}\\p{N}])")
				.replace(/\{gap(\d)\}/g, (_, words: string) => `(?:${stop}${gapWord}){0,${words}}?`)
				.normalize("NFKD"),
			flags,
		);
	const word = (source: string) => `(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`;
	// Scripts without spaces (and prefixed ones) have no word boundary to ask for.
	const isSpaced = !["zh", "ja", "ar"].includes(phrases.language);
	const plain = (source: string) => compile(isSpaced ? word(source) : source, "u");
	return {
		language: phrases.language,
		gate: plain(phrases.gate),
		denial: plain(phrases.denial),
		hearsay: compile(`${isSpaced ? "(?<![\\p{L}\\p{N}])" : ""}${phrases.hearsay}[ ,:]*$`, "u"),
		patterns: [
			...phrases.names.map((source) => ({ source, describes: false, opensReply: false })),
			...phrases.openings.map((source) => ({ source, describes: false, opensReply: true })),
			...phrases.descriptions.map((source) => ({ source, describes: true, opensReply: false })),
		].map(({ source, ...rest }) => ({ pattern: compile(source), ...rest })),
	};
}
