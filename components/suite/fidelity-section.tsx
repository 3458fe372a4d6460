import { DataTable } from "#components/ranking/data-table.tsx";
import { Section } from "#components/ranking/section.tsx";
import type { UserFidelity } from "#lib/simulation/audit/fidelity.ts";
import { estimateCell } from "./estimate-text.ts";
import type { SuiteContext } from "./suite-context.ts";

/** How well the simulated user played its part; says plainly when nothing is known of it. */
export function FidelitySection(props: { context: SuiteContext; fidelity: UserFidelity | null }) {
	const { context, fidelity } = props;
	const { t } = context;
	if (!context.suite.others.some(({ seat }) => seat === "user")) return null;
	const share = (estimate: UserFidelity["voidRate"]) => estimateCell(context, "share", estimate);
	return (
		<Section id="user" heading={t("fidelity.heading")} text={t("fidelity.text")}>
			{fidelity === null ? (
				<p className="text-quiet">{t("fidelity.none")}</p>
			) : (
				<DataTable
					caption={t("fidelity.caption", { count: fidelity.conversations })}
					scrollLabel={t("results.scroll", { name: t("fidelity.heading") })}
					columns={[t("fidelity.figure"), t("fidelity.value")]}
					rows={[
						[t("fidelity.role"), share(fidelity.roleAdherence)],
						[t("fidelity.stops"), share(fidelity.reasonableStops)],
						[t("fidelity.void"), share(fidelity.voidRate)],
						...fidelity.distinctFirstTurns.map(({ n, estimate }) => [
							t("fidelity.distinct", { n }),
							share(estimate),
						]),
						...fidelity.intentOverlap.map(({ turn, estimate }) => [
							t("fidelity.overlap", { turn }),
							share(estimate),
						]),
					]}
				/>
			)}
		</Section>
	);
}
