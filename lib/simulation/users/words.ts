/** Fixed sentences of a simulated user, in the language of its scenario. */
export interface UserWords {
	/** It was asked what it does not know. */
	notKnown: string;
	/** It was asked what it does not tell. */
	refuse: string;
	/** The answer is wrong; nothing more is said. */
	wrong: string;
	/** The answer is right. */
	right: string;
}

/** For scenarios in English, and where a suite gives no others. */
export const englishWords: UserWords = {
	notKnown: "I don't know, sorry.",
	refuse: "I'd rather not say.",
	wrong: "That isn't right yet.",
	right: "That's right, thank you.",
};
