import { money, percent } from "#components/arena/amounts.ts";
import { Mark } from "#components/arena/mark.tsx";
import { sidesInOrder, slotOn } from "#components/arena/sides.ts";
import type { ReplayView } from "#lib/arena/replay.ts";
import { VerdictRecord } from "./replay-turn.tsx";
import type { Words } from "./words.ts";

/** Who met whom, when and how, and what came of it. */
export function ReplayHeading({ replay, words }: { replay: ReplayView; words: Words }) {
	const { t, locale } = words;
	const verdict = replay.votes.find((vote) => vote.scope === "battle");
	const costs = replay.turns.flatMap((turn) =>
		[...turn.replies.a.calls, ...turn.replies.b.calls].flatMap((call) => call.costUsd ?? []),
	);
	const facts: (readonly [string, string])[] = [
		[
			t("facts.date"),
			new Date(replay.createdAt).toLocaleString(locale, {
				dateStyle: "long",
				timeStyle: "short",
				timeZone: "UTC",
			}),
		],
		[t("facts.origin"), t(`origin.${replay.origin}`)],
		[t("facts.mode"), t(`mode.${replay.mode}`)],
		[t("facts.display"), t(`display.${replay.displayPolicy}`)],
		[t("facts.language"), replay.language ?? t("facts.none")],
		[t("facts.categories"), replay.categories.join(", ") || t("facts.none")],
		...(replay.propensity === null
			? []
			: [[t("facts.propensity"), percent(replay.propensity, locale)] as const]),
		...(costs.length === 0
			? []
			: [
					[
						t("facts.cost"),
						money(
							costs.reduce((x, y) => x + y, 0),
							locale,
						),
					] as const,
				]),
	];
	return (
		<header>
			<p className="text-quiet">{t("heading")}</p>
			<h1 className="sr-only">
				{t("title", {
					a: replay.contenders[slotOn(replay.sides, "left")].name,
					b: replay.contenders[slotOn(replay.sides, "right")].name,
				})}
			</h1>
			<div className="mt-2 grid gap-3.5 sm:grid-cols-2">
				{sidesInOrder.map((side) => {
					const model = replay.contenders[slotOn(replay.sides, side)];
					return (
						<div key={side} className="flex flex-wrap items-center gap-x-3 gap-y-1">
							<Mark side={side} />
							<a href={`/models/${model.slug}`} className="font-bold text-2xl hover:underline">
								{model.name}
							</a>
							<span className="text-quiet">{model.maker}</span>
							{model.kind === "program" ? (
								<span className="border border-line-strong border-dashed px-2 text-sm">
									{t("program")}
								</span>
							) : null}
						</div>
					);
				})}
			</div>
			<dl className="mt-4 flex flex-wrap gap-x-6 gap-y-2 text-sm" aria-label={t("facts.label")}>
				{facts.map(([name, value]) => (
					<div key={name}>
						<dt className="text-quiet">{name}</dt>
						<dd className="figures">{value}</dd>
					</div>
				))}
			</dl>
			{verdict === undefined ? null : (
				<div className="notice mt-4">
					<p className="text-quiet text-sm">{t("facts.verdict")}</p>
					<VerdictRecord vote={verdict} sides={replay.sides} words={words} />
				</div>
			)}
		</header>
	);
}
