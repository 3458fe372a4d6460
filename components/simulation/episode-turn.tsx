import type { ReactNode } from "react";
import { EpisodeItemView, Json } from "./episode-item.tsx";
import type { EpisodeItem, EpisodeTurn } from "./episode-items.ts";
import type { EpisodeWords } from "./episode-words.ts";

/** A turn of a conversation; what is far out of sight costs nothing to draw. */
export function EpisodeTurnView(props: {
	words: EpisodeWords;
	turn: EpisodeTurn;
	contested: string;
	isTypeset: boolean;
	/** What can be done from here, such as continuing. */
	children?: ReactNode;
}) {
	const { words, turn } = props;
	return (
		<section aria-labelledby={`turn-${turn.turn}`} className="episode-turn">
			<TurnHeading words={words} turn={turn.turn} />
			<TurnItems {...props} />
			{props.children}
		</section>
	);
}

export function TurnHeading({ words, turn }: { words: EpisodeWords; turn: number }) {
	return (
		<h2 id={`turn-${turn}`} className="text-quiet text-sm">
			{turn === 0 ? words.t("before") : words.t("turn", { turn })}
		</h2>
	);
}

/** What was said and done in a turn, and folded below it what no seat could see. */
export function TurnItems(props: {
	words: EpisodeWords;
	turn: EpisodeTurn;
	contested: string;
	isTypeset: boolean;
}) {
	const { turn, ...rest } = props;
	const hidden = turn.items.filter((item) => item.kind === "hidden");
	return (
		<>
			{turn.items.map((item) => (
				<EpisodeItemView key={item.seq} {...rest} item={item} />
			))}
			{hidden.length === 0 ? null : <Hidden words={props.words} items={hidden} />}
		</>
	);
}

function Hidden(props: {
	words: EpisodeWords;
	items: readonly Extract<EpisodeItem, { kind: "hidden" }>[];
}) {
	const { t } = props.words;
	return (
		<details className="said-hidden">
			<summary>{t("hidden", { n: props.items.length })}</summary>
			{props.items.map((item) => (
				<div key={item.seq} className="mt-1">
					<p>{item.about === "decision" ? t("decision", { seat: item.seat ?? "" }) : t("world")}</p>
					<Json value={item.data} />
				</div>
			))}
		</details>
	);
}
