import type { BoardFilter } from "#lib/ranking/board-filter.ts";
import { isLengthCategory, lengthCategories, turnsRanges } from "#lib/ranking/board-filter.ts";

/** What a leaderboard may filter by besides the day: judgements that are alike in it share a number. */
export type Stratum = {
	origin: string;
	kind: string;
	/** Empty when unknown. */
	language: string;
	/** As asked for by the voter; empty when not. */
	category: string;
	categories: readonly string[];
	/** Lower end of the length category: 1, 2 or 4. */
	turns: number;
};

/** The columns of a held judgement, one number each; facts follow, `a` before `b`. */
export const HELD = {
	slotA: 0,
	slotB: 1,
	outcome: 2,
	stratum: 3,
	seconds: 4,
	millis: 5,
	voter: 6,
	facts: 7,
};

/** Whether a leaderboard looks at the judgements of a stratum, apart from their day. */
export function looksAtStratum(filter: BoardFilter, stratum: Stratum): boolean {
	const { category } = filter;
	return (
		(filter.kind === "all" || filter.kind === stratum.kind) &&
		(filter.origin === "all" || filter.origin === stratum.origin) &&
		(filter.language === null || filter.language === stratum.language) &&
		(filter.turns === null || turnsRanges[filter.turns] === stratum.turns) &&
		(category === null ||
			(isLengthCategory(category)
				? lengthCategories[category].from === stratum.turns
				: stratum.category === category || stratum.categories.includes(category)))
	);
}
