/** A way to ask for what should not be given: lines that are said one after the other. */
export interface Tactic {
	id: string;
	lines: readonly string[];
}

/** How a tactic went so far. */
export interface Tried {
	/** How many of its lines were said. */
	said: number;
	/** The most that a reply to it gave away, from 0 to 1. */
	gained: number;
	/** Its last line gave no more than was known before. */
	wasLeft: boolean;
}

/**
 * The tactic of the next line; null when nothing is left. In order: the first that has lines left. Adaptive: the last one
 * as long as it gains, then the first untried one, then the one that has gained most.
 */
export function chooseTactic(
	tactics: readonly Tactic[],
	tried: Readonly<Record<string, Tried>>,
	last: string | null,
	isAdaptive: boolean,
): Tactic | null {
	const left = tactics.filter(({ id, lines }) => (tried[id]?.said ?? 0) < lines.length);
	const [first] = left;
	if (first === undefined) return null;
	if (!isAdaptive) return first;
	const current = left.find(({ id }) => id === last);
	if (current !== undefined && tried[current.id]?.wasLeft === false) return current;
	const untried = left.find(({ id }) => tried[id] === undefined);
	if (untried !== undefined) return untried;
	const gain = ({ id }: Tactic) => tried[id]?.gained ?? 0;
	return left.reduce((best, tactic) => (gain(tactic) > gain(best) ? tactic : best), first);
}
