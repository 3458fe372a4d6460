import type { Criticism, Flip, ResidualRecord } from "#lib/ranking/criticism-record.ts";
import type { DrawingInput } from "./board-drawings.ts";

type Words = Pick<DrawingInput, "nameOf" | "c" | "figures">;

/** Up to here the scatter of pairs is called what independent votes would give. */
const PHI_USUAL = 1.2;

/** What would have to be taken away for another model to be first, in a sentence or two. */
export function flipWords(flip: Flip, of: "votes" | "voters", words: Words): string {
	const { nameOf, c, figures } = words;
	const { count } = flip;
	const share = figures.fineShare(flip.share);
	if (!flip.verified || flip.gapAfter === null) return c(`robustness.${of}-none`, { count, share });
	const names = { above: nameOf(flip.above), below: nameOf(flip.below) };
	const before = figures.fineSigned(flip.gapBefore);
	const after = figures.fineSigned(flip.gapAfter);
	return `${c(`robustness.${of}`, { count, share, ...names })} ${c("robustness.verified", { before, after })}`;
}

/** How many pairs the ratings do not explain. */
export function residualSummary({ residuals }: Criticism, { c, figures }: Words): string {
	const { count, flagged, falseDiscoveryRate } = residuals;
	return flagged === 0
		? c("residuals.none", { count })
		: `${c("residuals.some", { flagged, count })} ${c("residuals.rate", { rate: figures.share(falseDiscoveryRate) })}`;
}

/** A pair that the ratings do not explain. */
export function residualWords(pair: ResidualRecord, { nameOf, c, figures }: Words): string {
	return c("residuals.pair", {
		model: nameOf(pair.model),
		opponent: nameOf(pair.opponent),
		observed: figures.share(pair.observed),
		expected: figures.share(pair.expected),
		votes: pair.votes,
	});
}

/** How far pairs scatter, or null without enough of them. */
export function phiWords({ residuals: { phi } }: Criticism, { c, figures }: Words): string | null {
	return phi === null
		? null
		: c("residuals.phi", {
				phi: figures.decimal(phi),
				about: phi > PHI_USUAL ? "more" : "less",
			});
}

/** Whether any circle survives, in a sentence. */
export function cycleSummary({ cycles }: Criticism, { c }: Words): string {
	const { triples, apparent, surviving } = cycles;
	if (surviving.length > 0) return c("cycles.some", { count: surviving.length });
	return triples === 0 ? c("cycles.untested") : c("cycles.none", { triples, apparent });
}

/** How much of the preferences no order explains, or null where that is not known. */
export function cyclicShareWords({ cycles }: Criticism, { c, figures }: Words): string | null {
	const { cyclicShare, cyclicShareBeyondChance } = cycles;
	return cyclicShare === null || cyclicShareBeyondChance === null
		? null
		: c("cycles.share", {
				share: figures.fineShare(cyclicShare),
				beyond: figures.fineShare(cyclicShareBeyondChance),
			});
}
