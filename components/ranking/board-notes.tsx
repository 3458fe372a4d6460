import Link from "next/link";
import { type ExclusionReason, exclusionReasons } from "#lib/arena/battle.ts";
import type { translator } from "#lib/i18n/translate.ts";
import { boardSearch } from "#lib/ranking/board-filter.ts";
import { styleFeatures } from "#lib/ranking/published-fit.ts";
import { type Snapshot, snapshotSearch } from "#lib/ranking/snapshot.ts";
import type { Figures } from "./format.ts";

type Words = ReturnType<typeof translator<"leaderboard">>;
type Props = {
	snapshot: Snapshot;
	nameOf: (slug: string) => string;
	t: Words;
	figures: Figures;
	nowMs: number;
};

/** What a reader must be told about the numbers before reading on. */
export function WarningNote({ snapshot, nameOf, t, figures }: Props) {
	// That there are no votes is said in the table's place.
	const warnings = snapshot.warnings.flatMap(({ code, models }) =>
		code === "no-votes" ? [] : [{ code, models }],
	);
	if (warnings.length === 0) return null;
	const names = (models: readonly string[]) => figures.list(models.map(nameOf));
	return (
		<ul className="notice mt-4 max-w-prose list-none">
			{warnings.map((warning) => (
				<li key={warning.code}>
					{t(`warning.${warning.code}`, { models: names(warning.models) })}
				</li>
			))}
		</ul>
	);
}

/** What the scores are made of: style control and, if not votes, which judgements. */
export function StyleNote({
	snapshot,
	t,
	figures,
	shown,
}: Props & { shown: Record<string, string> }) {
	const { filter } = snapshot;
	const controlled = styleFeatures.filter((name) =>
		snapshot.coefficients.some((effect) => effect.name === name),
	);
	const isOn = filter.style === "on";
	const other = { ...filter, style: isOn ? ("off" as const) : ("on" as const) };
	return (
		<p className="mt-2 max-w-prose">
			{isOn
				? controlled.length === 0
					? t("style.unknown")
					: t("style.on", {
							features: figures.list(controlled.map((name) => t(`style.feature.${name}`))),
						})
				: t("style.off")}{" "}
			<Link className="link" prefetch={false} href={`/leaderboard${boardSearch(other, shown)}`}>
				{t(isOn ? "style.to-off" : "style.to-on")}
			</Link>
		</p>
	);
}

/** Age, counts, what was left out and why, and everything needed to repeat the numbers. */
export function ProvenanceNote({ snapshot, t, figures, nowMs }: Props) {
	const { leftOut } = snapshot.counts;
	const reasons = exclusionReasons.filter(
		(reason): reason is ExclusionReason => (leftOut[reason] ?? 0) > 0,
	);
	const total = reasons.reduce((sum, reason) => sum + (leftOut[reason] ?? 0), 0);
	return (
		<section aria-labelledby="provenance" className="mt-16 border-line-strong border-t pt-6">
			<h2 id="provenance" className="font-bold text-2xl">
				{t("about.heading")}
			</h2>
			<p className="mt-2">
				{t("about.age", { age: figures.age(snapshot.at, nowMs), used: snapshot.counts.used })}{" "}
				{reasons.length === 0 ? t("about.none-left-out") : t("about.left-out", { count: total })}
			</p>
			<ul className="max-w-prose list-disc ps-5">
				{reasons.map((reason) => (
					<li key={reason}>{t(`reason.${reason}`, { count: leftOut[reason] ?? 0 })}</li>
				))}
			</ul>
			<dl className="mt-4 grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[max-content_1fr]">
				<dt className="text-quiet">{t("about.method")}</dt>
				<dd className="figures">
					{t("about.method-value", { name: snapshot.method, version: snapshot.methodVersion })}
				</dd>
				<dt className="text-quiet">{t("about.snapshot")}</dt>
				<dd className="figures break-all">{snapshot.id ?? t("about.unkept")}</dd>
				<dt className="text-quiet">{t("about.hash")}</dt>
				<dd className="figures break-all">{snapshot.judgementHash}</dd>
				<dt className="text-quiet">{t("about.seed")}</dt>
				<dd className="figures">{snapshot.seed}</dd>
			</dl>
			<p className="mt-3 flex flex-wrap gap-x-5">
				{snapshot.id === null ? null : (
					<Link
						className="link inline-flex min-h-11 items-center"
						prefetch={false}
						href={`/leaderboard/snapshots/${snapshot.id}`}
					>
						{t("about.permalink")}
					</Link>
				)}
				<a
					className="link inline-flex min-h-11 items-center"
					href={
						snapshot.id === null
							? `/api/leaderboard${snapshotSearch(snapshot)}`
							: `/api/leaderboard/snapshots/${snapshot.id}`
					}
				>
					{t("about.json")}
				</a>
				<a
					className="link inline-flex min-h-11 items-center"
					download
					href={`/api/leaderboard${snapshotSearch(snapshot, { as: "csv" })}`}
				>
					{t("about.csv")}
				</a>
				<Link
					className="link inline-flex min-h-11 items-center"
					prefetch={false}
					href="/methodology"
				>
					{t("how")}
				</Link>
			</p>
		</section>
	);
}
