import type { ComponentProps } from "react";
import { EpisodeFilter, type ShownEpisodes } from "./episode-filter.tsx";
import { EpisodeTable } from "./episode-table.tsx";

type TableProps = ComponentProps<typeof EpisodeTable>;

/** A run's conversations: filters, one page of the list, and the way to the next. */
export function RunConversations(
	props: TableProps & {
		runSlug: string;
		shown: ShownEpisodes & { after: number };
		/** There may be more. */
		isFull: boolean;
		suites: readonly string[];
		models: readonly string[];
		reasons: readonly string[];
	},
) {
	const { words, episodes, shown } = props;
	const { after, ...filters } = shown;
	const { t } = words;
	const page = `/studio/runs/${props.runSlug}`;
	const hrefAfter = (position: number | undefined) => {
		const given = Object.entries(filters).filter((one) => one[1] !== undefined) as [
			string,
			string,
		][];
		const query = new URLSearchParams([
			...given,
			...(position === undefined ? [] : [["after", String(position)] as [string, string]]),
		]);
		return `${page}?${query}#conversations`;
	};
	return (
		<>
			<EpisodeFilter
				key={JSON.stringify(filters)}
				words={words}
				episodeWords={props.episodeWords}
				action={page}
				shown={filters}
				suites={props.suites}
				models={props.models}
				reasons={props.reasons}
			/>
			{episodes.length === 0 ? (
				<p className="notice">{t("run.list-none")}</p>
			) : (
				<EpisodeTable
					words={words}
					episodeWords={props.episodeWords}
					episodes={episodes}
					metrics={props.metrics}
				/>
			)}
			<div className="mt-4 flex flex-wrap gap-2">
				{after < 0 ? null : (
					<a className="button" href={hrefAfter(undefined)}>
						{t("run.first")}
					</a>
				)}
				{props.isFull ? (
					<a className="button" href={hrefAfter(episodes.at(-1)?.position)}>
						{t("run.next")}
					</a>
				) : null}
			</div>
		</>
	);
}
