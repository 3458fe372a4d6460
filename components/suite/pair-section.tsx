import { DataTable } from "#components/ranking/data-table.tsx";
import { Section } from "#components/ranking/section.tsx";
import type { SuiteModel, SuitePair } from "#lib/simulation/suite-results.ts";
import { type SuiteChoice, SuiteForm, SuiteSelect } from "./choice-form.tsx";
import { boundsCell } from "./estimate-text.ts";
import type { SuiteContext } from "./suite-context.ts";

/** Two models on what both played. */
export function PairSection(props: {
	context: SuiteContext;
	models: readonly SuiteModel[];
	pair: SuitePair | null;
	choice: SuiteChoice;
}) {
	const { context, models, pair, choice } = props;
	const { suite, t, format } = context;
	if (models.length < 2) return null;
	const options = models.map(({ model, name }) => ({ value: model, text: name }));
	const wasAsked = choice.first !== null || choice.second !== null;
	return (
		<Section id="pair" heading={t("pair.heading")} text={t("pair.text")}>
			<SuiteForm
				context={context}
				anchor="pair"
				kept={{ others: choice.others, language: choice.language }}
				submit={t("pair.compare")}
			>
				<SuiteSelect
					name="first"
					label={t("pair.first")}
					value={choice.first ?? models[0]?.model ?? null}
					options={options}
				/>
				<SuiteSelect
					name="second"
					label={t("pair.second")}
					value={choice.second ?? models[1]?.model ?? null}
					options={options}
				/>
			</SuiteForm>
			{pair === null ? (
				wasAsked ? (
					<p className="notice max-w-prose">{t("pair.choose")}</p>
				) : null
			) : (
				<>
					<p className="mb-3 max-w-prose font-semibold">{verdictOf(context, models, pair)}</p>
					<DataTable
						caption={t("pair.heading")}
						scrollLabel={t("results.scroll", { name: t("pair.heading") })}
						columns={[
							t("pair.metric"),
							t("pair.difference"),
							t("pair.between"),
							t("pair.pairs"),
							t("pair.first-more"),
							t("pair.second-more"),
							t("pair.even"),
							t("pair.p"),
						]}
						rows={suite.metrics.flatMap(({ name, title, unit }) => {
							const found = pair.differences[name];
							if (found === undefined) return [];
							const { difference, pairs, sign } = found;
							return [
								[
									title,
									difference.mean === null ? "–" : format.difference(unit, difference.mean),
									boundsCell(context, unit, difference),
									...[pairs, sign.positive, sign.negative, sign.even].map(format.count),
									sign.p === null ? "–" : format.chance(sign.p),
								],
							];
						})}
					/>
				</>
			)}
		</Section>
	);
}

/** What the deciding number says of the two, in a sentence. */
function verdictOf(
	{ t, format, primary }: SuiteContext,
	models: readonly SuiteModel[],
	{ first, second, differences }: SuitePair,
): string {
	const nameOf = (slug: string) => models.find(({ model }) => model === slug)?.name ?? slug;
	const found = differences[primary.name]?.difference;
	const { mean = null, lower = null, upper = null } = found ?? {};
	if (mean === null || lower === null || upper === null) return t("pair.unknown");
	const said = (value: number) => format.difference(primary.unit, value);
	const metric = primary.title;
	if (lower <= 0 && upper >= 0)
		return t("pair.open", {
			metric,
			difference: said(mean),
			lower: said(lower),
			upper: said(upper),
		});
	const isFirst = mean > 0 !== (primary.better === "lower");
	const [winner, other] = isFirst ? [first, second] : [second, first];
	const [from, to] = [Math.abs(lower), Math.abs(upper)].sort((a, b) => a - b);
	const size = (value: number) =>
		primary.unit === "share" ? format.value("share", value) : format.count(value);
	return t("pair.ahead", {
		metric,
		winner: nameOf(winner),
		other: nameOf(other),
		difference: size(Math.abs(mean)),
		lower: size(from ?? 0),
		upper: size(to ?? 0),
	});
}
