import type { FitResult, RatingRow } from "#lib/ranking/fit-result.ts";
import type { RankedFile, RankRequest } from "#lib/services/vote-file/rank-vote-file.ts";
import { noteText, warningText } from "#lib/services/vote-file/warning-text.ts";
import { criticismLines } from "./criticism-report.ts";
import { intervalBars } from "./interval-bars.ts";
import { plainTexts } from "./plain-text.ts";
import { comparisonReport } from "./rank-comparison.ts";
import { textTable } from "./text-table.ts";

/** The terminal's answer: the table, what it was made from, and what must not be read into it. */
export function rankReport(
	given: RankedFile,
	request: RankRequest,
	otherGiven: { name: string; ranked: RankedFile } | null,
	width: number,
): string {
	// Names come from a file of anybody's: a terminal must not obey what is in them.
	const [ranked, other] = [plainTexts(given), plainTexts(otherGiven)];
	const { fit, hash, notes, criticism } = ranked;
	const warnings = [...fit.warnings.map(warningText), ...notes.map(noteText)];
	return [
		boardTable(fit.rows, width),
		"",
		...(criticism === null ? [] : [...criticismLines(criticism), ""]),
		...coefficientLines(fit),
		...judgeLines(ranked),
		...sharpeningLines(ranked),
		...heldOutLines(ranked),
		...countLines(ranked),
		...warnings.map((text) => `Note: ${text}`),
		`Method: ${methodText(ranked, request)}.`,
		`Judgements: sha256 ${hash.hash}${hash.over === "counts" ? " (over counts: the file has no ids of its own)" : ""}`,
		...(other === null ? [] : ["", comparisonReport(fit, other)]),
	].join("\n");
}

function boardTable(rows: readonly RatingRow[], width: number): string {
	const cells = rows.map((row) => [
		row.rank === null
			? "-"
			: row.rankLower === row.rankUpper
				? `${row.rank}`
				: `${row.rankLower}-${row.rankUpper}`,
		row.model,
		points(row.rating),
		row.lower === null ? "" : `${points(row.lower)}..${points(row.upper)}`,
		// Weights add up on a fine grid; nobody wants to see its last digits.
		Number.isInteger(row.votes) ? row.votes : Number(row.votes.toPrecision(6)),
		row.status === "separated" || row.status === "unrated" ? row.status : "",
	]);
	const head = ["rank", "model", "score", "95 %", "votes", ""];
	const table = textTable(head, cells).split("\n");
	const room = width - Math.max(...table.map((line) => line.length)) - 2;
	if (room < 12 || rows.every((row) => row.lower === null)) return table.join("\n");
	const longest = Math.max(...table.map((line) => line.length));
	const bars = intervalBars(rows, Math.min(room, 48));
	return table
		.map((line, at) => `${line.padEnd(longest)}  ${at === 0 ? "" : bars[at - 1]}`.trimEnd())
		.join("\n");
}

export function points(value: number | null): string {
	return value === null ? "-" : value.toFixed(1);
}

function coefficientLines(fit: FitResult): string[] {
	const rows = [...fit.coefficients, ...fit.ties];
	if (rows.length === 0) return [];
	const figure = (value: number | null) => (value === null ? "-" : value.toFixed(4));
	return [
		textTable(
			["coefficient", "estimate", "95 %"],
			rows.map((row) => [
				row.name,
				figure(row.estimate),
				row.lower === null ? "" : `${figure(row.lower)}..${figure(row.upper)}`,
			]),
		),
		"",
	];
}

function countLines({ file }: RankedFile): string[] {
	const { accepted, rejected, leftOut, unknownLabels } = file.counts;
	const list = (counts: Record<string, number>) =>
		Object.entries(counts)
			.sort((x, y) => y[1] - x[1])
			.map(([reason, count]) => `${count} ${reason}`)
			.join(", ");
	const lines = [
		`${file.rows} rows (${file.format}, ${file.encoding}): ${accepted} judgements ranked.`,
	];
	if (Object.keys(leftOut).length > 0) lines.push(`Left out: ${list(leftOut)}.`);
	if (Object.keys(rejected).length > 0) lines.push(`Rejected: ${list(rejected)}.`);
	if (Object.keys(unknownLabels).length > 0)
		lines.push(`Labels that are not known: ${list(unknownLabels)}.`);
	return lines;
}

