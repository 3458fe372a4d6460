import type { ComponentProps } from "react";
import type { EpisodeFacts } from "./episode-heading.tsx";
import { EpisodeProblem } from "./episode-problem.tsx";
import { TYPESET_EVENTS_MAX } from "./episode-replay.tsx";
import type { EpisodeWords } from "./episode-words.ts";
import { SideBySide } from "./side-by-side.tsx";

type Side = ComponentProps<typeof SideBySide>["left"] &
	EpisodeFacts & {
		battles: readonly {
			opponentSlug: string;
			kind: string | null;
			outcome: "won" | "lost" | "tie" | "both_bad" | null;
		}[];
	};

const kinds = ["check", "verdict", "vote", "imported"] as const;

/** Two conversations side by side, and what was said about the two. */
export function EpisodeTogether(props: {
	words: EpisodeWords;
	left: Side;
	right: Side | null;
	/** Whether the reader may make battles. */
	mayPair: boolean;
	problem: string | null;
}) {
	const { words, left, right } = props;
	const { t } = words;
	const battles = left.battles.filter(({ opponentSlug }) => opponentSlug === right?.slug);
	return (
		<main id="main" className="page">
			<p className="text-quiet">{t("kicker")}</p>
			<h1 className="font-bold text-3xl">{t("together.heading")}</h1>
			<p className="mt-1 text-lg">
				<span lang="en">{left.suiteName}</span>
				{left.scenario === null ? null : <span dir="auto">: {left.scenario.title}</span>}
			</p>
			<p>
				<a className="link inline-flex min-h-11 items-center" href={`/e/${left.slug}`}>
					{t("together.alone")}
				</a>
			</p>
			{right === null ? (
				<p className="notice notice-danger">{t("together.missing")}</p>
			) : (
				<>
					<EpisodeProblem words={words} code={props.problem} />
					{battles.length === 0 ? (
						<div className="notice">
							<p>{t("together.apart")}</p>
							{props.mayPair ? (
								<PairForm words={words} slug={left.slug} other={right.slug} />
							) : null}
						</div>
					) : null}
					<dl className="flex flex-wrap gap-x-6 gap-y-2">
						{battles.map(({ kind, outcome }) => {
							const name = kinds.find((known) => known === kind);
							return name === undefined || outcome === null ? null : (
								<div key={kind}>
									<dt className="text-quiet text-sm">
										{t("battles.by")} {t(`battles.kind.${name}`)}
									</dt>
									<dd className="font-semibold">{t(`together.${outcome}`)}</dd>
								</div>
							);
						})}
					</dl>
					<SideBySide
						words={words}
						left={left}
						right={right}
						isTypeset={left.events.length + right.events.length <= TYPESET_EVENTS_MAX}
					/>
				</>
			)}
		</main>
	);
}

function PairForm(props: { words: EpisodeWords; slug: string; other: string }) {
	const { t } = props.words;
	return (
		<form method="post" action={`/e/${props.slug}/pair`} className="mt-3">
			<input type="hidden" name="with" value={props.other} />
			<button type="submit" className="button">
				{t("together.pair")}
			</button>
			<p className="mt-1 max-w-prose text-quiet text-sm">{t("together.pair-text")}</p>
		</form>
	);
}
