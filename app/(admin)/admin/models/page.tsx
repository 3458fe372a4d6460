import { AdminFrame } from "#components/admin/admin-frame.tsx";
import { type AdminWords, adminWords, wordFor } from "#components/admin/admin-words.ts";
import { ConformanceView } from "#components/admin/conformance-view.tsx";
import { DataTable } from "#components/admin/data-table.tsx";
import { type Format, formatOf } from "#components/admin/format.ts";
import { ModelControls, WeightForm } from "#components/admin/model-controls.tsx";
import { pageAdmin } from "#lib/auth/page-admin.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { listConformance } from "#lib/services/admin/conformance.ts";
import { type AdminModel, listModels, type ModelsView } from "#lib/services/admin/list-models.ts";

const states = ["active", "paused", "draft", "retired"] as const;
/** As many pairs are shown at once; the rest unfold. */
const PAIRS_OPEN = 15;

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function ModelsPage({ searchParams }: { searchParams: Search }) {
	const actor = await pageAdmin();
	const locale = await pageLocale();
	const t = adminWords(locale);
	const format = formatOf(locale);
	const search = await searchParams;
	const [view, results] = await Promise.all([listModels(actor), listConformance(actor)]);
	const tested = view.models.flatMap((model) => {
		const result = results.get(model.slug);
		return result === undefined ? [] : [{ model, result }];
	});
	return (
		<AdminFrame t={t} page="models" lead={t("models.lead")} search={search}>
			<ModelTable t={t} format={format} models={view.models} />
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
				<Pairs t={t} format={format} pairs={view.pairs} />
			</section>
		</AdminFrame>
	);
}

function ModelTable({
	t,
	format,
	models,
}: {
	t: AdminWords;
	format: Format;
	models: AdminModel[];
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
					share: format.percent(model.pairingShare),
					weight: <WeightForm t={t} slug={model.slug} name={model.name} weight={model.weight} />,
					day: `${format.number(model.calls)}, ${format.number(model.failures)}`,
					spend: model.costUsd === null ? t("none") : format.usd(model.costUsd),
					change: <ModelControls t={t} slug={model.slug} name={model.name} state={model.state} />,
				},
			}))}
		/>
	);
}

function Pairs({
	t,
	format,
	pairs,
}: {
	t: AdminWords;
	format: Format;
	pairs: ModelsView["pairs"];
}) {
	if (pairs.length === 0)
		return <p className="notice notice-danger max-w-prose">{t("models.pairs-none")}</p>;
	const likeliest = pairs.slice(0, PAIRS_OPEN);
	return (
		<>
			<PairTable t={t} format={format} pairs={likeliest} caption={t("models.pairs-likeliest")} />
			{pairs.length > likeliest.length ? (
				<details className="mt-3">
					<summary className="py-2">{t("models.pairs-all", { total: pairs.length })}</summary>
					<PairTable t={t} format={format} pairs={pairs} caption={t("models.pairs")} />
				</details>
			) : null}
		</>
	);
}

function PairTable(props: {
	t: AdminWords;
	format: Format;
	pairs: ModelsView["pairs"];
	caption: string;
}) {
	const { t, format } = props;
	return (
		<DataTable
			caption={props.caption}
			columns={[
				{ key: "pair", label: t("models.pair") },
				{ key: "probability", label: t("models.probability"), isFigure: true },
			]}
			rows={props.pairs.map(({ a, b, probability }) => ({
				key: `${a} ${b}`,
				cells: { pair: t("models.versus", { a, b }), probability: format.percent(probability) },
			}))}
		/>
	);
}
