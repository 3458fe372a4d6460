import type { EpisodePair, RecordedEpisode } from "./episode-record.ts";
import { type SharedPrefix, sharedPrefix } from "./shared-prefix.ts";

/** What pair formats are told about what to leave out. */
export interface PairOptions {
	/** Also pairs with a void conversation, which say nothing about a model. */
	includeVoid?: boolean;
}

/** The two conversations of a pair as chosen and rejected, or why there are none. */
export function chosenAndRejected(
	pair: EpisodePair,
	{ includeVoid = false }: PairOptions,
): { chosen: RecordedEpisode; rejected: RecordedEpisode; slot: "a" | "b" } | { leftOut: string } {
	if (!includeVoid && (pair.a.isVoid || pair.b.isVoid)) return { leftOut: "void" };
	if (pair.outcome === "tie" || pair.outcome === "both_bad") return { leftOut: pair.outcome };
	const slot = pair.outcome;
	return { chosen: pair[slot], rejected: pair[slot === "a" ? "b" : "a"], slot };
}

/** The same for two that share a prefix, with what each went on to say. */
export function partedSides(
	pair: EpisodePair,
	options: PairOptions,
):
	| {
			chosen: RecordedEpisode;
			rejected: RecordedEpisode;
			shared: SharedPrefix;
			slot: "a" | "b";
			other: "a" | "b";
	  }
	| { leftOut: string } {
	const sides = chosenAndRejected(pair, options);
	if ("leftOut" in sides) return sides;
	const shared = sharedPrefix(pair);
	if (shared === null) return { leftOut: "no-shared-prefix" };
	return { ...sides, shared, other: sides.slot === "a" ? "b" : "a" };
}
