import { type Betting, type Card, cards, chipsOfFirst, legalMoves } from "./rules.ts";
import { chanceOf, type Strategy } from "./strategy.ts";

/** Exact expected chips of the first seat in one hand over the six deals and all draws of both strategies. */
export function expectedChips(first: Strategy, second: Strategy): number {
	const deals = cards.flatMap((own) =>
		cards.filter((other) => other !== own).map((other) => [own, other] as const),
	);
	const total = deals.reduce((sum, [own, other]) => sum + ofDeal(first, second, own, other), 0);
	return total / deals.length;
}

/** Exact expected chips of the first seat given both cards. */
export function ofDeal(first: Strategy, second: Strategy, own: Card, other: Card): number {
	const after = (betting: Betting): number => {
		const [daring, timid] = legalMoves(betting);
		if (daring === undefined || timid === undefined) return chipsOfFirst(betting, own, other);
		const isFirst = betting.length % 2 === 0;
		const chance = chanceOf(isFirst ? first : second, betting, isFirst ? own : other);
		return chance * after([...betting, daring]) + (1 - chance) * after([...betting, timid]);
	};
	return after([]);
}
