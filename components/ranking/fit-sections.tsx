import type { Criticism } from "#lib/ranking/criticism-record.ts";
import { type BoardContext, tableHref } from "./board-context.ts";
import {
	cycleSummary,
	cyclicShareWords,
	phiWords,
	residualSummary,
	residualWords,
} from "./criticism-words.ts";
import { DataTable } from "./data-table.tsx";
import { PartSection } from "./part.tsx";

type Props = BoardContext & { criticism: Criticism };

/** Flagged pairs said in sentences, circles said in sentences, rows of the folded table. */
const SENTENCES_MAX = 8;
const ROWS_MAX = 50;

/** The pairs that the ratings do not explain, and how far pairs scatter as a whole. */
export function ResidualSection(context: Props) {
	const { criticism, nameOf, c, figures } = context;
	const { pairs, count, flagged } = criticism.residuals;
	const phi = phiWords(criticism, context);
	if (count === 0) return null;
	const marked = pairs.filter((pair) => pair.isFlagged);
	return (
		<PartSection id="residuals" heading={c("residuals.heading")}>
			<p className="max-w-prose">{residualSummary(criticism, context)}</p>
			<ul className="mt-1 max-w-prose list-disc ps-5">
				{marked.slice(0, SENTENCES_MAX).map((pair) => (
					<li key={`${pair.model} ${pair.opponent}`}>{residualWords(pair, context)}</li>
				))}
				{flagged > SENTENCES_MAX ? (
					<li>{c("residuals.more", { count: flagged - SENTENCES_MAX })}</li>
				) : null}
			</ul>
			{phi === null ? null : <p className="mt-2 max-w-prose">{phi}</p>}
			<div className="flex flex-wrap items-start gap-x-5">
				<details className="min-w-0 max-w-full">
					<summary className="link inline-flex min-h-11 items-center">{c("table")}</summary>
					<DataTable
						caption={c("residuals.all")}
						scrollLabel={c("scroll", { name: c("residuals.all") })}
						columns={[
							c("model"),
							c("opponent"),
							c("votes"),
							c("residuals.observed"),
							c("residuals.expected"),
							c("residuals.deviation"),
							c("residuals.marked"),
						]}
						rows={pairs
							.slice(0, ROWS_MAX)
							.map((pair) => [
								nameOf(pair.model),
								nameOf(pair.opponent),
								figures.whole(pair.votes),
								figures.share(pair.observed),
								figures.share(pair.expected),
								pair.standardised === null ? "" : figures.fineSigned(pair.standardised),
								c(pair.isFlagged ? "residuals.yes" : "residuals.no"),
							])}
					/>
				</details>
				<a
					className="link inline-flex min-h-11 items-center"
					href={tableHref(context, "residuals")}
					download
				>
					{c("csv")}
				</a>
			</div>
		</PartSection>
	);
}

/** Circles of three, which no single number for each model can express. */
export function CycleSection(context: Props) {
	const { criticism, nameOf, c } = context;
	const { surviving } = criticism.cycles;
	const share = cyclicShareWords(criticism, context);
	return (
		<PartSection id="cycles" heading={c("cycles.heading")}>
			<p className="max-w-prose">{cycleSummary(criticism, context)}</p>
			{surviving.length === 0 ? null : (
				<ul className="mt-1 max-w-prose list-disc ps-5">
					{surviving.slice(0, SENTENCES_MAX).map(({ models: [first, second, third] }) => (
						<li key={`${first} ${second} ${third}`}>
							{c("cycles.one", {
								first: nameOf(first),
								second: nameOf(second),
								third: nameOf(third),
							})}
						</li>
					))}
					{surviving.length > SENTENCES_MAX ? (
						<li>{c("cycles.more", { count: surviving.length - SENTENCES_MAX })}</li>
					) : null}
				</ul>
			)}
			{share === null ? null : <p className="mt-2 max-w-prose">{share}</p>}
			{surviving.length === 0 ? null : (
				<a
					className="link inline-flex min-h-11 items-center"
					href={tableHref(context, "cycles")}
					download
				>
					{c("csv")}
				</a>
			)}
		</PartSection>
	);
}
