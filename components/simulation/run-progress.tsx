import type { EpisodeWords } from "./episode-words.ts";
import { reasonNames } from "./episode-words.ts";
import { LiveRun, type LiveWords, type ShownProgress } from "./live-run.tsx";
import { runStateNames, type StudioWords } from "./studio-words.ts";

/** A run's live progress with its words. */
export function RunProgressView(props: {
	progress: ShownProgress;
	words: StudioWords;
	episodeWords: EpisodeWords;
}) {
	const { t, locale } = props.words;
	const words: LiveWords = {
		locale,
		states: runStateNames(t),
		causes: reasonNames(props.episodeWords.t),
		played: t("run.played", { done: "{done}", all: "{all}" }),
		failures: t("run.failures"),
		noFailures: t("run.no-failures"),
		endpointFaults: t("run.endpoint-faults"),
		refresh: t("run.refresh"),
		labels: {
			state: t("run.progress"),
			running: t("run.running"),
			waiting: t("run.waiting"),
			person: t("run.person"),
			cancelled: t("run.cancelled"),
			void: t("run.void"),
			lost: t("run.lost"),
			battles: t("run.battles"),
			verdicts: t("run.verdicts"),
			rate: t("run.rate"),
			calls: t("run.calls"),
			tokensIn: t("run.tokens-in"),
			tokensOut: t("run.tokens-out"),
			spend: t("run.spend"),
			time: t("run.time"),
		},
	};
	return <LiveRun initial={props.progress} words={words} />;
}
