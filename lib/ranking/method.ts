import { AppError } from "#lib/kernel/app-error.ts";
import { PRIOR_WINS } from "./bradley-terry.ts";
import { BASE, CENTRE, CONFIDENCE, SCALE } from "./scale.ts";

/**
 * What to fit. `bt-half` is Bradley-Terry with ties and both-bad as half a win for each. An anchor
 * holds one model at a rating; without it a component's mean is held at 1000.
 */
export type MethodSpec = {
	name: "bt-half";
	anchor?: { model: string; rating: number } | null | undefined;
};

/** The method as it was used, with every number that a repetition needs. */
export type FittedMethod = {
	name: "bt-half";
	version: string;
	parameters: {
		scale: number;
		base: number;
		centre: number;
		anchor: { model: string; rating: number } | null;
		ties: "half";
		bothBad: "half";
		confidence: number;
		covariance: "sandwich";
		priorWins: number;
		establishedVotesMin: number;
		establishedWidthMax: number;
	};
};

/** Raised with every change that can alter a published digit. */
export const BT_HALF_VERSION = "1.0.0";

/** A rating is established from this many judgements on, if its interval is narrow enough too. */
export const ESTABLISHED_VOTES_MIN = 30;

/** The widest interval, from lower to upper in points, of an established rating. */
export const ESTABLISHED_WIDTH_MAX = 200;

/** Completes a method. Throws `unknown-method` or `invalid-anchor` (400). */
export function resolveMethod(spec: MethodSpec): FittedMethod {
	if (spec.name !== "bt-half")
		throw new AppError("unknown-method", "There is no such ranking method.", {
			data: { name: String(spec.name) },
		});
	const anchor = spec.anchor ?? null;
	if (anchor !== null && (anchor.model === "" || !Number.isFinite(anchor.rating)))
		throw new AppError("invalid-anchor", "An anchor needs a model and a finite rating.");
	return {
		name: "bt-half",
		version: BT_HALF_VERSION,
		parameters: {
			scale: SCALE,
			base: BASE,
			centre: CENTRE,
			anchor: anchor === null ? null : { model: anchor.model, rating: anchor.rating },
			ties: "half",
			bothBad: "half",
			confidence: CONFIDENCE,
			covariance: "sandwich",
			priorWins: PRIOR_WINS,
			establishedVotesMin: ESTABLISHED_VOTES_MIN,
			establishedWidthMax: ESTABLISHED_WIDTH_MAX,
		},
	};
}
