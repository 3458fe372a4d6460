import { duration, money } from "#components/arena/amounts.ts";
import { StaticMarkdown } from "#components/ui/markdown/static-markdown.tsx";
import type { CallFacts, EpisodeItem } from "./episode-items.ts";
import { type EpisodeWords, reasonName } from "./episode-words.ts";

interface Props {
	words: EpisodeWords;
	item: EpisodeItem;
	contested: string;
	/** Replies are typeset; a long conversation shows them as plain text. */
	isTypeset: boolean;
}

/** One thing that happened, as it was said. Nothing that a model wrote is more than text or static Markdown. */
export function EpisodeItemView(props: Props) {
	const { words, item } = props;
	const { t } = words;
	switch (item.kind) {
		case "said":
			return <Said {...props} item={item} />;
		case "shown":
			return (
				<div className="said said-shown">
					<p className="text-sm">{t("shown", { seat: item.seat })}</p>
					{/* What programs tell is often drawn in characters, such as a board. */}
					<p className="said-text figures" dir="auto">
						{item.text}
					</p>
				</div>
			);
		case "tool":
			return <ToolUse {...props} item={item} />;
		case "failed":
			return (
				<p className="said notice notice-danger">
					{t("failed", { seat: item.seat || t("world"), code: item.code })}
				</p>
			);
		case "stopped":
			return <p className="said text-quiet">{t("stopped", { seat: item.seat })}</p>;
		case "forked":
			return <p className="said notice">{t("forked")}</p>;
		case "ended":
			return (
				<p className="said font-semibold">{t("ended", { reason: reasonName(t, item.reason) })}</p>
			);
		case "hidden":
			return null;
	}
}

function Said(props: Props & { item: Extract<EpisodeItem, { kind: "said" }> }) {
	const { words, item, contested, isTypeset } = props;
	const { t } = words;
	const isContested = item.seat === contested;
	return (
		<div className={`said ${isContested ? "said-contested" : "said-other"}`}>
			<div className="said-head">
				<h3 className="font-bold text-ink">{item.seat}</h3>
				{item.isHistory ? <span>{t("history")}</span> : null}
				{item.only === null ? null : <span>{heardBy(words, item.seat, item.only)}</span>}
				<CallLine words={words} call={item.call} />
			</div>
			{item.text.trim() === "" ? (
				<p className="text-quiet italic">{t("empty")}</p>
			) : isTypeset && item.only === null ? (
				<StaticMarkdown text={item.text} />
			) : (
				<p className="said-text" dir="auto">
					{item.text}
				</p>
			)}
		</div>
	);
}

/** A move in a game goes to the environment, which tells the others what they may know of it. */
function heardBy({ t }: EpisodeWords, seat: string, only: readonly string[]): string {
	const others = only.filter((one) => one !== seat);
	return others.length === 0 ? t("move") : t("only", { seats: others.join(", ") });
}

function ToolUse(props: Props & { item: Extract<EpisodeItem, { kind: "tool" }> }) {
	const { words, item } = props;
	const { t } = words;
	const { result } = item;
	return (
		<div className="said said-tool">
			<div className="said-head">
				<strong>{t("calls-tool", { seat: item.seat, name: item.name })}</strong>
				<CallLine words={words} call={item.call} />
			</div>
			{item.text.trim() === "" ? null : (
				<p className="said-text" dir="auto">
					{item.text}
				</p>
			)}
			<Json value={item.arguments} />
			<p className="mt-1 text-quiet text-sm">
				{result === null
					? t("no-result")
					: "error" in result
						? t("error", { code: result.error.code })
						: t("result")}
			</p>
			{result === null ? null : "error" in result ? (
				<p className="said-text" dir="auto">
					{result.error.message}
				</p>
			) : (
				<Json value={result.output} />
			)}
		</div>
	);
}

/** Data of more characters is folded away behind its beginning. */
const OPEN_CHARS_MAX = 600;
const BEGINNING_CHARS = 90;

/** Data as it was stored, in full. Text stands as text. */
export function Json({ value }: { value: unknown }) {
	const text =
		typeof value === "string"
			? value
			: JSON.stringify(value ?? null, null, typeof value === "object" ? 1 : undefined);
	if (text.length <= OPEN_CHARS_MAX) return <pre dir="auto">{text}</pre>;
	return (
		<details>
			<summary className="figures min-h-8 content-center" dir="auto">
				{text.slice(0, BEGINNING_CHARS).toWellFormed().replaceAll(/\s+/g, " ")} …
			</summary>
			<pre dir="auto">{text}</pre>
		</details>
	);
}

/** How long a call took and what it used. */
export function CallLine({ words, call }: { words: EpisodeWords; call: CallFacts | null }) {
	if (call === null) return null;
	const { t, locale } = words;
	const unknown = t("unknown");
	const ms = (value: number | null) => (value === null ? unknown : duration(value, locale));
	const count = (value: number | null) => (value === null ? unknown : value.toLocaleString(locale));
	return (
		<span className="figures">
			{t("call-facts", {
				duration: ms(call.durationMs),
				first: ms(call.firstTokenMs),
				in: count(call.tokensIn),
				out: count(call.tokensOut),
				cost: call.costUsd === null ? unknown : money(call.costUsd, locale),
			})}
		</span>
	);
}
