import Link from "next/link";
import type { ReactNode } from "react";
import { duration, money } from "#components/arena/amounts.ts";
import { figuresOf, languageName } from "#components/ranking/format.ts";
import type { ShownDriver } from "./drivers.ts";
import { driverName, type EpisodeWords, episodeStateName, reasonName } from "./episode-words.ts";
import { StateMark } from "./state-mark.tsx";

/** The facts of a conversation that its heading shows. */
export interface EpisodeFacts {
	slug: string;
	run: { slug: string; name: string } | null;
	attempt: number;
	suite: string;
	suiteName: string;
	version: string;
	seed: number | null;
	replicate: number;
	control: string;
	language: string;
	category: string;
	contested: string;
	drivers: Readonly<Record<string, ShownDriver>>;
	scenario: { title: string; seats: readonly { name: string; instructions: string }[] } | null;
	state: string;
	endReason: string | null;
	voidReason: string | null;
	turns: number;
	steps: number;
	calls: number;
	tokensIn: number;
	tokensOut: number;
	costUsd: number;
	durationMs: number | null;
	eventHash: string | null;
	createdAt: string;
	parent: { slug: string; turn: number } | null;
}

/** What was played, by whom, and what came of it in figures. */
export function EpisodeHeading({ episode, words }: { episode: EpisodeFacts; words: EpisodeWords }) {
	const { t } = words;
	return (
		<header>
			<p className="text-quiet">{t("kicker")}</p>
			<h1 className="font-bold text-3xl">
				<span lang="en">{episode.suiteName}</span> <span className="font-normal text-quiet">·</span>{" "}
				{driverName(t, episode.drivers[episode.contested])}
			</h1>
			{episode.scenario === null ? null : (
				<p className="mt-1 max-w-prose text-lg" dir="auto">
					{episode.scenario.title}
				</p>
			)}
			<p className="mt-2">
				<StateMark state={episode.state} name={episodeStateName(t, episode.state)} />
			</p>
			<dl className="mt-4 flex flex-wrap gap-x-6 gap-y-2 text-sm" aria-label={t("facts.label")}>
				{factsOf(episode, words).map(([name, value]) => (
					<div key={name} className="min-w-0">
						<dt className="text-quiet">{name}</dt>
						<dd className={typeof value === "string" && /\d/.test(value) ? "figures" : undefined}>
							{value}
						</dd>
					</div>
				))}
			</dl>
		</header>
	);
}

function factsOf(
	episode: EpisodeFacts,
	{ t, locale }: EpisodeWords,
): (readonly [string, ReactNode])[] {
	const { whole, moment } = figuresOf(locale);
	const { run, parent, endReason, voidReason } = episode;
	return [
		...(voidReason === null ? [] : [[t("facts.void"), reasonName(t, voidReason)] as const]),
		...(endReason === null ? [] : [[t("facts.end"), reasonName(t, endReason)] as const]),
		...(run === null
			? []
			: [
					[
						t("facts.run"),
						<Link
							key="run"
							href={`/studio/runs/${run.slug}`}
							prefetch={false}
							className="link"
							dir="auto"
						>
							{run.name}
						</Link>,
					] as const,
				]),
		...(parent === null
			? []
			: [
					[
						t("facts.parent"),
						<Link
							key="parent"
							href={`/e/${parent.slug}#turn-${parent.turn}`}
							prefetch={false}
							className="link"
						>
							{t("facts.parent-at", { turn: parent.turn })}
						</Link>,
					] as const,
				]),
		[t("facts.suite"), `${episode.suite} ${episode.version}`],
		[t("facts.category"), episode.category],
		[t("facts.control"), episode.control],
		[t("facts.language"), languageName(locale, episode.language)],
		[t("facts.seed"), episode.seed === null ? t("facts.seed-hidden") : String(episode.seed)],
		...(episode.replicate > 0
			? [[t("facts.replicate"), whole(episode.replicate + 1)] as const]
			: []),
		...(episode.attempt > 1 ? [[t("facts.attempt"), whole(episode.attempt)] as const] : []),
		[t("facts.turns"), whole(episode.turns)],
		[t("facts.steps"), whole(episode.steps)],
		[t("facts.calls"), whole(episode.calls)],
		[t("facts.tokens"), `${whole(episode.tokensIn)}, ${whole(episode.tokensOut)}`],
		[t("facts.cost"), money(episode.costUsd, locale)],
		...(episode.durationMs === null
			? []
			: [[t("facts.duration"), duration(episode.durationMs, locale)] as const]),
		[t("facts.started"), moment(episode.createdAt)],
	];
}

/** Who sat where, and what each seat was told. */
export function SeatList({ episode, words }: { episode: EpisodeFacts; words: EpisodeWords }) {
	const { t } = words;
	const told = new Map(
		(episode.scenario?.seats ?? []).map(({ name, instructions }) => [name, instructions]),
	);
	return (
		<section aria-labelledby="seats" className="mt-6">
			<h2 id="seats" className="font-bold text-xl">
				{t("seats")}
			</h2>
			<dl className="mt-2 grid gap-2">
				{Object.entries(episode.drivers).map(([seat, driver]) => (
					<div key={seat}>
						<dt className="inline font-semibold">
							{seat}
							{seat === episode.contested ? (
								<span className="font-normal text-quiet"> ({t("contested")})</span>
							) : null}
							{": "}
						</dt>
						<dd className="inline">
							{driverName(t, driver)}
							{told.has(seat) ? (
								<details className="mt-1">
									<summary className="min-h-8 content-center text-quiet text-sm">
										{t("told")}
									</summary>
									<p className="said-text max-w-prose rounded-md bg-sunken p-3 text-sm" dir="auto">
										{told.get(seat)?.trim() || t("nothing-told")}
									</p>
								</details>
							) : null}
						</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
