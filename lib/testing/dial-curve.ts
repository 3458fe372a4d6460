import { dialPlayer } from "#lib/simulation/players/dial.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { playAndGrade } from "./suite-self-tests.ts";

/** The mean primary metric of players of known strength, dial 0, 0.1 … 0.7, over practice scenarios. */
export async function dialCurve(suite: Suite, scenarios: number): Promise<number[]> {
	const means: number[] = [];
	for (let step = 0; step <= 7; step++) {
		const player = dialPlayer(suite, step / 10);
		let sum = 0;
		for (let i = 0; i < scenarios; i++)
			sum += (await playAndGrade(suite, suite.practice.from + i, player)).primary;
		means.push(sum / scenarios);
	}
	return means;
}

/** Spearman's correlation of a list with a steady fall: 1 when each value is below the one before. */
export function fallOf(values: readonly number[]): number {
	const n = values.length;
	const squares = values.reduce((sum, value, i) => {
		const rank = values.filter((other) => other > value).length;
		return sum + (rank - i) ** 2;
	}, 0);
	return 1 - (6 * squares) / (n * (n * n - 1));
}
