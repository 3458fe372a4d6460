import { AppError } from "#lib/kernel/app-error.ts";
import { PRIOR_WINS } from "./bradley-terry.ts";
import { checkSpec } from "./method-checks.ts";
import {
	type Intervals,
	type JudgeSpec,
	type MethodName,
	type MethodSpec,
	type ResamplingSpec,
	type StyleTransform,
	type TieRule,
	tieRules,
} from "./method-spec.ts";
import { BASE, CENTRE, CONFIDENCE, SCALE } from "./scale.ts";

export type { MethodSpec } from "./method-spec.ts";

/** The method as it was used, with every number that a repetition needs. */
export type FittedMethod = {
	name: MethodName;
	version: string;
	parameters: MethodParameters;
};

/** What is left out has its default, so that a stored `bt-half` reads as it always did. */
export type MethodParameters = {
	scale: number;
	base: number;
	centre: number;
	anchor: { model: string; rating: number } | null;
	ties: TieRule;
	bothBad: TieRule | "own outcome" | "tie";
	confidence: number;
	covariance: "sandwich" | "none";
	priorWins: number;
	establishedVotesMin: number;
	establishedWidthMax: number;
	style?: { features: string[]; transform: StyleTransform; penalty: number };
	sideOrder?: true;
	cluster?: Exclude<MethodSpec["cluster"], undefined>;
	intervals?: Intervals;
	bootstrap?: Required<ResamplingSpec>;
	judges?: JudgeSpec;
	weights?: { [name: string]: number | number[] | string };
	k?: number;
	start?: number;
};

/** Raised with every change that can alter a published digit. */
export const BT_HALF_VERSION = "1.1.0";

/** The version of every other method, raised likewise. */
export const METHODS_VERSION = "1.0.0";

/** A rating is established from this many judgements on, if its interval is narrow enough too. */
export const ESTABLISHED_VOTES_MIN = 30;

/** The widest interval, from lower to upper in points, of an established rating. */
export const ESTABLISHED_WIDTH_MAX = 200;

/** Online Elo: the step, in points, and the rating of a model that has not been judged. */
export const ELO_K = 4;
export const ELO_START = 1000;

/** The rule for ties that a spec asks for, by its name or by `ties`; judges have Davidson's. */
export function tieRuleOf(spec: MethodSpec): TieRule {
	const named = tieRules.find((rule) => spec.name === `bt-${rule}`);
	return spec.ties ?? named ?? (spec.judges === undefined ? "half" : "davidson");
}

/**
 * Completes a method. Throws `unknown-method`, `invalid-anchor` or `invalid-method` (400), the last
 * with the offending field in `data`.
 */
export function resolveMethod(spec: MethodSpec): FittedMethod {
	checkSpec(spec);
	const ties = tieRuleOf(spec);
	const anchor = spec.anchor ?? null;
	if (anchor !== null && (anchor.model === "" || !Number.isFinite(anchor.rating)))
		throw new AppError("invalid-anchor", "An anchor needs a model and a finite rating.");
	const isElo = spec.name === "elo";
	return {
		name: isElo ? "elo" : `bt-${ties}`,
		version: !isElo && ties === "half" ? BT_HALF_VERSION : METHODS_VERSION,
		parameters: {
			scale: SCALE,
			base: BASE,
			centre: CENTRE,
			anchor: anchor === null ? null : { model: anchor.model, rating: anchor.rating },
			ties,
			bothBad:
				ties === "half" || ties === "drop" ? ties : ties === "grounded" ? "own outcome" : "tie",
			confidence: CONFIDENCE,
			covariance: isElo ? "none" : "sandwich",
			priorWins: PRIOR_WINS,
			establishedVotesMin: ESTABLISHED_VOTES_MIN,
			establishedWidthMax: ESTABLISHED_WIDTH_MAX,
			...extrasOf(spec),
		},
	};
}

function extrasOf(spec: MethodSpec): Partial<MethodParameters> {
	if (spec.name === "elo") return { k: ELO_K, start: ELO_START };
	const extras: Partial<MethodParameters> = {};
	const { style, bootstrap } = spec;
	if (style !== undefined)
		extras.style = {
			features: [...style.features],
			transform: style.transform,
			penalty: style.penalty ?? (style.transform === "fastchat" ? 0.5 : 0),
		};
	if (spec.sideOrder === true) extras.sideOrder = true;
	if (spec.cluster !== undefined && spec.cluster !== "none") extras.cluster = spec.cluster;
	if (spec.intervals !== undefined && spec.intervals !== "normal")
		extras.intervals = spec.intervals;
	if (bootstrap !== undefined)
		extras.bootstrap = { replicates: bootstrap.replicates, by: bootstrap.by ?? "cell" };
	if (spec.judges !== undefined) extras.judges = { ...spec.judges };
	if (spec.weights !== undefined) extras.weights = describeWeights(spec.weights);
	return extras;
}

function describeWeights(weights: NonNullable<MethodSpec["weights"]>) {
	const said: NonNullable<MethodParameters["weights"]> = {};
	if (weights.halfLife !== undefined) {
		said["halfLifeDays"] = weights.halfLife.days;
		said["atMs"] = weights.halfLife.atMs;
	}
	if (weights.perVoterMax !== undefined) said["perVoterMax"] = weights.perVoterMax;
	if (weights.propensity !== undefined) said["propensity"] = "inverse";
	if (weights.given !== undefined) said["given"] = "by row";
	if (weights.byJudge !== undefined) said["byJudge"] = [...weights.byJudge];
	return said;
}
