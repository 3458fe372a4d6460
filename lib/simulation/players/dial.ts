import type { Player, Suite } from "#lib/simulation/suite.ts";

/**
 * A player of known strength: with probability `dial` each of its actions is the suite's random player's, else the
 * oracle's. 0 is best play, 1 is random.
 */
export function dialPlayer({ players }: Pick<Suite, "players">, dial: number): Player {
	return (input) => {
		const isRandom = input.random.next() < dial;
		return isRandom ? players.random(input) : players.oracle(input);
	};
}
