import { AdminFrame } from "#components/admin/admin-frame.tsx";
import { type AdminWords, adminWords, wordFor } from "#components/admin/admin-words.ts";
import { ConformanceView } from "#components/admin/conformance-view.tsx";
import { DataTable } from "#components/admin/data-table.tsx";
import { type Format, formatOf } from "#components/admin/format.ts";
import { ModelControls, WeightForm } from "#components/admin/model-controls.tsx";
import { PairingForm } from "#components/admin/pairing-form.tsx";
import { PairingPreview } from "#components/admin/pairing-preview.tsx";
import { pageAdmin } from "#lib/auth/page-admin.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { listConformance } from "#lib/services/admin/conformance.ts";
import { type AdminModel, listModels } from "#lib/services/admin/list-models.ts";
import { previewPairing } from "#lib/services/admin/preview-pairing.ts";

const states = ["active", "paused", "draft", "retired"] as const;

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function ModelsPage({ searchParams }: { searchParams: Search }) {
	const actor = await pageAdmin();
	const locale = await pageLocale();
	const t = adminWords(locale);
	const format = formatOf(locale);
	const search = await searchParams;
	const [models, results, preview] = await Promise.all([
		listModels(actor),
		listConformance(actor),
		previewPairing(actor, askedPairing(search)),
	]);
	const tested = models.flatMap((model) => {
		const result = results.get(model.slug);
		return result === undefined ? [] : [{ model, result }];
	});
	return (
		<AdminFrame
			t={t}
			page="models"
			lead={t("models.lead")}
			search={withProblem(search, preview.problem)}
		>
			<ModelTable t={t} format={format} models={models} shares={preview.shares} />
			<section aria-labelledby="conformance" className="mt-10">
				<h2 id="conformance" className="font-semibold text-xl">
					{t("models.conformance")}
				</h2>
				<p className="mb-3 max-w-prose text-quiet">{t("models.conformance-lead")}</p>
				{tested.length === 0 ? <p>{t("models.conformance-none")}</p> : null}
				{tested.map(({ model, result }) => (
					<ConformanceView
						key={model.slug}
						t={t}
						format={format}
						name={model.name}
						result={result}
						isOpen={search["open"] === model.slug}
					/>
				))}
			</section>
			<section aria-labelledby="pairs" className="mt-10">
				<h2 id="pairs" className="mb-3 font-semibold text-xl">
					{t("models.pairs")}
				</h2>
				<p className="mb-3 max-w-prose text-quiet">{t("pairing.lead")}</p>
				<PairingForm t={t} shown={preview.shown} />
				<PairingPreview t={t} format={format} preview={preview} />
			</section>
		</AdminFrame>
	);
}

/** The choice whose preview the address asks for. */
function askedPairing(search: Awaited<Search>) {
	const text = (name: string) => {
		const value = search[name];
		return typeof value === "string" ? value : undefined;
	};
	const rule = text("rule");
	if (rule === undefined) return undefined;
	const [uniformShare, newShare] = [text("uniformShare"), text("newShare")];
	return { rule, uniformShare, newShare, newVotesMax: text("newVotesMax") };
}

/** What a preview could not show stands where a form says what was wrong. */
const withProblem = (search: Awaited<Search>, problem: string | null) =>
	problem === null ? search : { ...search, problem };

function ModelTable({
	t,
	format,
	models,
	shares,
}: {
	t: AdminWords;
	format: Format;
	models: AdminModel[];
	shares: ReadonlyMap<string, number>;
}) {
	return (
		<DataTable
			caption={t("models.table")}
			columns={[
				{ key: "model", label: t("models.model") },
				{ key: "state", label: t("models.state") },
				{ key: "share", label: t("models.share"), isFigure: true },
				{ key: "weight", label: t("models.weight") },
				{ key: "day", label: t("models.day"), isFigure: true },
				{ key: "spend", label: t("models.spend"), isFigure: true },
				{ key: "change", label: t("models.change") },
			]}
			rows={models.map((model) => ({
				key: model.id,
				cells: {
					model: (
						<>
							{model.name}
							<span className="block text-quiet text-sm">
								{[
									model.slug,
									model.maker,
									...model.endpoints.map((endpoint) =>
										t("models.endpoints", {
											provider: endpoint.provider,
											id: endpoint.providerModelId,
										}),
									),
									...(model.aliasOf === null
										? []
										: [t("models.alias-of", { slug: model.aliasOf })]),
									...(model.blindEligible ? [] : [t("models.not-blind")]),
								].join(" · ")}
							</span>
						</>
					),
					state: (
						<>
							{wordFor(states, model.state, (state) => t(`models.states.${state}`))}
							{model.stateReason === null ? null : (
								<span className="block text-quiet text-sm">{model.stateReason}</span>
							)}
						</>
					),
					share: format.percent(shares.get(model.slug) ?? 0),
					weight: <WeightForm t={t} slug={model.slug} name={model.name} weight={model.weight} />,
					day: `${format.number(model.calls)}, ${format.number(model.failures)}`,
					spend: model.costUsd === null ? t("none") : format.usd(model.costUsd),
					change: <ModelControls t={t} slug={model.slug} name={model.name} state={model.state} />,
				},
			}))}
		/>
	);
}
