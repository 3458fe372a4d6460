import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { slotOn } from "#components/arena/sides.ts";
import { EventLog } from "#components/replay/event-log.tsx";
import { ReplayHeading } from "#components/replay/replay-heading.tsx";
import { TurnRecord } from "#components/replay/replay-turn.tsx";
import { ShareToggle } from "#components/replay/share-toggle.tsx";
import type { Words } from "#components/replay/words.ts";
import { pageActor } from "#lib/auth/page-actor.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { loadReplay } from "#lib/services/battle/load-replay.ts";

type Props = { params: Promise<{ slug: string }> };

/** Read once for the title and the page. */
const replayOf = cache(async (slug: string) =>
	loadReplay(slug, await pageActor()).catch((error: unknown) => {
		if (isAppError(error) && error.status === 404) return notFound();
		throw error;
	}),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const replay = await replayOf((await params).slug);
	const t = translator(await pageLocale(), "replay");
	const name = (side: "left" | "right") => replay.contenders[slotOn(replay.sides, side)].name;
	return {
		title: t("title", { a: name("left"), b: name("right") }),
		description: t("description"),
		robots: { index: replay.isShared },
	};
}

export default async function ReplayPage({ params }: Props) {
	const { slug } = await params;
	const replay = await replayOf(slug);
	const locale = await pageLocale();
	const words: Words = { t: translator(locale, "replay"), locale };
	const { t } = words;
	return (
		<main id="main" className="page">
			<ReplayHeading replay={replay} words={words} />
			<div className="mt-5 flex flex-wrap items-center gap-3">
				<a className="button" href={`/api/conversations/${replay.slug}/trace`}>
					{t("json")}
				</a>
				{replay.battleId === null ? null : (
					<>
						<a className="button" href={`/b/${replay.battleId}`}>
							{t("battle")}
						</a>
						<ShareToggle
							battleId={replay.battleId}
							isShared={replay.isShared}
							path={`/r/${replay.slug}`}
							words={{
								on: t("share.on"),
								off: t("share.off"),
								open: t("share.open"),
								close: t("share.close"),
								copy: t("share.copy"),
								copied: t("share.copied"),
								failed: t("share.failed"),
							}}
						/>
					</>
				)}
			</div>
			{replay.turns.map((turn) => (
				<TurnRecord
					key={turn.turn}
					turn={turn}
					sides={replay.sides}
					vote={replay.votes.find((vote) => vote.scope === "turn" && vote.turn === turn.turn)}
					words={words}
				/>
			))}
			<EventLog events={replay.events} sides={replay.sides} words={words} />
		</main>
	);
}
