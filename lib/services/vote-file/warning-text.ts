import type { FitWarning, WarningCode } from "#lib/ranking/fit-result.ts";
import type { FileNote } from "./rank-vote-file.ts";

const NAMES_MAX = 8;

/** Some names, and how many more there are. */
export function namesText(names: readonly string[]): string {
	const shown = names.slice(0, NAMES_MAX).join(", ");
	return names.length > NAMES_MAX ? `${shown} and ${names.length - NAMES_MAX} more` : shown;
}

const texts: Record<WarningCode, string> = {
	"no-votes": "There is nothing to rank.",
	disconnected:
		"These were never compared with the others, directly or through third models, so their ratings are on a level of their own and say nothing against the rest",
	separated:
		"These only won or only lost, or belong to a group that did: the votes leave their rating open at one end, and a light prior closes it",
	"tie-only-links":
		"These are joined to the others by ties alone: their intervals are upper bounds",
	"anchor-not-rated":
		"The anchor was not compared with anything, so the mean of all is held at 1000",
	"no-ties": "There is not one tie, so the tie parameter is at its limit.",
	"few-clusters": "Few groups hold most of the judgements: clustered intervals may be too narrow.",
	"separated-replicates":
		"Some refits of the bootstrap left ratings open and needed the light prior: the intervals depend on it.",
	"covariate-unknown":
		"Some judgements do not say all features of the replies; those are taken as equal on both sides.",
};

/** A fit's warning in words. */
export function warningText({ code, models }: FitWarning): string {
	const text = texts[code];
	return models.length === 0 ? text : `${text}: ${namesText(models)}.`;
}

/** A note on the file in words. */
export function noteText(note: FileNote): string {
	switch (note.code) {
		case "origins-mixed": {
			const counts = Object.entries(note.counts).map(([origin, count]) => `${count} ${origin}`);
			return `Votes of several origins are ranked together (${counts.join(", ")}); --origin keeps one.`;
		}
		case "clusters-unknown":
			return `${note.count} judgements do not say their ${note.cluster}; each counts as a group of its own.`;
		case "order-of-file":
			return "Not every row says when it was, so Elo went through the file in its own order.";
	}
}
