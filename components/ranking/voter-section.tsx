import type { Criticism } from "#lib/ranking/criticism-record.ts";
import { type BoardContext, tableHref } from "./board-context.ts";
import { DataTable } from "./data-table.tsx";
import { PartSection } from "./part.tsx";

/** What single voters do to the ratings: counts and points, never who. */
export function VoterSection(context: BoardContext & { criticism: Criticism }) {
	const { criticism, nameOf, c, figures } = context;
	const { outlierVoters, largestInfluence } = criticism;
	const { voters, outliers, votes } = outlierVoters;
	const byPoints = [...largestInfluence].sort((x, y) => Math.abs(y.points) - Math.abs(x.points));
	const [largest] = byPoints;
	return (
		<PartSection id="voters" heading={c("voters.heading")}>
			<p className="max-w-prose">
				{voters === 0
					? c("voters.untested")
					: outliers === 0
						? c("voters.no-outliers", { voters })
						: c("voters.outliers", { outliers, voters, votes })}{" "}
				{voters === 0 ? null : `${c("voters.test")} `}
				{largest === undefined
					? null
					: c("voters.largest", {
							points: figures.points(Math.abs(largest.points)),
							model: nameOf(largest.model),
						})}
			</p>
			{largest === undefined ? null : (
				<div className="flex flex-wrap items-start gap-x-5">
					<details className="min-w-0 max-w-full">
						<summary className="link inline-flex min-h-11 items-center">{c("table")}</summary>
						<DataTable
							caption={c("voters.influence")}
							scrollLabel={c("scroll", { name: c("voters.influence") })}
							columns={[c("model"), c("voters.points"), c("voters.of")]}
							rows={byPoints.map((each) => [
								nameOf(each.model),
								figures.fineSigned(each.points),
								figures.whole(each.votes),
							])}
						/>
					</details>
					<a
						className="link inline-flex min-h-11 items-center"
						href={tableHref(context, "influence")}
						download
					>
						{c("csv")}
					</a>
				</div>
			)}
		</PartSection>
	);
}
