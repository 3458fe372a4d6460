import { createHmac } from "node:crypto";
import type { RunConfig } from "#lib/simulation/run-config.ts";
import type { Suite } from "#lib/simulation/suite.ts";

/**
 * The seeds of a suite that a run plays, all different. The run's own seed chooses the window: 1 the first `count`, 2
 * the next ones and so on, a practice range beginning anew at its end. `secret` is the instance's own, from which
 * board seeds are made.
 */
export function planSeeds(
	suite: Pick<Suite, "slug" | "practice">,
	{ range, count, skip }: RunConfig["seeds"],
	runSeed: number,
	secret: string,
): number[] {
	const first = (runSeed - 1) * count + skip;
	const seeds = new Set<number>();
	for (let i = 0; seeds.size < count; i++)
		seeds.add(
			range === "practice"
				? practiceSeed(suite, first + i)
				: boardSeed(suite.slug, first + i, secret),
		);
	return [...seeds];
}

function practiceSeed(
	{ practice: { from, count } }: Pick<Suite, "practice">,
	index: number,
): number {
	return from + (((index % count) + count) % count);
}

/** 31 bits that nobody can guess who does not know the secret. */
function boardSeed(slug: string, index: number, secret: string): number {
	const digest = createHmac("sha256", secret).update(`${slug}|${index}`).digest();
	return digest.readUInt32BE(0) >>> 1;
}
