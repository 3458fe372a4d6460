import type { PairFormatName, SingleFormatName } from "#lib/datasets/episode-formats.ts";
import type { EpisodePair, RecordedEpisode } from "#lib/datasets/episode-record.ts";
import { dpoRows } from "#lib/datasets/formats/dpo.ts";
import { ktoRows } from "#lib/datasets/formats/kto.ts";
import { nlfRows } from "#lib/datasets/formats/nlf.ts";
import { refuelRows } from "#lib/datasets/formats/refuel.ts";
import { sftRows } from "#lib/datasets/formats/sft.ts";
import { trajectoryPairsRows } from "#lib/datasets/formats/trajectory-pairs.ts";
import { transitionsRows } from "#lib/datasets/formats/transitions.ts";
import { treeRows } from "#lib/datasets/formats/tree.ts";
import type { FormattedRows } from "#lib/datasets/left-out.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";

/** `above` are pairs that a tree's rows may hang from. */
interface Options {
	includeVoid: boolean;
	above?: readonly EpisodePair[];
}

export const singleRows: Record<
	SingleFormatName,
	(episodes: readonly RecordedEpisode[], options: Options) => FormattedRows<object>
> = {
	sft: sftRows,
	nlf: nlfRows,
	transitions(episodes, options) {
		// A suite without an environment gives nothing for a step: what there is to reward is its score at the end.
		const hasRewards = ({ suite }: RecordedEpisode) => findSuite(suite)?.environment != null;
		const rewards = episodes.every(hasRewards) ? "environment" : "score";
		return transitionsRows(episodes, { ...options, rewards });
	},
};

export const pairRows: Record<
	PairFormatName,
	(pairs: readonly EpisodePair[], options: Options) => FormattedRows<object>
> = {
	dpo: dpoRows,
	kto: ktoRows,
	"trajectory-pairs": trajectoryPairsRows,
	refuel: refuelRows,
	tree: treeRows,
};
