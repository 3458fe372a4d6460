import type { Random } from "#lib/kernel/random.ts";
import { type JudgementColumns, outcomeCodes } from "#lib/ranking/columns/judgement-columns.ts";
import type { FitResult } from "#lib/ranking/fit-result.ts";
import { type ModelPlaces, modelPlaces } from "#lib/ranking/ranks/model-places.ts";
import { findCycles } from "./cycles.ts";
import { describeFlip, type FirstPlaceFlip } from "./first-place-flip.ts";
import { type HodgeEnergy, hodgeEnergy } from "./hodge.ts";
import { type Lead, leadOf } from "./lead.ts";
import { type NamedResidual, namedResiduals } from "./named-residuals.ts";
import { criticiseVoters, type VoterCriticism } from "./named-voters.ts";
import { votedPairs } from "./voted-pairs.ts";
import { votersToFlipTop } from "./voters-to-flip.ts";
import { votesToFlipTop } from "./votes-to-flip.ts";

/** What would overturn a fit and what it fails to explain, in the models' names. */
export type DetailedCriticism = {
	/** What was refitted: plain Bradley-Terry of the same judgements, ties as half or left out. */
	method: "bt-half" | "bt-drop";
	/** Who is first and who cannot be told apart from it; null when nobody is rated. */
	lead: Lead | null;
	/** Votes, and voters, without whom somebody else is first; null without two models, or voters. */
	votesToFlip: (FirstPlaceFlip & { votes: number }) | null;
	votersToFlip: (FirstPlaceFlip & { voters: number; votes: number; removed: string[] }) | null;
	/** Stretches of models that cannot be told apart, by component. */
	groups: string[][];
	/** Chances of places, and places that hold for all models at once; empty without errors. */
	places: ModelPlaces[];
	residuals: {
		pairs: number;
		/** Pairs that the fit does not explain, worst first. */
		flagged: NamedResidual[];
		/** Overdispersion; null without degrees of freedom. */
		phi: number | null;
	};
	cycles: { triples: number; apparent: number; surviving: string[][] };
	/** How much of the pairs' preferences no rating can express. */
	energy: HodgeEnergy;
	/** Null when the judgements do not say who voted. */
	voters: VoterCriticism | null;
};

/**
 * Criticises a fit of these judgements. Tie models, covariates and judges are fitted with ties as
 * half here: `method` says so. `random` is drawn from for chances of places. `voterNames` are those
 * that the voters' numbers stand for.
 *
 * Throws `invalid-columns` (400) and `fit-not-converged` (500).
 */
export function criticiseInDetail(
	columns: JudgementColumns,
	fit: FitResult,
	random: Random,
	voterNames: readonly string[] = [],
): DetailedCriticism {
	const isDrop = fit.method.parameters.ties === "drop";
	const judged = isDrop ? withoutTies(columns) : columns;
	const { models } = columns;
	const known = votedPairs(judged);
	const pairs = known.fit;
	const votes = votesToFlipTop(pairs);
	const hasVoters = columns.clusters.voter?.some((voter) => voter >= 0) === true;
	const voters = hasVoters ? votersToFlipTop(judged, known) : null;
	const cycles = findCycles(pairs.table);
	return {
		method: isDrop ? "bt-drop" : "bt-half",
		lead: leadOf(fit, pairs),
		votesToFlip: votes === null ? null : { votes: votes.votes, ...describeFlip(votes, models) },
		votersToFlip:
			voters === null
				? null
				: {
						voters: voters.voters,
						votes: voters.removedVotes,
						removed: voters.removed.map((voter) => voterNames[voter] ?? `${voter}`),
						...describeFlip(voters, models),
					},
		groups: fit.components.flatMap(({ groups }) => groups),
		places: fit.method.parameters.covariance === "none" ? [] : modelPlaces(fit, random),
		residuals: namedResiduals(pairs, models),
		cycles: {
			triples: cycles.triples,
			apparent: cycles.apparent,
			surviving: cycles.surviving.map((cycle) => cycle.models.map((model) => models[model] ?? "")),
		},
		energy: hodgeEnergy(pairs.table),
		voters: hasVoters ? criticiseVoters(judged, known, voterNames) : null,
	};
}

/** The same judgements, those without a winner weighing nothing. */
function withoutTies(columns: JudgementColumns): JudgementColumns {
	const { outcome, weight } = columns;
	return {
		...columns,
		weight: Float64Array.from(outcome, (code, row) =>
			code >= outcomeCodes.tie ? 0 : (weight?.[row] ?? 1),
		),
	};
}