/** Who of the judges agrees with the ratings most and least. */
function judgeLines({ fit, judgeNames }: RankedFile): string[] {
	const known = fit.judges.flatMap(({ judge, votes, sharpness }) =>
		judge < 0 || sharpness.estimate === null
			? []
			: [{ name: judgeNames[judge] ?? "", votes, sharpness: sharpness.estimate }],
	);
	if (known.length === 0) return [];
	known.sort((x, y) => y.sharpness - x.sharpness);
	const text = ({ name, votes, sharpness }: (typeof known)[number]) =>
		`${name} (${sharpness.toFixed(2)}, ${votes} votes)`;
	return [
		`Judges: ${known.length}, sharpest ${known.slice(0, 3).map(text).join(", ")}; bluntest ${known.slice(-3).map(text).join(", ")}.`,
		"",
	];
}

/** What cheap verdicts were worth. */
function sharpeningLines({ sharpening }: RankedFile): string[] {
	if (sharpening === null) return [];
	const { lambda, lambdaWanted, widthRatio, by, counts, hash } = sharpening;
	const change = 100 * (1 - widthRatio);
	const left = counts.unknownModel > 0 ? `; ${counts.unknownModel} on other models left out` : "";
	const others =
		counts.aloneBattles === counts.alone
			? `${counts.alone} are on other battles`
			: `${counts.alone} are on ${counts.aloneBattles} other battles, taken together for each`;
	return [
		`Verdicts: joined by ${by}, ${counts.paired} votes have one, ${others}${left}. Trusted by lambda ${lambda.toFixed(3)}, they make the intervals ${Math.abs(change).toFixed(1)} % ${change >= 0 ? "shorter" : "longer"}.`,
		`Verdicts: sha256 ${hash.hash}${hash.over === "counts" ? " (over counts)" : ""}`,
		...(lambda < lambdaWanted
			? [
					`Note: the votes are too few to trust the verdicts by lambda ${lambdaWanted.toFixed(3)}, as their agreement would allow: some rating would be left open. A smaller lambda was taken.`,
				]
			: []),
		"",
	];
}

/** Which model of ties predicts best. */
function heldOutLines({ heldOut }: RankedFile): string[] {
	if (heldOut === null) return [];
	const text = (scores: NonNullable<typeof heldOut.byTime>) =>
		scores
			.map(({ name, logLoss, gain }) => {
				const shown = `${name} ${logLoss.toFixed(4)}`;
				return gain === null
					? shown
					: `${shown} (${gain.mean >= 0 ? "better" : "worse"} by ${Math.abs(gain.mean).toFixed(4)} ± ${(1.96 * gain.standardError).toFixed(4)})`;
			})
			.join(", ");
	const error = heldOut.byFold[0]?.calibration.error ?? null;
	return [
		`Held out, ${heldOut.folds} folds${heldOut.foldsOf === null ? "" : " of whole voters"}, log-loss of a vote (guessing 1.0986): ${text(heldOut.byFold)}${error === null ? "" : `; expected and observed wins are ${(100 * error).toFixed(1)} points of a hundred apart`}.`,
		...(heldOut.byTime === null
			? []
			: [`The same, each tenth from all before it: ${text(heldOut.byTime)}.`]),
		"",
	];
}

const clusterReasons: Record<RankedFile["cluster"]["why"], string> = {
	asked: "",
	"no-errors": "",
	sharpened: " except on one battle, which is how verdicts sharpen them",
	"voters-known": " by default, for the votes of one person resemble each other",
	"voters-unknown": ", for the file does not say who voted",
	"few-voters": ", for there are fewer than 5 voters",
};

function clusterText({ fit, cluster }: RankedFile): string[] {
	if (cluster.why === "no-errors") return [];
	const reason = clusterReasons[cluster.why];
	if (cluster.by === "none") return [`votes taken as independent${reason}`];
	return [`errors clustered by ${cluster.by} (${fit.clusters} groups)${reason}`];
}

function methodText(ranked: RankedFile, request: RankRequest): string {
	const { fit } = ranked;
	const { category, language, origin, seed } = request;
	const { parameters } = fit.method;
	const filter = Object.entries({ category, language, origin }).flatMap(([name, value]) =>
		value === null ? [] : [`${name} ${value}`],
	);
	return [
		`${fit.method.name} ${fit.method.version}`,
		...(parameters.style === undefined
			? []
			: [`controlled for ${parameters.style.features.join(", ")} (${parameters.style.transform})`]),
		...clusterText(ranked),
		...(fit.bootstrap === null
			? []
			: [`bootstrap of ${fit.bootstrap.replicates} refits, seed ${seed}`]),
		...filter,
	].join(", ");
}
