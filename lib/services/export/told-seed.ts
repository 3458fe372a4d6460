import { findKnownSuite } from "#lib/services/run/known-suite.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";

/**
 * Whether the seed of a scenario may be told, and what tells the scenarios of a suite apart: the seed, or a pseudonym.
 * Practice seeds are public; those of the board's range are the instance's own, told only to whoever may have them. A
 * plain hash would not do in their place: there are few enough seeds to try them all.
 */
export function toldSeed(
	{ suite: slug, version, seed }: { suite: string; version: string; seed: number },
	showBoardSeeds: boolean,
	pseudonym: (name: string) => string,
): { isTold: boolean; key: string } {
	const practice = (findSuite(slug) ?? findKnownSuite(slug, version))?.practice;
	const isPractice =
		practice !== undefined && seed >= practice.from && seed < practice.from + practice.count;
	return showBoardSeeds || isPractice
		? { isTold: true, key: String(seed) }
		: { isTold: false, key: pseudonym(`scenario ${slug} ${version} ${seed}`) };
}
