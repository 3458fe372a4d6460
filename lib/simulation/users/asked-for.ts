/** How many of the words or phrases a text holds as whole words, without regard to case. */
export function countAsked(text: string, asks: readonly string[]): number {
	const where = ` ${plain(text)} `;
	return asks.filter((ask) => plain(ask) !== "" && where.includes(` ${plain(ask)} `)).length;
}

/** The sentences of a text that ask something. */
export function questionsIn(text: string): string {
	// Split, not matched: a pattern would try a long text without a sign again from every letter.
	const sentences = text.split(/(?<=[.!?。？！\n])/u);
	return sentences.filter((sentence) => /[?？]$/.test(sentence)).join(" ");
}

/** Lower case, words divided by single spaces, no signs. */
const plain = (text: string) =>
	text
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
