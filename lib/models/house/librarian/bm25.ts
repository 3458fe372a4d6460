/**
 * Okapi BM25 as in S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and
 * Beyond", 2009: k1 = 1.2, b = 0.75; the inverse document frequency in the form that is never
 * negative, ln(1 + (N - n + 0.5) / (n + 0.5)).
 */
const k1 = 1.2;
const b = 0.75;

interface Hit {
	/** Position of the document in the list that was indexed. */
	index: number;
	score: number;
	/** Share of the query's idf that the document has, 0 to 1. */
	coverage: number;
}

export interface Bm25Index {
	/** Documents with at least one term of the query, best first; ties by position. */
	search(terms: readonly string[]): Hit[];
}

/** Indexes documents that were already cut into terms. */
export function indexDocuments(documents: readonly (readonly string[])[]): Bm25Index {
	const postings = new Map<string, Map<number, number>>();
	let length = 0;
	documents.forEach((terms, index) => {
		length += terms.length;
		for (const term of terms) {
			const counts = postings.get(term) ?? new Map<number, number>();
			counts.set(index, (counts.get(index) ?? 0) + 1);
			postings.set(term, counts);
		}
	});
	const meanLength = Math.max(1, length / Math.max(1, documents.length));
	const idfOf = (term: string) => {
		const n = postings.get(term)?.size ?? 0;
		return Math.log(1 + (documents.length - n + 0.5) / (n + 0.5));
	};
	return {
		search(terms) {
			const query = [...new Set(terms)];
			const idfSum = query.reduce((sum, term) => sum + idfOf(term), 0);
			const hits = new Map<number, Hit>();
			for (const term of query) {
				const idf = idfOf(term);
				for (const [index, count] of postings.get(term) ?? []) {
					const hit = hits.get(index) ?? { index, score: 0, coverage: 0 };
					const norm = 1 - b + (b * (documents[index]?.length ?? 0)) / meanLength;
					hit.score += (idf * count * (k1 + 1)) / (count + k1 * norm);
					hit.coverage += idf / idfSum;
					hits.set(index, hit);
				}
			}
			return [...hits.values()].sort((x, y) => y.score - x.score || x.index - y.index);
		},
	};
}
