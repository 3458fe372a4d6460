import type { FitWarning } from "#lib/ranking/fit-result.ts";
import { type Comparison, compareFits } from "./compare-fits.ts";
import type { RankedFile, RankRequest } from "./rank-vote-file.ts";
import { noteText, warningText } from "./warning-text.ts";

/** What `parley rank --json` prints. */
export function rankDocument(
	{ file, hash, fit, notes, cluster, criticism, heldOut, sharpening, judgeNames }: RankedFile,
	request: RankRequest,
	other: { name: string; ranked: RankedFile } | null,
) {
	const { format, category, language, origin, seed } = request;
	return {
		method: {
			...fit.method,
			cluster: { ...cluster, groups: fit.clusters },
			filter: { category, language, origin },
			seed: fit.bootstrap === null ? null : seed,
		},
		hash: hash.hash,
		counts: {
			format: format ?? file.format,
			rows: file.rows,
			...file.counts,
			hashOver: hash.over,
		},
		rows: fit.rows.map((row) => ({
			rank: row.rank,
			rankLower: row.rankLower,
			rankUpper: row.rankUpper,
			model: row.model,
			rating: row.rating,
			lower: row.lower,
			upper: row.upper,
			se: row.standardError,
			votes: row.votes,
		})),
		coefficients: [...fit.coefficients, ...fit.ties],
		warnings: [
			...fit.warnings.map((warning: FitWarning) => ({ ...warning, text: warningText(warning) })),
			...notes.map((note) => ({ code: note.code, models: [], text: noteText(note) })),
		],
		...(fit.judges.length === 0 ? {} : { judges: judgesOf(fit, judgeNames) }),
		...(sharpening === null ? {} : { sharpening }),
		...(heldOut === null ? {} : { heldOut }),
		...(criticism === null ? {} : { criticism }),
		...(other === null ? {} : { comparison: comparisonOf(fit, other) }),
	};
}

/** Judges by name, "" standing for all those that are not told apart. */
function judgesOf({ judges }: RankedFile["fit"], names: readonly string[]) {
	return judges.map(({ judge, ...rest }) => ({ judge: names[judge] ?? "", ...rest }));
}

function comparisonOf(
	fit: RankedFile["fit"],
	other: { name: string; ranked: RankedFile },
): Comparison & { file: string; hash: string } {
	return { file: other.name, hash: other.ranked.hash.hash, ...compareFits(fit, other.ranked.fit) };
}
