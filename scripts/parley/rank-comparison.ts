import type { FitResult } from "#lib/ranking/fit-result.ts";
import { compareFits } from "#lib/services/vote-file/compare-fits.ts";
import type { RankedFile } from "#lib/services/vote-file/rank-vote-file.ts";
import { namesText } from "#lib/services/vote-file/warning-text.ts";
import { points } from "./rank-report.ts";
import { textTable } from "./text-table.ts";

const signed = (value: number) => `${value > 0 ? "+" : ""}${value.toFixed(1)}`;

/** What changed from the other file to this one, the surest changes first. */
export function comparisonReport(
	fit: FitResult,
	other: { name: string; ranked: RankedFile },
): string {
	const { rows, onlyHere, onlyThere } = compareFits(fit, other.ranked.fit);
	const apart = rows.filter((row) => row.isApart !== false);
	const lines = [`Compared with ${other.name} (sha256 ${other.ranked.hash.hash}):`];
	if (rows.length === 0) lines.push("No model is in both.");
	if (apart.length > 0)
		lines.push(
			textTable(
				["model", "rank", "was", "score", "was", "change", "95 %"],
				apart.map((row) => [
					row.model,
					row.rank ?? "-",
					row.otherRank ?? "-",
					points(row.rating),
					points(row.otherRating),
					signed(row.change),
					row.lower === null || row.upper === null
						? ""
						: `${signed(row.lower)}..${signed(row.upper)}`,
				]),
			),
		);
	const same = rows.filter((row) => row.isApart === false).map((row) => row.model);
	if (same.length > 0)
		lines.push(`No change that can be told from chance (${same.length}): ${namesText(same)}.`);
	if (onlyHere.length > 0) lines.push(`Only in this file: ${namesText(onlyHere)}.`);
	if (onlyThere.length > 0) lines.push(`Only in the other: ${namesText(onlyThere)}.`);
	return lines.join("\n");
}
