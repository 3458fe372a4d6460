import type { Metadata } from "next";
import Link from "next/link";
import { BoardView } from "#components/ranking/board-view.tsx";
import { FilterForm } from "#components/ranking/filter-form.tsx";
import { Section } from "#components/ranking/section.tsx";
import { CorrelationNote } from "#components/suite/correlation-note.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { enforceFitLimit } from "#lib/http/rate-limit.ts";
import { boardTranslator } from "#lib/i18n/board-translator.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import {
	type BoardFilter,
	boardFilter,
	boardKey,
	boardQuerySchema,
	isLengthCategory,
	judgementKinds,
	wholeBoard,
} from "#lib/ranking/board-filter.ts";
import { compareOrders } from "#lib/ranking/compare-orders.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { findBoard } from "#lib/services/ranking/find-board.ts";
import { findCriticism } from "#lib/services/ranking/find-criticism.ts";
import { listBoardModels } from "#lib/services/ranking/list-board-models.ts";
import { listJudgementKinds } from "#lib/services/ranking/list-judgement-kinds.ts";
import { ratingHistory } from "#lib/services/ranking/list-snapshots.ts";
import { suites } from "#lib/simulation/suites/catalogue.ts";
import { suiteOfCategory } from "#lib/simulation/suites/suite-of-category.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "leaderboard");
	return { title: t("title"), description: t("description") };
}

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function LeaderboardPage({ searchParams }: { searchParams: Search }) {
	const locale = await pageLocale();
	const t = translator(locale, "leaderboard");
	const s = translator(locale, "suites");
	const nowMs = Date.now();
	const { filter, shown, isDefault, problems } = readFilter(await searchParams);
	const found = await findAllowed(filter, nowMs);
	// Past a limit the whole leaderboard stands in, and the page says so.
	const asked = found === null ? wholeBoard(filter.origin) : filter;
	const askedBoard = found ?? (await findBoard(asked, nowMs));
	const isStandIn = isDefault && asked.origin === "human" && askedBoard.counts.used === 0;
	const simulated = isStandIn ? await findBoard(wholeBoard("simulated"), nowMs) : null;
	const snapshot = simulated !== null && simulated.counts.used > 0 ? simulated : askedBoard;
	const [models, history, whole, kinds, stored] = await Promise.all([
		listBoardModels(nowMs),
		ratingHistory(snapshot.filter),
		findBoard(wholeBoard(asked.origin), nowMs),
		listJudgementKinds(nowMs),
		findCriticism(snapshot),
	]);
	// People's own battles beside those of simulated users: does the order hold?
	const isJudgedOtherwise =
		snapshot.filter.origin === "simulated" && snapshot.filter.kind !== "vote";
	const agreement = isJudgedOtherwise
		? compareOrders(snapshot.rows, (await findBoard(wholeBoard("human"), nowMs)).rows)
		: null;
	const names = new Map(models.map(({ slug, name }) => [slug, name]));
	const isOnlyVotes = kinds.every((kind) => kind === "vote");
	const byVotes = (counts: Record<string, number>) =>
		Object.entries(counts)
			.sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1))
			.map(([code]) => code);
	const hasSuites = asked.origin === "simulated" || asked.origin === "all";
	const topics = [
		...(hasSuites ? suites.map(({ slug }) => slug) : []),
		...byVotes(whole.counts.byCategory).filter(
			(code) => !isLengthCategory(code) && suiteOfCategory(code) === null,
		),
	];
	return (
		<main id="main" className="page">
			<h1 className="font-bold text-3xl">{t("title")}</h1>
			<p className="mt-2 max-w-prose text-quiet">
				{boardTranslator(locale, "leaderboard", asked.kind)("intro")}{" "}
				<Link href="/methodology" prefetch={false} className="link">
					{t("how")}
				</Link>
			</p>
			{problems === "" ? null : (
				<p className="notice notice-danger mt-4">{t("filter.invalid", { problems })}</p>
			)}
			{found === null ? <p className="notice notice-danger mt-4">{t("filter.busy")}</p> : null}
			<FilterForm
				key={boardKey(asked)}
				filter={asked}
				isOpenOnly={shown.isOpenOnly}
				withRetired={shown.withRetired}
				categories={topics}
				kinds={isOnlyVotes ? [] : [...judgementKinds.filter((kind) => kinds.includes(kind)), "all"]}
				languages={byVotes(whole.counts.byLanguage)}
				origins={["human", "simulated", "imported", "all"]}
				t={t}
				locale={locale}
			/>
			{isStandIn ? (
				<div className="notice mt-6 max-w-prose">
					<p>{snapshot === askedBoard ? t("no-votes") : t("no-human")}</p>
					<Link href="/" prefetch={false} className="link inline-flex min-h-11 items-center">
						{t("start")}
					</Link>
				</div>
			) : null}
			<BoardView
				snapshot={snapshot}
				models={new Map(models.map((model) => [model.slug, model]))}
				history={history}
				stored={stored}
				shown={shown}
				locale={locale}
				nowMs={nowMs}
			>
				{agreement === null ? null : (
					<Section id="people" heading={s("boards.with-people")}>
						<CorrelationNote
							first={s("boards.here")}
							second={s("boards.human")}
							found={agreement}
							nameOf={(slug) => names.get(slug) ?? slug}
							locale={locale}
						/>
					</Section>
				)}
			</BoardView>
		</main>
	);
}

/** The leaderboard, or null when it would have to be fitted and too many were or are. */
async function findAllowed(filter: BoardFilter, nowMs: number): Promise<Snapshot | null> {
	try {
		return await findBoard(filter, nowMs, async () =>
			enforceFitLimit((await pageActor()).networkHash),
		);
	} catch (error) {
		if (isAppError(error, "rate-limited") || isAppError(error, "fits-busy")) return null;
		throw error;
	}
}

/** The filter of the address. Foreign parameters are ignored; a wrong one falls back to no filter, and is said. */
function readFilter(search: Awaited<Search>) {
	const known = [
		"category",
		"language",
		"origin",
		"kind",
		"turns",
		"style",
		"from",
		"to",
		"board",
	] as const;
	const given = Object.fromEntries(
		known.flatMap((name) => (typeof search[name] === "string" ? [[name, search[name]]] : [])),
	);
	const parsed = boardQuerySchema.safeParse(given);
	return {
		filter: parsed.success ? boardFilter(parsed.data) : wholeBoard("human"),
		isDefault: Object.values(given).every((value) => value === ""),
		shown: { isOpenOnly: search["open"] === "1", withRetired: search["retired"] === "1" },
		problems: parsed.success
			? ""
			: parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; "),
	};
}
