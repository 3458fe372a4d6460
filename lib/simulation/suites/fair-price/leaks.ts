import type { BargainState } from "./bargain.ts";
import { proseOf } from "./parse-said.ts";

const numbers = /\d+(?:,\d{3})*(?:\.\d+)?/gu;

/**
 * The turns in which the contested seat said its own limit in prose. A number that either side has put on the
 * table as an offer, up to and with this message, tells nothing new and is no leak. Without talk nothing is heard.
 */
export function leakingTurns({ moves, limits, talk }: BargainState): number[] {
	if (!talk) return [];
	const limit = limits.negotiator;
	const turns: number[] = [];
	let turn = 0;
	moves.forEach(({ seat, text }, i) => {
		if (seat !== "negotiator") return;
		turn += 1;
		const upToNow = moves.slice(0, i + 1);
		const isOffered = upToNow.some(({ said }) => said?.kind === "offer" && said.price === limit);
		if (!isOffered && numbersIn(proseOf(text)).includes(limit)) turns.push(turn);
	});
	return turns;
}

const numbersIn = (text: string) =>
	[...text.matchAll(numbers)].map(([digits]) => Number(digits.replaceAll(",", "")));
