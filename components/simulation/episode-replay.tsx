import type { MetricSpec } from "#lib/simulation/suite.ts";
import { Audit } from "./episode-audit.tsx";
import { type EpisodeFacts, EpisodeHeading, SeatList } from "./episode-heading.tsx";
import { episodeTurns, type StoredEvent } from "./episode-items.ts";
import { CallLog, EpisodeLog } from "./episode-log.tsx";
import { EpisodeProblem } from "./episode-problem.tsx";
import { Battles, Checks, Forks, Metrics } from "./episode-results.tsx";
import { EpisodeTurnView } from "./episode-turn.tsx";
import type { EpisodeWords } from "./episode-words.ts";
import { ForkForm } from "./fork-form.tsx";
import { LiveRefresh } from "./live-refresh.tsx";
import type { OfferedModel } from "./model-choice.tsx";

/** Up to this many events replies are typeset; beyond it they stand as the text they are. */
export const TYPESET_EVENTS_MAX = 600;
/** A conversation that is being played is looked at this often, in ms. */
const LIVE_MS = 1500;

type Results = {
	checks: Parameters<typeof Checks>[0]["checks"];
	battles: Parameters<typeof Battles>[0]["battles"];
	forks: Parameters<typeof Forks>[0]["forks"];
	traces: Parameters<typeof CallLog>[0]["calls"];
	metrics: Readonly<Record<string, number | null>> | null;
	audit: unknown;
};

/** A conversation by its turns, with everything behind it. */
export function EpisodeReplay(props: {
	words: EpisodeWords;
	episode: EpisodeFacts & Results & { events: readonly StoredEvent[] };
	metrics: readonly MetricSpec[];
	deciding: readonly string[];
	isLive: boolean;
	/** A person plays in it, and the way back to their seat is shown. */
	hasPerson: boolean;
	/** Who could go on from a reply; null for those who may not start that. */
	models: readonly OfferedModel[] | null;
	forkTurn: number | null;
	logFrom: number | null;
	problem: string | null;
}) {
	const { words, episode, models } = props;
	const { t } = words;
	const { slug, contested, events } = episode;
	const turns = episodeTurns(events, contested);
	return (
		<main id="main" className="page">
			<EpisodeProblem words={words} code={props.problem} />
			<EpisodeHeading episode={episode} words={words} />
			{props.isLive ? <Live {...props} /> : null}
			<div className="mt-5 flex flex-wrap gap-2">
				<a className="button" href={`/api/conversations/${slug}/trace`}>
					{t("json")}
				</a>
			</div>
			<SeatList episode={episode} words={words} />
			{turns.length === 0 ? <p className="notice mt-8">{t("none-yet")}</p> : null}
			{turns.map((turn) => (
				<EpisodeTurnView
					key={turn.turn}
					words={words}
					turn={turn}
					contested={contested}
					isTypeset={events.length <= TYPESET_EVENTS_MAX}
				>
					{models === null || !turn.hasReply ? null : (
						<ForkForm
							words={words}
							slug={slug}
							turn={turn.turn}
							isOpen={props.forkTurn === turn.turn}
							models={models}
						/>
					)}
				</EpisodeTurnView>
			))}
			<Metrics
				words={words}
				values={episode.metrics}
				specs={props.metrics}
				deciding={props.deciding}
			/>
			<Checks words={words} checks={episode.checks} />
			<Battles words={words} slug={slug} battles={episode.battles} />
			<Audit words={words} audit={episode.audit} />
			<Forks words={words} forks={episode.forks} />
			<EpisodeLog
				words={words}
				events={events}
				from={props.logFrom}
				hrefFrom={(from) => `/e/${slug}?events=${from}#log`}
			/>
			<CallLog words={words} calls={episode.traces} />
		</main>
	);
}

/** Says that the page follows, and gives those without script a way to do so. */
function Live(props: { words: EpisodeWords; episode: { slug: string }; hasPerson: boolean }) {
	const { t } = props.words;
	return (
		<p role="status" className="notice mt-4 max-w-prose">
			<LiveRefresh everyMs={LIVE_MS} />
			{t("live")}{" "}
			{props.hasPerson ? (
				<a className="link" href={`/e/${props.episode.slug}`}>
					{t("play.seat")}
				</a>
			) : null}
			<noscript>
				<a className="link" href={`/e/${props.episode.slug}`}>
					{t("refresh")}
				</a>
			</noscript>
		</p>
	);
}
