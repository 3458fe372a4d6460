import { ScrollBox } from "#components/ranking/scroll-box.tsx";
import type { EpisodeFormatName } from "#lib/datasets/episode-formats.ts";
import type { translator } from "#lib/i18n/translate.ts";

type Words = ReturnType<typeof translator<"data">>;

const commands = `curl -OJ '/api/exports/episodes?format=trajectory-pairs&suite=boards'
npx parley export --format trajectory-pairs --out pairs.jsonl
npx parley export --format transitions --suite boards --out steps.jsonl
npx parley export check pairs.jsonl`;

/** The formats of simulated conversations with their addresses, what is in them and what is not, and one row. */
export function EpisodeFormats(props: {
	t: Words;
	formats: readonly EpisodeFormatName[];
	/** Of the suites, in a line. */
	licences: string;
	preview: { format: EpisodeFormatName; row: Record<string, unknown> } | null;
}) {
	const { t, preview } = props;
	return (
		<div className="grid gap-4">
			<ScrollBox label={t("episodes.formats")}>
				<table className="w-full border-collapse text-left text-sm">
					<thead>
						<tr className="border-line border-b">
							{(["format", "holds", "address"] as const).map((head) => (
								<th key={head} scope="col" className="py-2 pe-4 font-semibold">
									{t(`episodes.${head}`)}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{props.formats.map((format) => (
							<tr key={format} className="border-line border-b align-top">
								<th scope="row" className="py-1.5 pe-4 font-figures font-normal">
									{format}
								</th>
								<td className="min-w-56 py-1.5 pe-4">{t(`episodes.${format}`)}</td>
								<td className="py-1.5">
									<a
										href={`/api/exports/episodes?format=${format}`}
										download
										className="break-all font-figures underline"
									>
										/api/exports/episodes?format={format}
									</a>
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</ScrollBox>
			{(["filters", "forks", "left-out", "seeds"] as const).map((about) => (
				<p key={about} className="max-w-prose">
					{t(`episodes.${about}`)}
				</p>
			))}
			<p className="max-w-prose">{t("episodes.licence", { licences: props.licences })}</p>
			<ScrollBox label={t("episodes.commands")}>
				<pre className="w-max min-w-full rounded border border-line bg-raised p-3 text-sm">
					{commands}
				</pre>
			</ScrollBox>
			{preview === null ? (
				<p className="text-quiet">{t("episodes.nothing")}</p>
			) : (
				<details className="border-line border-b py-1">
					<summary className="min-h-11 cursor-pointer py-2">
						{t("episodes.preview", { format: preview.format })}
					</summary>
					<ScrollBox label={t("episodes.preview", { format: preview.format })}>
						<pre className="max-h-96 whitespace-pre-wrap break-words bg-raised p-3 text-sm">
							{JSON.stringify(preview.row, null, 2)}
						</pre>
					</ScrollBox>
				</details>
			)}
		</div>
	);
}
