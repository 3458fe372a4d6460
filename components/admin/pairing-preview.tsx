import Link from "next/link";
import type { PairingRule, PairingSettings } from "#lib/arena/pairing-settings.ts";
import { type PairSeparation, PLANNER_VOTES_MAX } from "#lib/ranking/planning/rule-scores.ts";
import { type AdminWords, wordFor } from "./admin-words.ts";
import { DataTable } from "./data-table.tsx";
import type { Format } from "./format.ts";

/** As many pairs are shown at once; the others unfold. */
const PAIRS_OPEN = 15;
/** As many new models are named. */
const NEW_NAMED = 12;

const fallbacks = ["no-snapshot", "not-rated", "not-joined", "failed"] as const;

interface Props {
	t: AdminWords;
	format: Format;
	preview: {
		shown: PairingSettings;
		isCurrent: boolean;
		fallback: string | null;
		newModels: readonly string[];
		pairs: readonly Pair[];
		rest: { pairs: number; probability: number };
	};
}

interface Pair {
	a: string;
	b: string;
	probability: number;
	separation: PairSeparation | null;
}

/** What a choice of pairing draws: the likeliest pairs, and what it would take to tell each apart. */
export function PairingPreview({ t, format, preview }: Props) {
	const { shown, isCurrent, fallback, pairs, rest } = preview;
	const facts = {
		rule: t(`pairing.rules.${shown.rule}`),
		even: format.percent(shown.uniformShare),
		fresh: format.percent(shown.newShare),
	};
	const likeliest = pairs.slice(0, PAIRS_OPEN);
	return (
		<>
			<p className={isCurrent ? "mb-2 max-w-prose" : "notice mb-2 max-w-prose"}>
				{t(isCurrent ? "pairing.shown-current" : "pairing.shown-other", facts)}{" "}
				{isCurrent ? null : (
					<Link href="/admin/models" prefetch={false}>
						{t("pairing.back")}
					</Link>
				)}
			</p>
			<p className="mb-2 max-w-prose text-quiet">{explained(t, shown.rule)}</p>
			{fallback === null ? null : (
				<p className="notice mb-2 max-w-prose">
					{t("pairing.fallback", {
						why: wordFor(fallbacks, fallback, (why) => t(`pairing.fallbacks.${why}`)),
					})}
				</p>
			)}
			{shown.newShare === 0 ? null : (
				<p className="mb-2 max-w-prose">
					{t("pairing.new-models", {
						count: preview.newModels.length,
						names: named(t, preview.newModels),
					})}
				</p>
			)}
			{pairs.length === 0 ? (
				<p className="notice notice-danger max-w-prose">{t("models.pairs-none")}</p>
			) : (
				<PairTable t={t} format={format} pairs={likeliest} caption={t("models.pairs-likeliest")} />
			)}
			{pairs.length > likeliest.length ? (
				<details className="mt-3">
					<summary className="py-2">{t("models.pairs-all", { total: pairs.length })}</summary>
					<PairTable
						t={t}
						format={format}
						pairs={pairs}
						caption={t("models.pairs-all", { total: pairs.length })}
					/>
				</details>
			) : null}
			{rest.pairs === 0 ? null : (
				<p className="mt-2 text-quiet">
					{t("pairing.rest", { count: rest.pairs, share: format.percent(rest.probability) })}
				</p>
			)}
		</>
	);
}

const explained = (t: AdminWords, rule: PairingRule): string =>
	rule === "planner"
		? t("pairing.explain.planner", { max: PLANNER_VOTES_MAX })
		: t(`pairing.explain.${rule}`);

function named(t: AdminWords, models: readonly string[]): string {
	const more = models.length - NEW_NAMED;
	const names = models.slice(0, NEW_NAMED);
	return [...names, ...(more > 0 ? [t("pairing.new-more", { count: more })] : [])].join(", ");
}

function PairTable(props: {
	t: AdminWords;
	format: Format;
	pairs: readonly Pair[];
	caption: string;
}) {
	const { t, format } = props;
	return (
		<DataTable
			caption={props.caption}
			columns={[
				{ key: "pair", label: t("models.pair") },
				{ key: "probability", label: t("models.probability"), isFigure: true },
				{ key: "separate", label: t("pairing.separate") },
			]}
			rows={props.pairs.map(({ a, b, probability, separation }) => ({
				key: `${a} ${b}`,
				cells: {
					pair: t("models.versus", { a, b }),
					probability: format.percent(probability),
					separate: separationWords(t, separation),
				},
			}))}
		/>
	);
}

function separationWords(t: AdminWords, separation: PairSeparation | null): string {
	if (separation?.isSeparated) return t("pairing.separated");
	if (separation === null || separation.directVotes === null) return t("pairing.not-computed");
	const { directVotes: votes, spreadVotes: spread } = separation;
	return spread === null
		? t("pairing.votes", { votes })
		: t("pairing.votes-spread", { votes, spread });
}
