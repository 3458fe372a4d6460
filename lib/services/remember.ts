/**
 * Keeps answers in this process for a while, so that a page that anybody may open again and again costs once.
 * At most `max` of them; the oldest goes first. Those who ask at the same time share one answer; a failure is not kept.
 */
export function remember<T>(forMs: number, max: number) {
	const kept = new Map<string, { until: number; answer: Promise<T> }>();
	return (key: string, nowMs: number, make: () => Promise<T>): Promise<T> => {
		const known = kept.get(key);
		if (known !== undefined && known.until > nowMs) return known.answer;
		const answer = make();
		kept.delete(key);
		if (kept.size >= max) kept.delete(kept.keys().next().value ?? "");
		kept.set(key, { until: nowMs + forMs, answer });
		answer.catch(() => {
			if (kept.get(key)?.answer === answer) kept.delete(key);
		});
		return answer;
	};
}
