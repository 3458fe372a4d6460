"use client";
import { useEffect, useRef } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import type { RevealedModel, RevealView, VoteView } from "#lib/arena/battle.ts";
import type { Side } from "#lib/arena/outcome.ts";
import { duration, money, percent, tokensPerSecond } from "./amounts.ts";
import { Mark } from "./mark.tsx";
import { choiceOf, letters, type Sides, sidesInOrder, slotOn } from "./sides.ts";
import { type VoteActions, VoteRecord } from "./vote-record.tsx";

interface RevealPanelProps {
	reveal: RevealView;
	sides: Sides;
	vote: VoteView | null;
	actions: VoteActions;
	/** True when the reveal came while this page was open: it is then brought into sight. */
	isFresh: boolean;
}

/** Who the two were, what was expected, what became of the vote, and where to go from here. */
export function RevealPanel({ reveal, sides, vote, actions, isFresh }: RevealPanelProps) {
	const t = useTranslations("battle.reveal");
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => {
		if (isFresh) heading.current?.focus();
	}, [isFresh]);
	const choice = vote === null || vote.withdrawn ? null : choiceOf(sides, vote.outcome);
	return (
		<section aria-labelledby="reveal" className="mt-10 border-ink border-t-2 pt-5">
			<h2 id="reveal" ref={heading} tabIndex={-1} className="mb-4 font-bold text-2xl">
				{t("heading")}
			</h2>
			<div className="grid gap-3.5 sm:grid-cols-2">
				{sidesInOrder.map((side) => (
					<ModelCard
						key={side}
						model={reveal[slotOn(sides, side)]}
						side={side}
						isChosen={choice === side}
					/>
				))}
			</div>
			<Expectation reveal={reveal} sides={sides} />
			{vote === null ? null : <VoteRecord vote={vote} reveal={reveal} actions={actions} />}
		</section>
	);
}

function ModelCard({
	model,
	side,
	isChosen,
}: {
	model: RevealedModel;
	side: Side;
	isChosen: boolean;
}) {
	const t = useTranslations("battle.reveal");
	const locale = useLocale();
	const { usage } = model;
	const rate = tokensPerSecond(usage);
	const first = usage.ttftMs === null ? null : duration(usage.ttftMs, locale);
	const speed =
		first === null
			? t("unknown")
			: rate === null
				? t("speed-first", { first })
				: t("speed-value", { first, rate: rate.toFixed(rate < 10 ? 1 : 0) });
	const rows = [
		[
			t("licence"),
			`${model.licence ?? t("unknown")} · ${model.openWeights ? t("open") : t("closed")}`,
		],
		[t("price"), usage.costUsd === null ? t("price-unknown") : money(usage.costUsd, locale)],
		[t("speed"), speed],
	] as const;
	return (
		<article className={`sheet edge-${side} pb-4`}>
			<p className="mb-2 flex items-center gap-2">
				<Mark side={side} />
				<span className="sr-only">{letters[side]}</span>
				{isChosen ? <span className="text-good">{t("won")}</span> : null}
			</p>
			<h3 className="break-words font-bold text-2xl">
				<a
					href={`/models/${model.slug}`}
					className="hover:underline"
					aria-label={t("model-page", { name: model.name })}
				>
					{model.name}
				</a>
			</h3>
			<p className="text-quiet">{t("by", { maker: model.maker })}</p>
			{model.kind === "program" ? (
				<p className="mt-2 w-fit rounded-sm border border-line-strong border-dashed px-2 text-sm">
					{t("program")}
				</p>
			) : null}
			<dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
				{rows.map(([name, value]) => (
					<div key={name} className="contents">
						<dt className="text-quiet">{name}</dt>
						<dd className="figures">{value}</dd>
					</div>
				))}
			</dl>
		</article>
	);
}

/** What the leaderboard would have said, and how others voted. */
function Expectation({ reveal, sides }: { reveal: RevealView; sides: Sides }) {
	const t = useTranslations("battle.reveal");
	const locale = useLocale();
	const left =
		reveal.expectedA === null ? null : sides.a === "left" ? reveal.expectedA : 1 - reveal.expectedA;
	return (
		<div className="mt-5">
			<h3 className="text-quiet text-sm">{t("expected")}</h3>
			{left === null ? (
				<p>{t("expected-unknown")}</p>
			) : (
				<>
					<div className="chance my-1" aria-hidden="true">
						<span style={{ flexGrow: left }} />
						<span style={{ flexGrow: 1 - left }} />
					</div>
					<p>{t("expected-value", { a: percent(left, locale), b: percent(1 - left, locale) })}</p>
				</>
			)}
			<p className="text-quiet">
				{reveal.agreementShare === null
					? t("agreement-unknown")
					: t("agreement", { share: percent(reveal.agreementShare, locale) })}
			</p>
		</div>
	);
}
