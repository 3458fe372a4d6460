import { z } from "zod";
import { AppError } from "#lib/kernel/app-error.ts";

/**
 * How an operator may have pairs drawn: by the configured weights, evenly, or by what the leaderboard
 * knows of the pair: `uncertainty`, `arena` and `overlap` as in `lib/ranking/planning/pair-scores.ts`,
 * `planner` in proportion to the votes that still separate the two.
 */
export const pairingRules = [
	"weights",
	"uniform",
	"uncertainty",
	"arena",
	"overlap",
	"planner",
] as const;
export type PairingRule = (typeof pairingRules)[number];

/** The rules that need ratings. */
export type ScoredRule = Exclude<PairingRule, "weights" | "uniform">;

export const isScoredRule = (rule: PairingRule): rule is ScoredRule =>
	rule !== "weights" && rule !== "uniform";

/** The share of even draws beside a scored rule when none is named: no propensity is then near 0. */
export const SCORED_UNIFORM_SHARE = 0.1;

/** A model is new below this many judgements when no number is named. */
export const NEW_VOTES_MAX = 30;

const NEW_VOTES_LIMIT = 1_000_000;

const share = z.number().min(0).max(1);

/** What is kept of an operator's choice. */
export const pairingSettingsSchema = z
	.strictObject({
		rule: z.enum(pairingRules),
		/** Draws in which every pair is equally likely (epsilon). */
		uniformShare: share,
		/** Draws that a new model is sure to be in. */
		newShare: share,
		/** A model is new while it has fewer judgements than this. */
		newVotesMax: z.int().min(0).max(NEW_VOTES_LIMIT),
	})
	.refine(({ uniformShare, newShare }) => uniformShare + newShare <= 1);
export type PairingSettings = z.infer<typeof pairingSettingsSchema>;

/** By the configured weights and nothing else: what holds until an operator chooses. */
export const plainPairing: PairingSettings = {
	rule: "weights",
	uniformShare: 0,
	newShare: 0,
	newVotesMax: NEW_VOTES_MAX,
};

/** True when only the configured weights decide. */
export const isPlainPairing = ({ rule, uniformShare, newShare }: PairingSettings): boolean =>
	rule === "weights" && uniformShare === 0 && newShare === 0;

/** The share of even draws that goes with a rule when none is named. */
export const usualUniformShare = (rule: PairingRule): number =>
	isScoredRule(rule) ? SCORED_UNIFORM_SHARE : 0;

/** A choice as it comes from a form: figures are text, and an empty one stands for the usual. */
export interface PairingInput {
	rule: string;
	uniformShare?: string | undefined;
	newShare?: string | undefined;
	newVotesMax?: string | undefined;
}

/**
 * Reads and completes a choice. Throws `pairing-rule-unknown`, `pairing-shares-invalid` or
 * `pairing-votes-invalid` (400).
 */
export function readPairing(input: PairingInput): PairingSettings {
	const rule = pairingRules.find((one) => one === input.rule);
	if (rule === undefined)
		throw new AppError(
			"pairing-rule-unknown",
			`The rule of pairing is one of ${pairingRules.join(", ")}.`,
		);
	const newVotesMax = figure(input.newVotesMax) ?? NEW_VOTES_MAX;
	if (!(Number.isInteger(newVotesMax) && newVotesMax >= 0 && newVotesMax <= NEW_VOTES_LIMIT))
		throw new AppError(
			"pairing-votes-invalid",
			"The judgements below which a model is new are a whole number from 0 to 1,000,000.",
		);
	const settings = pairingSettingsSchema.safeParse({
		rule,
		uniformShare: figure(input.uniformShare) ?? usualUniformShare(rule),
		newShare: figure(input.newShare) ?? 0,
		newVotesMax,
	});
	if (!settings.success)
		throw new AppError(
			"pairing-shares-invalid",
			"The share of even draws and the share for new models are numbers from 0 to 1 that add up to at most 1.",
		);
	return settings.data;
}

/** Null when nothing was written; NaN for what is no number. */
function figure(text: string | undefined): number | null {
	const written = text?.trim() ?? "";
	return written === "" ? null : Number(written);
}
