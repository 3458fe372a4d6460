/**
 * Share of a conversation's turns that were satisfied one after the other from the first: how far it went well
 * before the first failure (the session satisfaction of Qin and others, SysBench, 2024). Null without turns.
 */
export function sessionSatisfaction(satisfied: readonly boolean[]): number | null {
	if (satisfied.length === 0) return null;
	const failure = satisfied.indexOf(false);
	return (failure === -1 ? satisfied.length : failure) / satisfied.length;
}
