import { DataTable } from "#components/ranking/data-table.tsx";
import { Section } from "#components/ranking/section.tsx";
import type { SuiteModel } from "#lib/simulation/suite-results.ts";
import { estimateCell } from "./estimate-text.ts";
import type { SuiteContext } from "./suite-context.ts";

/** What holds when a scenario is played again: pass^k, pass@k, and how far good and bad luck lie apart. */
export function RepeatSection(props: { context: SuiteContext; models: readonly SuiteModel[] }) {
	const { context, models } = props;
	const { t, format, primary } = context;
	const isRepeated = models.some(({ reliability }) => reliability.unreliability.mean !== null);
	const ks = models[0]?.passes.map(({ k }) => k) ?? [];
	// What no model played often enough is not a column of dashes.
	const known = ks.filter((k) =>
		models.some(({ passes }) => passes.some((pass) => pass.k === k && pass.all.mean !== null)),
	);
	const passOf = (model: SuiteModel, k: number) => model.passes.find((pass) => pass.k === k);
	return (
		<Section id="repeats" heading={t("repeats.heading")}>
			<p className="mb-3 max-w-prose text-quiet">
				{ks.length === 0
					? t("repeats.no-share", { metric: primary.title })
					: t("repeats.text", {
							metric: primary.title,
							full: format.value(primary.unit, 1),
						})}{" "}
				{isRepeated ? t("repeats.unreliability-text") : t("repeats.none")}
			</p>
			{known.length === 0 && !isRepeated ? null : (
				<DataTable
					caption={t("repeats.heading")}
					scrollLabel={t("results.scroll", { name: t("repeats.heading") })}
					columns={[
						t("results.model"),
						...known.map((k) => t("repeats.all", { k })),
						...known.map((k) => t("repeats.any", { k })),
						...(isRepeated ? [t("repeats.unreliability")] : []),
					]}
					rows={models.map((model) => [
						model.name,
						...(["all", "any"] as const).flatMap((which) =>
							known.map((k) => {
								const pass = passOf(model, k);
								return pass === undefined ? "–" : estimateCell(context, "share", pass[which]);
							}),
						),
						...(isRepeated
							? [estimateCell(context, primary.unit, model.reliability.unreliability)]
							: []),
					])}
				/>
			)}
		</Section>
	);
}
