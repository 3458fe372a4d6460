import Link from "next/link";
import type { ExclusionReason } from "#lib/arena/battle.ts";
import { type Locale, translator } from "#lib/i18n/translate.ts";

type Choice = "left" | "right" | "tie" | "both_bad";

/** Who the two were, what the voter said, and what programs and juries said. */
export function PairRevealPanel(props: {
	left: { slug: string; name: string; episode: string };
	right: { slug: string; name: string; episode: string };
	choice: Choice;
	receipt: string;
	withdrawn: boolean;
	counts: boolean;
	exclusions: readonly ExclusionReason[];
	judgements: readonly { kind: "check" | "verdict"; choice: Choice }[];
	locale: Locale;
}) {
	const t = translator(props.locale, "judges");
	const battle = translator(props.locale, "battle");
	return (
		<section aria-labelledby="reveal" className="notice mt-6">
			<h2 id="reveal" className="font-bold text-xl">
				{t("pair.reveal")}
			</h2>
			<ul className="mt-2 list-none">
				{(["left", "right"] as const).map((side) => (
					<li key={side}>
						{t(`pair.side.${side}`)}:{" "}
						<Link href={`/models/${props[side].slug}`} prefetch={false} className="link">
							{props[side].name}
						</Link>
					</li>
				))}
			</ul>
			<p className="mt-2">
				{t("pair.you")}: <strong>{t(`pair.choice.${props.choice}`)}</strong>.{" "}
				{props.counts ? t("pair.counts") : t("pair.counts-not")}{" "}
				{props.exclusions.map((reason) => battle(`exclusion.${reason}`)).join("; ")}
			</p>
			<ul className="mt-1 list-none">
				{props.judgements.map(({ kind, choice }, i) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: the rows never move
					<li key={i}>
						{t(`pair.${kind}`)}: {t(`pair.choice.${choice}`)}
					</li>
				))}
			</ul>
			<p className="mt-2 flex flex-wrap gap-x-6">
				<Link
					href={`/e/${props.left.episode}?with=${props.right.episode}`}
					prefetch={false}
					className="link inline-flex min-h-11 items-center"
				>
					{t("pair.replays")}
				</Link>
				<Link
					href={`/receipts/${props.receipt}`}
					prefetch={false}
					className="link inline-flex min-h-11 items-center break-all"
				>
					{t("pair.receipt")}
				</Link>
			</p>
		</section>
	);
}
