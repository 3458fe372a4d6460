import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { EpisodeReplay } from "#components/simulation/episode-replay.tsx";
import { EpisodeSeat } from "#components/simulation/episode-seat.tsx";
import { EpisodeTogether } from "#components/simulation/episode-together.tsx";
import { driverName } from "#components/simulation/episode-words.ts";
import { pageActor } from "#lib/auth/page-actor.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { mayRun } from "#lib/services/run/assert-runs.ts";
import { findKnownSuite } from "#lib/services/run/known-suite.ts";
import { listPlayers } from "#lib/services/run/list-choices.ts";
import { readEpisode } from "#lib/services/run/read-episode.ts";
import { readSeat } from "#lib/services/run/read-seat.ts";
import { toldEpisode } from "#lib/services/run/told-run.ts";

type Props = {
	params: Promise<{ slug: string }>;
	searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const find = async (slug: string) => {
	const actor = await pageActor();
	return readEpisode(slug).then(
		(episode) => toldEpisode(actor, episode),
		(error: unknown) => {
			if (isAppError(error, "episode-not-found")) return null;
			throw error;
		},
	);
};

/** Read once for the title and the page. */
const episodeOf = cache(async (slug: string) => (await find(slug)) ?? notFound());

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const episode = await episodeOf((await params).slug);
	const t = translator(await pageLocale(), "episode");
	const model = driverName(t, episode.drivers[episode.contested]);
	return {
		title: t("title", { suite: episode.suiteName, model }),
		description: t("description"),
		robots: { index: false },
	};
}

/** The slug in what a reader may have pasted: itself, or the address of a conversation's page. */
const slugIn = (text: string): string | null =>
	/(?:^|\/e\/)([\w-]+)\/?(?:[?#].*)?$/.exec(text)?.[1] ?? null;

const liveStates: readonly string[] = ["waiting", "running", "person"];

/** A simulated conversation: its replay, two side by side, or the seat of a person while it is played. */
export default async function EpisodePage({ params, searchParams }: Props) {
	const { slug } = await params;
	const search = await searchParams;
	const episode = await episodeOf(slug);
	const locale = await pageLocale();
	const words = { t: translator(locale, "episode"), locale };
	const maySpeak = mayRun(await pageActor());
	const one = (name: string) => {
		const value = search[name];
		return typeof value === "string" ? value : undefined;
	};
	const isLive = liveStates.includes(episode.state);
	const hasPerson = Object.values(episode.drivers).some(({ kind }) => kind === "person");
	const problem = one("problem") ?? null;
	// Who plays must not see what their seat must not know, unless they ask for it.
	if (isLive && hasPerson && one("all") === undefined)
		return (
			<EpisodeSeat
				words={words}
				episode={episode}
				seat={await readSeat(slug)}
				draft={one("draft") ?? ""}
				maySpeak={maySpeak}
				problem={problem}
			/>
		);
	const asked = one("with")?.trim() ?? "";
	const other = slugIn(asked);
	if (asked !== "" && other !== slug)
		return (
			<EpisodeTogether
				words={words}
				left={episode}
				right={other === null ? null : await find(other)}
				mayPair={maySpeak}
				problem={problem}
			/>
		);
	const suite = findKnownSuite(episode.suite, episode.version);
	const fork = Number(one("fork"));
	const log = Number(one("events"));
	return (
		<EpisodeReplay
			words={words}
			episode={episode}
			metrics={suite?.metrics ?? []}
			deciding={[suite?.primary.metric, suite?.secondary?.metric].filter(
				(name) => name !== undefined,
			)}
			isLive={isLive}
			hasPerson={hasPerson && isLive}
			models={maySpeak && !isLive ? await listPlayers() : null}
			forkTurn={Number.isSafeInteger(fork) ? fork : null}
			logFrom={Number.isSafeInteger(log) && log > 0 ? log : null}
			problem={problem}
		/>
	);
}
