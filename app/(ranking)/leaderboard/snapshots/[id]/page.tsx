import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { BoardView } from "#components/ranking/board-view.tsx";
import { figuresOf } from "#components/ranking/format.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { isUuid } from "#lib/kernel/ids.ts";
import { boardSearch } from "#lib/ranking/board-filter.ts";
import { findCriticism } from "#lib/services/ranking/find-criticism.ts";
import { findThinned } from "#lib/services/ranking/get-snapshot.ts";
import { listBoardModels } from "#lib/services/ranking/list-board-models.ts";
import { findSnapshot } from "#lib/services/ranking/stored-snapshots.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: translator(await pageLocale(), "leaderboard")("snapshot.title") };
}

/** The permanent address of published numbers. */
export default async function SnapshotPage({ params }: { params: Promise<{ id: string }> }) {
	const { id } = await params;
	if (!isUuid(id)) notFound();
	const snapshot = await findSnapshot(id.toLowerCase());
	const locale = await pageLocale();
	const t = translator(locale, "leaderboard");
	if (snapshot === null) {
		const thinned = await findThinned(id);
		if (thinned === null) notFound();
		return (
			<main id="main" className="page">
				<h1 className="font-bold text-3xl">{t("snapshot.title")}</h1>
				<p className="mt-2 max-w-prose">
					{t("snapshot.thinned", { date: figuresOf(locale).moment(thinned.at) })}
				</p>
				{thinned.nextId === null ? null : (
					<Link
						href={`/leaderboard/snapshots/${thinned.nextId}`}
						prefetch={false}
						className="link inline-flex min-h-11 items-center"
					>
						{t("snapshot.next")}
					</Link>
				)}
			</main>
		);
	}
	const nowMs = Date.now();
	const models = await listBoardModels(nowMs);
	return (
		<main id="main" className="page">
			<h1 className="font-bold text-3xl">{t("snapshot.title")}</h1>
			<p className="mt-2 max-w-prose">
				{t("snapshot.text", { date: figuresOf(locale).moment(snapshot.at) })}
			</p>
			<Link
				href={`/leaderboard${boardSearch(snapshot.filter)}`}
				prefetch={false}
				className="link inline-flex min-h-11 items-center"
			>
				{t("snapshot.current")}
			</Link>
			<BoardView
				snapshot={snapshot}
				models={new Map(models.map((model) => [model.slug, model]))}
				history={[]}
				stored={await findCriticism(snapshot)}
				shown={{ isOpenOnly: false, withRetired: true }}
				locale={locale}
				nowMs={nowMs}
			/>
		</main>
	);
}
