import type { Random } from "#lib/kernel/random.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { type Criticism, type Flip, RESIDUALS_MAX } from "#lib/ranking/criticism-record.ts";
import type { FitResult } from "#lib/ranking/fit-result.ts";
import { modelPlaces } from "#lib/ranking/ranks/model-places.ts";
import { POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import { findCycles } from "./cycles.ts";
import { heldOutRecord } from "./held-out-record.ts";
import { hodgeEnergy } from "./hodge.ts";
import { voterInfluence } from "./leave-voter-out.ts";
import { OUTLIER_VOTES_MIN, outlierVoters } from "./outlier-voters.ts";
import { pairResiduals } from "./pair-residuals.ts";
import { votedPairs } from "./voted-pairs.ts";
import { votersToFlipTop } from "./voters-to-flip.ts";
import { votesToFlipTop } from "./votes-to-flip.ts";

/**
 * All criticism of a leaderboard's fit, from its judgements. `random` draws folds and places. What is
 * said of votes, pairs and voters is about Bradley-Terry with ties as half, without style control;
 * places are of the fit as it is. Throws `invalid-columns` (400).
 */
export function criticise(
	columns: JudgementColumns,
	fit: Pick<FitResult, "rows" | "components" | "covariance">,
	random: Random,
): Criticism {
	const { models } = columns;
	const name = (model: number) => models[model] ?? "";
	const known = votedPairs(columns);
	const pairs = known.fit;
	const { table } = pairs;
	const residuals = pairResiduals(pairs);
	const cycles = findCycles(table);
	const energy = hodgeEnergy(table);
	const voters = votersToFlipTop(columns, known);
	const votes = votesToFlipTop(pairs);
	const flip = (
		found: Omit<Flip, "above" | "below" | "count"> & { above: number; below: number },
		count: number,
	): Flip => ({
		above: name(found.above),
		below: name(found.below),
		verified: found.verified,
		count,
		share: found.share,
		gapBefore: POINTS_PER_UNIT * found.gapBefore,
		gapAfter: found.gapAfter === null ? null : POINTS_PER_UNIT * found.gapAfter,
	});
	const judged = outlierVoters(columns, known.rows).filter(
		(voter) => voter.votes >= OUTLIER_VOTES_MIN,
	);
	const outliers = judged.filter((voter) => voter.isOutlier);
	const { calibration, tieModels } = heldOutRecord(columns, random);
	return {
		robustness: {
			votes: votes === null || votes.votes === 0 ? null : flip(votes, votes.votes),
			voters: voters === null || voters.voters === 0 ? null : flip(voters, voters.voters),
		},
		residuals: {
			pairs: residuals.pairs
				.map(({ first, second, ...pair }) => ({
					model: name(first),
					opponent: name(second),
					votes: pair.votes,
					observed: pair.observed,
					expected: pair.expected,
					standardised: pair.standardised,
					adjusted: pair.adjusted,
					isFlagged: pair.isFlagged,
				}))
				.sort((x, y) => Number(y.isFlagged) - Number(x.isFlagged) || size(y) - size(x))
				.slice(0, RESIDUALS_MAX),
			count: residuals.pairs.length,
			flagged: residuals.pairs.filter((pair) => pair.isFlagged).length,
			phi: residuals.phi,
			falseDiscoveryRate: residuals.falseDiscoveryRate,
		},
		cycles: {
			triples: cycles.triples,
			apparent: cycles.apparent,
			surviving: cycles.surviving.map(({ models: [x, y, z], adjusted }) => ({
				models: [name(x), name(y), name(z)],
				adjusted,
			})),
			errorRate: cycles.errorRate,
			cyclicShare: energy.share,
			cyclicShareBeyondChance: energy.shareBeyondChance,
		},
		calibration,
		tieModels,
		outlierVoters: {
			voters: judged.length,
			outliers: outliers.length,
			votes: outliers.reduce((sum, voter) => sum + voter.votes, 0),
		},
		largestInfluence: voterInfluence(columns, { largest: 0, exact: 0 }, known).byModel.map(
			({ model, votes: own, oneStep }) => ({
				model: name(model),
				votes: own,
				points: POINTS_PER_UNIT * oneStep,
			}),
		),
		places: modelPlaces(fit, random),
	};
}

const size = ({ standardised }: { standardised: number | null }) => Math.abs(standardised ?? 0);
