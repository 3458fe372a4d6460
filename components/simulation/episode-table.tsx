import Link from "next/link";
import { money } from "#components/arena/amounts.ts";
import { figuresOf } from "#components/ranking/format.ts";
import { ScrollBox } from "#components/ranking/scroll-box.tsx";
import type { MetricSpec } from "#lib/simulation/suite.ts";
import { metricText } from "./amounts.ts";
import { type EpisodeWords, episodeStateName, reasonName } from "./episode-words.ts";
import { StateMark } from "./state-mark.tsx";
import type { StudioWords } from "./studio-words.ts";

interface Line {
	slug: string;
	position: number;
	attempt: number;
	suite: string;
	control: string;
	language: string;
	seed: number | null;
	replicate: number;
	model: string;
	state: string;
	endReason: string | null;
	voidReason: string | null;
	turns: number;
	costUsd: number;
	metrics: Record<string, number | null> | null;
}

/** Conversations of a run, one a row. */
export function EpisodeTable(props: {
	words: StudioWords;
	episodeWords: EpisodeWords;
	episodes: readonly Line[];
	/** The deciding metric of each suite. */
	metrics: ReadonlyMap<string, MetricSpec>;
}) {
	const { t, locale } = props.words;
	const figures = figuresOf(locale);
	const words = props.episodeWords.t;
	const columns = ["place", "scenario", "model", "end", "turns", "number", "spend"] as const;
	const atEnd: readonly string[] = ["turns", "number", "spend"];
	return (
		<ScrollBox label={t("run.scroll")}>
			<table className="studio-table">
				<caption className="sr-only">{t("run.list")}</caption>
				<thead>
					<tr>
						{columns.map((column) => (
							<th
								key={column}
								scope="col"
								className={atEnd.includes(column) ? "text-end" : undefined}
							>
								{t(`run.${column}`)}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{props.episodes.map((episode) => {
						const metric = props.metrics.get(episode.suite);
						const value = metric === undefined ? null : (episode.metrics?.[metric.name] ?? null);
						const reason = episode.voidReason ?? episode.endReason;
						return (
							<tr key={episode.slug} className="event-row">
								<th scope="row">
									<Link
										href={`/e/${episode.slug}`}
										prefetch={false}
										className="link figures inline-block min-w-8 py-1"
									>
										{figures.whole(episode.position + 1)}
									</Link>
								</th>
								<td className="min-w-40">
									{episode.suite}
									{episode.control === "main" ? "" : `, ${episode.control}`}
									<span className="block text-quiet text-sm">
										{[
											...(episode.seed === null
												? []
												: [t("run.seed", { seed: String(episode.seed) })]),
											episode.language,
											...(episode.replicate > 0
												? [t("run.repetition", { n: episode.replicate + 1 })]
												: []),
											...(episode.attempt > 1 ? [t("run.attempt", { n: episode.attempt })] : []),
										].join(" · ")}
									</span>
								</td>
								<td className="min-w-36 break-words">{episode.model}</td>
								<td className="min-w-40">
									<StateMark state={episode.state} name={episodeStateName(words, episode.state)} />
									{reason === null ? null : (
										<span className="block text-quiet text-sm">{reasonName(words, reason)}</span>
									)}
								</td>
								<td className="figures text-end">{figures.whole(episode.turns)}</td>
								<td className="figures text-end">
									{value === null ? "–" : metricText(value, metric?.unit, locale)}
								</td>
								<td className="figures text-end">{money(episode.costUsd, locale)}</td>
							</tr>
						);
					})}
				</tbody>
			</table>
		</ScrollBox>
	);
}
