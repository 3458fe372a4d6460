import { outcomeCodes } from "#lib/ranking/columns/judgement-columns.ts";

const { a, b, tie, both_bad } = outcomeCodes;

/**
 * Every label that votes have been published with, and the outcome it means. Nothing is guessed
 * from a label that is not here, not even from one that differs in its capitals.
 */
const meanings = new Map<unknown, number>([
	["model_a", a],
	["model_b", b],
	["tie", tie],
	["tie (bothbad)", both_bad],
	["both_bad", both_bad],
	["bothbad", both_bad],
	["left", a],
	["right", b],
	["leftvote", a],
	["rightvote", b],
	["tievote", tie],
	["bothbad_vote", both_bad],
	["A_IS_BETTER", a],
	["B_IS_BETTER", b],
	["TIE", tie],
	["BOTH_BAD", both_bad],
	["a_better", a],
	["b_better", b],
	["both_good", tie],
]);

/** The labels, for those who ask what would have been read. */
export const knownLabels = [...meanings.keys()].map(String);

/** The code in `outcomeCodes` that a label means, or -1 when it is not known. */
export function outcomeOfLabel(label: unknown): number {
	return meanings.get(label) ?? -1;
}
