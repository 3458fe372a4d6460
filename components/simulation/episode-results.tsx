import Link from "next/link";
import { figuresOf } from "#components/ranking/format.ts";
import { ScrollBox } from "#components/ranking/scroll-box.tsx";
import { Section } from "#components/ranking/section.tsx";
import type { MetricSpec } from "#lib/simulation/suite.ts";
import { metricText } from "./amounts.ts";
import type { EpisodeWords } from "./episode-words.ts";
import { nameOf } from "./studio-words.ts";
import { Labelled } from "./tick.tsx";

interface Check {
	check: string;
	version: string;
	turn: number;
	passed: boolean;
	loose: boolean;
	score: number;
	detail: unknown;
}

/** The checks of a conversation, failed ones first. */
export function Checks({ words, checks }: { words: EpisodeWords; checks: readonly Check[] }) {
	const { t } = words;
	const failed = checks.filter(({ passed }) => !passed);
	const passed = checks.filter((check) => check.passed);
	return (
		<Section id="checks" heading={t("checks.heading")}>
			{checks.length === 0 ? (
				<p className="text-quiet">{t("checks.none")}</p>
			) : (
				<p>{t("checks.sum", { passed: passed.length, all: checks.length })}</p>
			)}
			{failed.length === 0 ? null : (
				<CheckTable
					words={words}
					checks={failed}
					caption={t("checks.failed", { n: failed.length })}
				/>
			)}
			{passed.length === 0 ? null : (
				<details className="mt-2">
					<summary className="min-h-11 content-center">
						{t("checks.passed", { n: passed.length })}
					</summary>
					<CheckTable
						words={words}
						checks={passed}
						caption={t("checks.passed", { n: passed.length })}
					/>
				</details>
			)}
		</Section>
	);
}

function CheckTable(props: { words: EpisodeWords; checks: readonly Check[]; caption: string }) {
	const { t, locale } = props.words;
	const { decimal, whole } = figuresOf(locale);
	return (
		<ScrollBox label={props.caption}>
			<table className="studio-table">
				<caption className="sr-only">{props.caption}</caption>
				<thead>
					<tr>
						<th scope="col">{t("checks.check")}</th>
						<th scope="col">{t("checks.turn")}</th>
						<th scope="col">{t("checks.result")}</th>
						<th scope="col" className="text-end">
							{t("checks.score")}
						</th>
						<th scope="col">{t("checks.detail")}</th>
					</tr>
				</thead>
				<tbody>
					{props.checks.map((check, i) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: the rows never move
						<tr key={i} className="event-row">
							<th scope="row" className="figures min-w-40 break-words">
								{check.check} <span className="text-quiet">{check.version}</span>
							</th>
							<td>{check.turn === 0 ? t("checks.whole") : whole(check.turn)}</td>
							<td className="whitespace-nowrap">
								{check.passed ? (
									t("checks.pass")
								) : (
									<strong className="text-danger">
										{t(check.loose ? "checks.loose" : "checks.fail")}
									</strong>
								)}
							</td>
							<td className="figures text-end">{decimal(check.score)}</td>
							<td className="figures min-w-48 break-words text-sm">
								{check.detail === null ? "" : JSON.stringify(check.detail)}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</ScrollBox>
	);
}

/** What the suite computed, by the names it gives its numbers. */
export function Metrics(props: {
	words: EpisodeWords;
	values: Readonly<Record<string, number | null>> | null;
	specs: readonly MetricSpec[];
	/** Names of the metrics that decide battles. */
	deciding: readonly string[];
}) {
	const { words, values, specs } = props;
	const { t, locale } = words;
	return (
		<Section id="numbers" heading={t("metrics.heading")}>
			{values === null ? (
				<p className="text-quiet">{t("metrics.none")}</p>
			) : (
				<dl className="studio-facts">
					{Object.entries(values).map(([name, value]) => {
						const spec = specs.find((one) => one.name === name);
						return (
							<div key={name}>
								<dt>
									<span lang="en">{spec?.title ?? name}</span>
									{props.deciding.includes(name) ? ` (${t("metrics.deciding")})` : ""}
								</dt>
								<dd className="figures">
									{value === null ? t("metrics.undefined") : metricText(value, spec?.unit, locale)}
								</dd>
							</div>
						);
					})}
				</dl>
			)}
		</Section>
	);
}

interface Battle {
	battleId: string;
	opponent: string;
	opponentSlug: string;
	kind: string | null;
	outcome: "won" | "lost" | "tie" | "both_bad" | null;
}

const kinds = ["check", "verdict", "vote", "imported"] as const;

/** The battles that a conversation is in. */
export function Battles(props: { words: EpisodeWords; slug: string; battles: readonly Battle[] }) {
	const { words, battles } = props;
	const { t } = words;
	return (
		<Section id="battles" heading={t("battles.heading")}>
			{battles.length === 0 ? (
				<p className="text-quiet">{t("battles.none")}</p>
			) : (
				<ScrollBox label={t("battles.table")}>
					<table className="studio-table">
						<caption className="sr-only">{t("battles.table")}</caption>
						<thead>
							<tr>
								<th scope="col">{t("battles.opponent")}</th>
								<th scope="col">{t("battles.by")}</th>
								<th scope="col">{t("battles.outcome")}</th>
								<th scope="col">
									<span className="sr-only">{t("battles.side-by-side")}</span>
								</th>
							</tr>
						</thead>
						<tbody>
							{battles.map((battle) => (
								<tr key={`${battle.battleId}${battle.kind}`}>
									<th scope="row" className="break-words">
										{battle.opponent}
									</th>
									<td>
										{battle.kind === null
											? t("battles.unjudged")
											: nameOf(kinds, battle.kind, (kind) => t(`battles.kind.${kind}`))}
									</td>
									<td>{battle.outcome === null ? "–" : t(`battles.${battle.outcome}`)}</td>
									<td>
										<Link
											href={`/e/${props.slug}?with=${battle.opponentSlug}`}
											prefetch={false}
											className="link inline-block py-1"
										>
											{t("battles.side-by-side")}
											<span className="sr-only"> {battle.opponent}</span>
										</Link>
									</td>
								</tr>
							))}
						</tbody>
					</table>
				</ScrollBox>
			)}
			<details className="mt-2">
				<summary className="min-h-11 content-center">{t("battles.beside")}</summary>
				<form method="get" action={`/e/${props.slug}`} className="flex flex-wrap items-end gap-3">
					<Labelled label={t("battles.beside-label")}>
						<input name="with" required maxLength={300} className="field" autoComplete="off" />
					</Labelled>
					<button type="submit" className="button">
						{t("battles.beside-go")}
					</button>
				</form>
			</details>
		</Section>
	);
}

/** Conversations that went on from this one. */
export function Forks(props: {
	words: EpisodeWords;
	forks: readonly { slug: string; model: string; turn: number }[];
}) {
	const { t } = props.words;
	if (props.forks.length === 0) return null;
	return (
		<Section id="forks" heading={t("forks.heading")}>
			<ul>
				{props.forks.map(({ slug, model, turn }) => (
					<li key={slug}>
						<Link
							href={`/e/${slug}`}
							prefetch={false}
							className="link inline-flex min-h-8 items-center"
						>
							{t("forks.from", { turn, model })}
						</Link>
					</li>
				))}
			</ul>
		</Section>
	);
}
