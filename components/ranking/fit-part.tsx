import { type BoardContext, figureOf, tableHref } from "./board-context.ts";
import { CriticismNote } from "./criticism-note.tsx";
import { DataTable } from "./data-table.tsx";
import { Figure } from "./figure.tsx";
import { tieComparisons, tieModelName } from "./fit-charts.ts";
import { CycleSection, ResidualSection } from "./fit-sections.tsx";
import { Part, PartColumns, PartSection } from "./part.tsx";
import { VoterSection } from "./voter-section.tsx";

/** "Does the model fit?": where one number for each model holds, and where the votes say otherwise. */
export function FitPart(context: BoardContext) {
	const { c, criticism } = context;
	if (criticism === null || context.snapshot.rows.length === 0) return null;
	return (
		<Part id="fit" heading={c("fit.heading")} text={c("fit.text")}>
			<CriticismNote {...context} />
			{context.snapshot.filter.style === "on" ? (
				<p className="mt-3 max-w-prose">{c("plain")}</p>
			) : null}
			<PartColumns
				first={<CalibrationFigure {...context} />}
				second={
					<>
						<ResidualSection {...context} criticism={criticism} />
						<CycleSection {...context} criticism={criticism} />
						<VoterSection {...context} criticism={criticism} />
					</>
				}
			/>
			<TieModelFigure {...context} />
		</Part>
	);
}

function CalibrationFigure(context: BoardContext) {
	const { criticism, c, figures } = context;
	const heading = c("calibration.heading");
	const figure = figureOf(context, "calibration", heading);
	const calibration = criticism?.calibration ?? null;
	if (figure.drawing === null || calibration === null)
		return (
			<PartSection id="calibration" heading={heading}>
				<p>{c("calibration.none")}</p>
			</PartSection>
		);
	const share = (value: number | null) => (value === null ? "" : figures.share(value));
	const error =
		calibration.error === null
			? ""
			: ` ${c("calibration.error", { error: figures.fineShare(calibration.error) })}`;
	return (
		<Figure
			{...figure}
			level={3}
			text={`${c("calibration.text")}${error}`}
			csvHref={tableHref(context, "calibration")}
		>
			<DataTable
				caption={heading}
				scrollLabel={c("scroll", { name: c("table") })}
				columns={[
					c("calibration.from"),
					c("calibration.expected"),
					c("calibration.observed"),
					c("lower"),
					c("upper"),
					c("votes"),
				]}
				rows={calibration.bins
					.filter((bin) => bin.votes > 0)
					.map((bin) => [
						`${share(bin.from)}–${share(bin.to)}`,
						share(bin.expected),
						share(bin.observed),
						share(bin.lower),
						share(bin.upper),
						figures.whole(bin.votes),
					])}
			/>
		</Figure>
	);
}

function TieModelFigure(context: BoardContext) {
	const { criticism, c, figures } = context;
	const models = criticism?.tieModels ?? [];
	if (models.length === 0) return null;
	const heading = c("ties.heading");
	const against = new Map(tieComparisons(models).map((each) => [each.name, each]));
	return (
		<Figure
			{...figureOf(context, "tie-models", heading)}
			level={3}
			text={`${c("ties.text")} ${c("ties.drawing")}`}
			csvHref={tableHref(context, "tie-models")}
		>
			<DataTable
				caption={heading}
				scrollLabel={c("scroll", { name: c("table") })}
				columns={[c("ties.name"), c("ties.loss"), c("ties.against"), c("votes"), c("ties.answer")]}
				rows={models.map(({ name, logLoss }) => {
					const found = against.get(name);
					return [
						tieModelName(c, name),
						figures.loss(logLoss.mean),
						found === undefined
							? ""
							: c("interval", {
									lower: figures.signedLoss(found.lower),
									upper: figures.signedLoss(found.upper),
								}),
						figures.whole(logLoss.votes),
						c(`ties.${answerOf(found)}`),
					];
				})}
			/>
		</Figure>
	);
}

function answerOf(found: { lower: number; upper: number } | undefined) {
	if (found === undefined) return "published";
	if (found.upper < 0) return "better-than";
	return found.lower > 0 ? "worse-than" : "open";
}
