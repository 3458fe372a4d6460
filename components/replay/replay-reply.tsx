import { duration } from "#components/arena/amounts.ts";
import { Mark } from "#components/arena/mark.tsx";
import { letters } from "#components/arena/sides.ts";
import { StaticMarkdown } from "#components/ui/markdown/static-markdown.tsx";
import type { Side } from "#lib/arena/outcome.ts";
import type { ReplayReply } from "#lib/arena/replay.ts";
import { CallRecord } from "./call-record.tsx";
import { TimingBar } from "./timing-bar.tsx";
import type { Words } from "./words.ts";

interface ReplayReplyProps {
	reply: ReplayReply;
	turn: number;
	side: Side;
	/** The longest call of this turn, ms: both sides are drawn on one scale. */
	scaleMs: number;
	words: Words;
}

/** One reply as it stood, and the calls that made it. */
export function ReplyRecord({ reply, turn, side, scaleMs, words }: ReplayReplyProps) {
	const { t, locale } = words;
	const last = reply.calls.at(-1);
	const totalMs = reply.calls.reduce((sum, call) => sum + (call.durationMs ?? 0), 0);
	return (
		<section
			className={`sheet edge-${side}`}
			data-side={side}
			aria-labelledby={`reply-${turn}-${side}`}
		>
			<h3 id={`reply-${turn}-${side}`} className="mb-2 flex items-center gap-2 text-quiet text-sm">
				<Mark side={side} />
				<span className="sr-only">{t("reply", { letter: letters[side], turn })}</span>
				<span>
					{t(`state.${reply.state}`)} · {t("words", { words: reply.words })}
				</span>
			</h3>
			<div className="grow">
				{reply.text.trim() === "" ? (
					<p className="text-quiet italic">{t("empty")}</p>
				) : (
					<StaticMarkdown text={reply.text} />
				)}
			</div>
			{reply.hasLeak ? <p className="notice mt-3 text-sm">{t("leak")}</p> : null}
			<div className="mt-3">
				{last === undefined ? null : (
					<TimingBar call={last} side={side} scaleMs={scaleMs} label={t("timing")} />
				)}
				<details>
					<summary className="min-h-11 content-center text-quiet text-sm">
						{t("calls", { calls: reply.calls.length, total: duration(totalMs, locale) })}
					</summary>
					{reply.calls.map((call, index) => (
						<CallRecord key={call.callId} call={call} number={index + 1} words={words} />
					))}
				</details>
			</div>
		</section>
	);
}
