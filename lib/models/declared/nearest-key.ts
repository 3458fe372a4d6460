/** Number of single-character edits (insert, delete, replace, swap of neighbours) between two words. */
export function editDistance(a: string, b: string): number {
	let before: number[] = [];
	let above = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1];
			let best = Math.min(
				(above[j] ?? 0) + 1,
				(row[j - 1] ?? 0) + 1,
				(above[j - 1] ?? 0) + (same ? 0 : 1),
			);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				best = Math.min(best, (before[j - 2] ?? 0) + 1);
			row.push(best);
		}
		before = above;
		above = row;
	}
	return above[b.length] ?? 0;
}

/** Other usual spellings of our keys, by their spelling without punctuation. */
const otherSpellings: Record<string, string> = {
	license: "licence",
	apikey: "key",
	baseurl: "base_url",
	endpoint: "base_url",
	url: "base_url",
	model: "id",
	modelid: "id",
	organization: "maker",
	vendor: "maker",
	system: "system_prefix",
	prompt: "system_prefix",
	price: "cost",
	prices: "cost",
	parameters: "sampling",
	maxtokens: "max_output_tokens",
	openweight: "open_weights",
};

/** The known key that a person most likely meant, or undefined when none is near. */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
	const plain = key.toLowerCase().replace(/[^a-z0-9]/g, "");
	const other = otherSpellings[plain];
	if (other !== undefined && known.includes(other)) return other;
	const ranked = known
		.map((name) => ({ name, distance: editDistance(plain, name.replace(/[^a-z0-9]/g, "")) }))
		.sort((x, y) => x.distance - y.distance);
	const [best] = ranked;
	return best !== undefined && best.distance <= Math.max(1, Math.floor(plain.length / 3))
		? best.name
		: undefined;
}
