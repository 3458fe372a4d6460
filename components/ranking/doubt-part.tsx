import { MATRIX_MAX, ratedRows } from "./board-charts.ts";
import { type BoardContext, figureOf, tableHref } from "./board-context.ts";
import { CriticismNote } from "./criticism-note.tsx";
import { flipWords } from "./criticism-words.ts";
import { DataTable } from "./data-table.tsx";
import { firstDifferences, PLACES_MAX } from "./doubt-charts.ts";
import { Figure } from "./figure.tsx";
import { GroupNote } from "./group-note.tsx";
import { Part, PartColumns, PartSection } from "./part.tsx";

/** "How sure is this?": what the votes leave open, and how little would change the order. */
export function DoubtPart(context: BoardContext) {
	const { c } = context;
	if (ratedRows(context.snapshot).length === 0) return null;
	return (
		<Part id="doubt" heading={c("doubt.heading")} text={c("doubt.text")}>
			<CriticismNote {...context} />
			<PartColumns
				first={
					<>
						<GroupNote {...context} />
						<ErrorNote {...context} />
					</>
				}
				second={<RobustnessNote {...context} />}
			/>
			<PlacesFigure {...context} />
			<DifferenceFigure {...context} />
		</Part>
	);
}

function ErrorNote({ snapshot, c }: BoardContext) {
	const cluster = snapshot.parameters["cluster"];
	const count = snapshot.clusters ?? 0;
	return (
		<PartSection id="errors" heading={c("errors.heading")}>
			<p className="max-w-prose">
				{typeof cluster !== "string" || snapshot.clusters === null
					? c(snapshot.covariance === null ? "errors.older" : "errors.independent")
					: cluster === "voter"
						? c("errors.voter", { count })
						: c("errors.other", { cluster, count })}
			</p>
		</PartSection>
	);
}

function RobustnessNote(context: BoardContext) {
	const { criticism, snapshot, c } = context;
	if (criticism === null) return null;
	const { votes, voters } = criticism.robustness;
	if (votes === null && voters === null) return null;
	return (
		<PartSection id="robustness" heading={c("robustness.heading")}>
			{snapshot.filter.style === "on" ? <p className="mb-2 max-w-prose">{c("plain")}</p> : null}
			<ul className="max-w-prose list-disc ps-5">
				{votes === null ? null : <li>{flipWords(votes, "votes", context)}</li>}
				{voters === null ? null : <li>{flipWords(voters, "voters", context)}</li>}
			</ul>
			<p className="mt-2 max-w-prose text-quiet text-sm">{c("robustness.note")}</p>
		</PartSection>
	);
}

function PlacesFigure(context: BoardContext) {
	const { snapshot, criticism, nameOf, c, figures } = context;
	const places = criticism?.places ?? [];
	const figure = figureOf(context, "places", c("places.heading"));
	if (figure.drawing === null) return null;
	const own = new Map(snapshot.rows.map((row) => [row.model, row]));
	const range = (low: number | null, high: number | null) =>
		low === null || high === null ? "" : low === high ? String(low) : `${low}–${high}`;
	const limit = places.length > PLACES_MAX ? ` ${c("limit", { count: PLACES_MAX })}` : "";
	return (
		<Figure
			{...figure}
			level={3}
			text={`${c("places.text")}${limit}`}
			csvHref={tableHref(context, "places")}
		>
			<DataTable
				caption={figure.heading}
				scrollLabel={c("scroll", { name: c("table") })}
				columns={[
					c("model"),
					c("places.column-own"),
					c("places.column-all"),
					c("places.column-best"),
					c("places.column-three"),
				]}
				rows={places
					.filter((place) => own.has(place.model))
					.map((place) => [
						nameOf(place.model),
						range(own.get(place.model)?.rankLower ?? null, own.get(place.model)?.rankUpper ?? null),
						range(place.rankLower, place.rankUpper),
						figures.chance(place.chanceBest),
						figures.chance(place.chanceTopThree),
					])}
			/>
		</Figure>
	);
}

function DifferenceFigure(context: BoardContext) {
	const { snapshot, nameOf, c, figures } = context;
	if (snapshot.covariance === null)
		return (
			<PartSection id="differences" heading={c("differences.heading")}>
				<p className="max-w-prose">{c("differences.old")}</p>
			</PartSection>
		);
	const figure = figureOf(context, "differences", c("differences.heading"));
	if (figure.drawing === null) return null;
	const pairs = firstDifferences(context);
	const isCut = ratedRows(snapshot).length > MATRIX_MAX;
	const summary = c("differences.summary", {
		decided: pairs.filter((pair) => pair.isDecided).length,
		count: pairs.length,
	});
	return (
		<Figure
			{...figure}
			level={3}
			text={`${c("differences.text")} ${summary}${isCut ? ` ${c("limit", { count: MATRIX_MAX })}` : ""}`}
			csvHref={tableHref(context, "differences")}
		>
			<DataTable
				caption={figure.heading}
				scrollLabel={c("scroll", { name: c("table") })}
				columns={[
					c("model"),
					c("opponent"),
					c("differences.difference"),
					c("differences.interval"),
					c("differences.chance"),
					c("differences.answer"),
				]}
				rows={pairs.map((pair) => [
					nameOf(pair.model),
					nameOf(pair.opponent),
					figures.signed(pair.difference),
					c("interval", { lower: figures.signed(pair.lower), upper: figures.signed(pair.upper) }),
					figures.chance(pair.chanceBetter),
					c(pair.isDecided ? "differences.decided" : "differences.open"),
				])}
			/>
		</Figure>
	);
}
