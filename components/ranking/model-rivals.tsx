import type { Locale } from "#lib/i18n/translate.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { StoredCriticism } from "#lib/ranking/criticism-record.ts";
import { differencesFrom } from "#lib/ranking/pair-differences.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { type BoardContext, figureOf, tableHref } from "./board-context.ts";
import { residualWords } from "./criticism-words.ts";
import { DataTable } from "./data-table.tsx";
import { PLACES_MAX } from "./doubt-charts.ts";
import { Figure } from "./figure.tsx";
import { figuresOf } from "./format.ts";
import { Section } from "./section.tsx";

type Props = { slug: string; nameOf: (slug: string) => string; locale: Locale };

/** How far a model is ahead of every other that it can be compared with. */
export function RivalSection({ slug, nameOf, locale, snapshot }: Props & { snapshot: Snapshot }) {
	const c = translator(locale, "criticism");
	const figures = figuresOf(locale);
	const context: BoardContext = {
		snapshot,
		nameOf,
		c,
		figures,
		t: translator(locale, "leaderboard"),
		criticism: null,
		stored: null,
		history: [],
		shown: { retired: "1" },
		model: slug,
	};
	const figure = figureOf(context, "rivals", c("rivals.heading"));
	if (figure.drawing === null) return null;
	const pairs = differencesFrom(snapshot, slug);
	const limit = pairs.length > PLACES_MAX ? ` ${c("limit", { count: PLACES_MAX })}` : "";
	return (
		<Figure
			{...figure}
			text={`${c("rivals.text")}${limit}`}
			csvHref={tableHref(context, "differences")}
		>
			<DataTable
				caption={figure.heading}
				scrollLabel={c("scroll", { name: c("table") })}
				columns={[
					c("opponent"),
					c("differences.difference"),
					c("differences.interval"),
					c("differences.chance"),
					c("differences.answer"),
				]}
				rows={pairs.map((pair) => [
					nameOf(pair.opponent),
					figures.signed(pair.difference),
					c("interval", { lower: figures.signed(pair.lower), upper: figures.signed(pair.upper) }),
					figures.chance(pair.chanceBetter),
					c(pair.isDecided ? "differences.decided" : "differences.open"),
				])}
			/>
		</Figure>
	);
}

/** Opponents against whom a model's votes deviate from the ratings by more than chance. */
export function FlaggedSection(props: Props & { stored: StoredCriticism | null }) {
	const { slug, nameOf, stored } = props;
	const t = translator(props.locale, "model");
	const c = translator(props.locale, "criticism");
	const figures = figuresOf(props.locale);
	const pairs = (stored?.criticism.residuals.pairs ?? []).filter(
		(pair) => pair.isFlagged && (pair.model === slug || pair.opponent === slug),
	);
	if (pairs.length === 0) return null;
	return (
		<Section id="flagged" heading={t("flagged.heading")} text={t("flagged.text")}>
			<ul className="max-w-prose list-disc ps-5">
				{pairs.map((pair) => (
					<li key={`${pair.model} ${pair.opponent}`}>
						{residualWords(pair, { nameOf, c, figures })}
					</li>
				))}
			</ul>
		</Section>
	);
}
