import type { Metadata } from "next";
import { ColumnTable } from "#components/data/column-table.tsx";
import { EpisodeFormats } from "#components/data/episode-formats.tsx";
import { originName, SliceForm } from "#components/data/slice-form.tsx";
import { languageName } from "#components/ranking/format.ts";
import { ScrollBox } from "#components/ranking/scroll-box.tsx";
import { FactList, Section } from "#components/ranking/section.tsx";
import { columnsOf } from "#lib/datasets/columns.ts";
import { episodeFormatNames } from "#lib/datasets/episode-formats.ts";
import { encodings, type FormatName, formatNames } from "#lib/datasets/format-names.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { lengthCategories } from "#lib/ranking/board-filter.ts";
import { describeData } from "#lib/services/export/describe-data.ts";
import { suites } from "#lib/simulation/suites/catalogue.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "data");
	return { title: t("title"), description: t("description") };
}

export default async function DataPage() {
	const locale = await pageLocale();
	const t = translator(locale, "data");
	const data = await describeData(Date.now());
	const number = new Intl.NumberFormat(locale);
	const meaning = (format: FormatName) => (column: string) =>
		t(`columns.${format}.${column}` as Parameters<typeof t>[0]);
	return (
		<main id="main" className="page">
			<h1 className="font-bold text-3xl">{t("title")}</h1>
			<p className="mt-2 max-w-prose text-quiet">{t("intro")}</p>
			<Section id="there" heading={t("there.heading")}>
				{data.origins.length === 0 ? (
					<p>{t("there.nothing")}</p>
				) : (
					<ScrollBox label={t("there.heading")}>
						<table className="border-collapse text-left">
							<thead>
								<tr className="border-line border-b">
									{(["origin", "battles", "votes", "counted"] as const).map((head) => (
										<th key={head} scope="col" className="py-2 pe-6 font-semibold">
											{t(`there.${head}`)}
										</th>
									))}
								</tr>
							</thead>
							<tbody>
								{data.origins.map((row) => (
									<tr key={row.origin} className="border-line border-b">
										<th scope="row" className="py-2 pe-6 font-normal">
											{originName(t, row.origin)}
										</th>
										{[row.battles, row.votes, row.counted].map((count, i) => (
											<td key={["battles", "votes", "counted"][i]} className="figures py-2 pe-6">
												{number.format(count)}
											</td>
										))}
									</tr>
								))}
							</tbody>
						</table>
					</ScrollBox>
				)}
				<p className="mt-3 max-w-prose text-quiet">
					{t("there.never")} {Object.keys(data.leftOut).length === 0 ? null : t("there.left-out")}
				</p>
				{Object.keys(data.leftOut).length === 0 ? null : (
					<FactList
						facts={Object.entries(data.leftOut).map(([reason, count]) => [
							t(`left-out.${reason}` as Parameters<typeof t>[0]),
							number.format(count),
						])}
					/>
				)}
			</Section>
			<Section id="slice" heading={t("slice.heading")} text={t("slice.text")}>
				<SliceForm
					t={t}
					formats={formatNames}
					encodings={encodings}
					origins={data.origins.map(({ origin }) => origin)}
					languages={data.languages.map((code) => ({ code, name: languageName(locale, code) }))}
					categories={[...data.categories, ...Object.keys(lengthCategories)]}
					models={data.models}
				/>
				<p className="mt-4 max-w-prose">{t("slice.resume")}</p>
				<ScrollBox label={t("slice.commands")}>
					<pre className="mt-2 w-max min-w-full rounded border border-line bg-raised p-3 text-sm">
						{
							"curl -OJ '/api/exports/battles?format=arena-140k&as=jsonl&limit=1000'\ncurl -OJ '/api/exports/battles?format=arena-140k&as=jsonl&limit=1000&after=LAST_ID'\nnpx parley export --format arena-140k --as csv --out votes.csv"
						}
					</pre>
				</ScrollBox>
			</Section>
			<Section id="formats" heading={t("formats.heading")} text={t("formats.text")}>
				{formatNames.map((format) => (
					<details key={format} className="mb-3 border-line border-b pb-3">
						<summary className="min-h-11 cursor-pointer py-2">
							<strong className="font-figures">{format}</strong>: {t(`formats.${format}`)}
						</summary>
						<ScrollBox label={t("formats.columns", { format })}>
							<ColumnTable
								columns={columnsOf(format)}
								meaning={meaning(format)}
								heads={{
									name: t("formats.name"),
									type: t("formats.type"),
									meaning: t("formats.meaning"),
								}}
							/>
						</ScrollBox>
					</details>
				))}
				<p className="max-w-prose text-quiet">{t("formats.csv")}</p>
			</Section>
			<Section id="preview" heading={t("preview.heading")}>
				{data.preview.length === 0 ? <p>{t("there.nothing")}</p> : null}
				{data.preview.map((row, i) => (
					<details key={String(row["id"])} className="border-line border-b py-1">
						<summary className="min-h-11 cursor-pointer break-words py-2">
							{t("preview.row", {
								number: i + 1,
								a: String(row["model_a"]),
								b: String(row["model_b"]),
								winner: String(row["winner"]),
							})}
						</summary>
						<ScrollBox label={t("preview.json", { number: i + 1 })}>
							<pre className="max-h-96 whitespace-pre-wrap break-words bg-raised p-3 text-sm">
								{JSON.stringify(row, null, 2)}
							</pre>
						</ScrollBox>
					</details>
				))}
			</Section>
			<Section id="episodes" heading={t("episodes.heading")} text={t("episodes.text")}>
				<EpisodeFormats
					t={t}
					formats={episodeFormatNames}
					licences={[...new Set(suites.map(({ licence }) => licence))].join(", ")}
					preview={data.episode}
				/>
			</Section>
			<Section id="licence" heading={t("licence.heading")}>
				<div className="grid max-w-prose gap-3">
					<p>{t("licence.prompts")}</p>
					<p>{t("licence.replies")}</p>
					<p>{t("licence.people")}</p>
				</div>
			</Section>
			<Section id="withdraw" heading={t("withdraw.heading")} text={t("withdraw.text")}>
				<form action="/receipts" className="flex max-w-prose flex-wrap items-end gap-3">
					<label className="grow text-quiet text-sm">
						{t("withdraw.label")}
						<input
							name="code"
							required
							autoComplete="off"
							spellCheck={false}
							className="field font-figures text-ink"
						/>
					</label>
					<button type="submit" className="button">
						{t("withdraw.find")}
					</button>
				</form>
			</Section>
		</main>
	);
}
