import Link from "next/link";
import type { Locale } from "#lib/i18n/translate.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { StoredCriticism } from "#lib/ranking/criticism-record.ts";
import type { RatingRow } from "#lib/ranking/fit-result.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { winMatrix } from "#lib/ranking/win-matrix.ts";
import { DataTable } from "./data-table.tsx";
import { categoryName } from "./filter-form.tsx";
import { figuresOf } from "./format.ts";
import { Section } from "./section.tsx";

/** Where a model stands on the leaderboard, in a sentence. */
export function StandingSection(props: {
	slug: string;
	snapshot: Snapshot;
	locale: Locale;
	href: string;
	/** The same leaderboard with style control, if it is kept. */
	styled: Snapshot | null;
	stored: StoredCriticism | null;
}) {
	const t = translator(props.locale, "model");
	const board = translator(props.locale, "leaderboard");
	const { points } = figuresOf(props.locale);
	const row = props.snapshot.rows.find((each) => each.model === props.slug);
	const styled = styledPlace(props.styled, props.slug);
	const place = row === undefined ? null : placeOf(row);
	return (
		<Section id="standing" heading={t("standing.heading")}>
			{row === undefined || place === null ? (
				<p>{t("standing.none")}</p>
			) : (
				<>
					{props.snapshot.filter.origin === "simulated" ? (
						<p className="notice mb-3">{t("standing.simulated")}</p>
					) : null}
					<p>
						{t("standing.text", {
							low: place.rankLower,
							high: place.rankUpper,
							same: place.rankLower === place.rankUpper ? "yes" : "no",
							models: props.snapshot.rows.filter((each) => each.component === row.component).length,
							score: points(place.rating),
							lower: points(place.lower),
							upper: points(place.upper),
							votes: row.votes,
						})}{" "}
						{t("standing.status", {
							status: board(`status.${row.status}`),
							note: board(`status-note.${row.status}`),
						})}
					</p>
					<PlaceText {...props} />
					{styled === null ? null : (
						<p className="mt-2">
							{t("standing.styled", {
								score: points(styled.rating),
								lower: points(styled.lower),
								upper: points(styled.upper),
								plain: points(place.rating),
							})}
						</p>
					)}
				</>
			)}
			<Link href={props.href} prefetch={false} className="link inline-flex min-h-11 items-center">
				{t("standing.to-board")}
			</Link>
		</Section>
	);
}

/** The place that holds for all models at once, and the chances to be among the first. */
function PlaceText(props: {
	slug: string;
	snapshot: Snapshot;
	stored: StoredCriticism | null;
	locale: Locale;
}) {
	const { slug, snapshot, stored } = props;
	const c = translator(props.locale, "criticism");
	const figures = figuresOf(props.locale);
	const found = stored?.criticism.places.find((each) => each.model === slug);
	if (stored === null || found === undefined) return null;
	return (
		<p className="mt-2">
			{c("places.standing", {
				low: found.rankLower,
				high: found.rankUpper,
				same: found.rankLower === found.rankUpper ? "yes" : "no",
				best: figures.chance(found.chanceBest),
				three: figures.chance(found.chanceTopThree),
			})}
			{stored.snapshotId === snapshot.id
				? null
				: ` ${c("older", { date: figures.moment(stored.at) })}`}
		</p>
	);
}

/** A model's place on a leaderboard that really controls for style, or null. */
function styledPlace(styled: Snapshot | null, slug: string) {
	const row = styled?.rows.find((each) => each.model === slug);
	const isControlled = styled?.parameters["style"] !== undefined;
	return row === undefined || !isControlled ? null : placeOf(row);
}

function placeOf(row: RatingRow) {
	const { rating, lower, upper, rankLower, rankUpper } = row;
	return rating === null ||
		lower === null ||
		upper === null ||
		rankLower === null ||
		rankUpper === null
		? null
		: { rating, lower, upper, rankLower, rankUpper };
}

/** Scores by category, each from a leaderboard of its own. */
export function CategorySection(props: {
	rows: readonly { category: string; row: RatingRow; models: number }[];
	locale: Locale;
}) {
	const t = translator(props.locale, "model");
	const board = translator(props.locale, "leaderboard");
	const { points, whole } = figuresOf(props.locale);
	if (props.rows.length === 0) return null;
	return (
		<Section id="categories" heading={t("categories.heading")} text={t("categories.text")}>
			<DataTable
				caption={t("categories.heading")}
				scrollLabel={t("scroll", { name: t("categories.heading") })}
				columns={[
					t("categories.category"),
					t("categories.score"),
					t("categories.interval"),
					t("categories.rank"),
					t("categories.votes"),
				]}
				rows={props.rows.map(({ category, row, models }) => {
					const place = placeOf(row);
					return [
						categoryName(board, category),
						place === null ? "" : points(place.rating),
						place === null ? "" : `${points(place.lower)}–${points(place.upper)}`,
						place === null
							? ""
							: t("categories.of", {
									rank:
										place.rankLower === place.rankUpper
											? String(place.rankLower)
											: `${place.rankLower}–${place.rankUpper}`,
									models,
								}),
						whole(row.votes),
					];
				})}
			/>
		</Section>
	);
}

/** How a model did against each other model. */
export function HeadToHeadSection(props: {
	slug: string;
	snapshot: Snapshot;
	nameOf: (slug: string) => string;
	locale: Locale;
}) {
	const t = translator(props.locale, "model");
	const { share, whole } = figuresOf(props.locale);
	const entries = winMatrix(props.snapshot.pairs, props.snapshot).entries.filter(
		(entry) => entry.model === props.slug && entry.votes > 0,
	);
	if (entries.length === 0) return null;
	const said = (value: number | null) => (value === null ? "" : share(value));
	return (
		<Section id="pairs" heading={t("pairs.heading")} text={t("pairs.text")}>
			<DataTable
				caption={t("pairs.heading")}
				scrollLabel={t("scroll", { name: t("pairs.heading") })}
				columns={[
					t("pairs.opponent"),
					t("pairs.rate"),
					t("pairs.interval"),
					t("pairs.expected"),
					t("pairs.votes"),
					t("pairs.record"),
				]}
				rows={entries.map((entry) => [
					props.nameOf(entry.opponent),
					said(entry.winRate),
					`${said(entry.lower)}–${said(entry.upper)}`,
					said(entry.expected),
					whole(entry.votes),
					[entry.wins, entry.losses, entry.ties, entry.bothBad].map(whole).join(" · "),
				])}
			/>
		</Section>
	);
}

/** Reasons that votes gave about a model. */
export function ReasonSection(props: {
	reasons: readonly { reason: string; votes: number }[];
	isSimulated: boolean;
	locale: Locale;
}) {
	const t = translator(props.locale, "model");
	const battle = translator(props.locale, "battle");
	const { whole } = figuresOf(props.locale);
	const heading = t(props.isSimulated ? "reasons.heading-simulated" : "reasons.heading");
	const inWords = (reason: string) => {
		const key = `reason.${reason}` as "reason.clearer";
		return battle.has(key) ? battle(key) : reason;
	};
	return (
		<Section id="reasons" heading={heading}>
			{props.reasons.length === 0 ? (
				<p className="text-quiet">{t("reasons.none")}</p>
			) : (
				<DataTable
					caption={heading}
					scrollLabel={t("scroll", { name: heading })}
					columns={[t("reasons.reason"), t("reasons.votes")]}
					rows={props.reasons.map(({ reason, votes }) => [inWords(reason), whole(votes)])}
				/>
			)}
		</Section>
	);
}
