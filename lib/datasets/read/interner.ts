/** Numbers texts from 0 in the order in which they are first seen. */
export class Interner {
	readonly texts: string[] = [];
	private readonly numbers = new Map<string, number>();

	numberOf(text: string): number {
		const known = this.numbers.get(text);
		if (known !== undefined) return known;
		const kept = detached(text);
		this.numbers.set(kept, this.texts.length);
		return this.texts.push(kept) - 1;
	}
}

/**
 * The same text without what it was cut from: engines keep a whole file's piece alive for the sake
 * of one word in it.
 */
export function detached(text: string): string {
	return ` ${text}`.slice(1);
}
