import type { SeatView } from "#lib/simulation/view.ts";
import type { EpisodeFacts } from "./episode-heading.tsx";
import { EpisodeProblem } from "./episode-problem.tsx";
import type { EpisodeWords } from "./episode-words.ts";
import { LiveRefresh } from "./live-refresh.tsx";
import { SeatPage } from "./seat-view.tsx";

/** While others are at work the page looks for the person's turn this often, in ms. */
const LIVE_MS = 1000;

/** A conversation while a person plays in it: only what that seat may know. */
export function EpisodeSeat(props: {
	words: EpisodeWords;
	episode: EpisodeFacts;
	seat: { asked: { view: SeatView; after: number } | null };
	draft: string;
	maySpeak: boolean;
	problem: string | null;
}) {
	const { words, episode } = props;
	const { t } = words;
	const { asked } = props.seat;
	const seat =
		asked?.view.seat ??
		Object.entries(episode.drivers).find(([, { kind }]) => kind === "person")?.[0] ??
		"";
	return (
		<main id="main" className="page">
			<EpisodeProblem words={words} code={props.problem} />
			<p className="text-quiet">
				{t("play.kicker")} · <span lang="en">{episode.suiteName}</span>
			</p>
			<h1 className="font-bold text-3xl">{t("play.heading", { seat })}</h1>
			{episode.scenario === null ? null : (
				<p className="mt-1 max-w-prose text-lg" dir="auto">
					{episode.scenario.title}
				</p>
			)}
			{asked === null ? (
				<p role="status" className="notice mt-6 max-w-prose">
					<LiveRefresh everyMs={LIVE_MS} />
					{t("play.working")}{" "}
					<noscript>
						<a className="link" href={`/e/${episode.slug}`}>
							{t("refresh")}
						</a>
					</noscript>
				</p>
			) : (
				<SeatPage
					words={words}
					slug={episode.slug}
					asked={asked}
					draft={props.draft}
					maySpeak={props.maySpeak}
				/>
			)}
			<p className="mt-8">
				<a className="link inline-flex min-h-11 items-center" href={`/e/${episode.slug}?all=1`}>
					{t("play.all")}
				</a>
			</p>
		</main>
	);
}
