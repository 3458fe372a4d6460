import { duration, money } from "#components/arena/amounts.ts";
import { figuresOf } from "#components/ranking/format.ts";
import { ScrollBox } from "#components/ranking/scroll-box.tsx";
import { callFacts, type StoredEvent } from "./episode-items.ts";
import type { EpisodeWords } from "./episode-words.ts";

/** Events of one page of the log. */
const EVENTS_SHOWN = 200;

interface Call {
	id: string;
	turn: number | null;
	tryNumber: number;
	requestedModel: string;
	returnedModel: string | null;
	state: string;
	startedAt: string;
	firstTokenMs: number | null;
	durationMs: number | null;
	tokensIn: number | null;
	tokensOut: number | null;
	costUsd: number | null;
	finishReason: string | null;
	errorCode: string | null;
	errorText: string | null;
}

/** Every event behind a conversation, a page at a time. */
export function EpisodeLog(props: {
	words: EpisodeWords;
	events: readonly StoredEvent[];
	/** Number of the first event that is shown; null keeps the log folded at its beginning. */
	from: number | null;
	/** The address of a page of the log. */
	hrefFrom: (from: number) => string;
}) {
	const { words, events } = props;
	const { t, locale } = words;
	const { whole } = figuresOf(locale);
	if (events.length === 0) return null;
	const first = Math.min(Math.max(1, props.from ?? 1), events.length);
	const shown = events.slice(first - 1, first - 1 + EVENTS_SHOWN);
	const last = first - 1 + shown.length;
	return (
		<details className="mt-10" id="log" open={props.from !== null}>
			<summary className="min-h-11 content-center font-bold text-xl">
				{t("log.heading", { n: events.length })}
			</summary>
			<ScrollBox label={t("log.scroll")}>
				<table className="studio-table text-sm">
					<caption className="sr-only">{t("log.table")}</caption>
					<thead>
						<tr>
							{(
								["seq", "at", "kind", "seat", "turn", "took", "tokens", "cost", "data"] as const
							).map((column) => (
								<th key={column} scope="col">
									{t(`log.${column}`)}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{shown.map((event) => {
							const call = callFacts(event);
							const isCall = event.kind === "model-response" || event.kind === "model-error";
							return (
								<tr key={event.seq} className="event-row">
									<th scope="row" className="figures">
										{whole(event.seq)}
									</th>
									<td className="figures whitespace-nowrap">{event.at.slice(11, 23)}</td>
									<td className="whitespace-nowrap">{event.kind}</td>
									<td>{event.seat ?? ""}</td>
									<td className="figures">{whole(event.turn)}</td>
									<td className="figures whitespace-nowrap">
										{isCall && call.durationMs !== null ? duration(call.durationMs, locale) : ""}
									</td>
									<td className="figures whitespace-nowrap">
										{isCall ? `${call.tokensIn ?? "–"}, ${call.tokensOut ?? "–"}` : ""}
									</td>
									<td className="figures whitespace-nowrap">
										{isCall && call.costUsd !== null ? money(call.costUsd, locale) : ""}
									</td>
									<td className="figures min-w-72 break-all">{JSON.stringify(event.data)}</td>
								</tr>
							);
						})}
					</tbody>
				</table>
			</ScrollBox>
			<div className="mt-3 flex flex-wrap items-center gap-3">
				{first > 1 ? (
					<a className="button" href={props.hrefFrom(Math.max(1, first - EVENTS_SHOWN))}>
						{t("log.earlier")}
					</a>
				) : null}
				<span className="text-quiet text-sm">{t("log.range", { from: first, to: last })}</span>
				{last < events.length ? (
					<a className="button" href={props.hrefFrom(last + 1)}>
						{t("log.later")}
					</a>
				) : null}
			</div>
		</details>
	);
}

/** The calls behind a conversation with what their providers said; retries are calls of their own. */
export function CallLog(props: { words: EpisodeWords; calls: readonly Call[] }) {
	const { t, locale } = props.words;
	const { whole } = figuresOf(locale);
	const calls = props.calls.slice(0, EVENTS_SHOWN);
	if (calls.length === 0) return null;
	const ms = (value: number | null) => (value === null ? "–" : duration(value, locale));
	return (
		<details className="mt-4">
			<summary className="min-h-11 content-center font-bold text-xl">
				{t("log.calls", { n: props.calls.length })}
			</summary>
			<ScrollBox label={t("log.calls-table")}>
				<table className="studio-table text-sm">
					<caption className="sr-only">{t("log.calls-table")}</caption>
					<thead>
						<tr>
							{(
								["at", "turn", "model", "try", "state", "took", "tokens", "cost", "finish"] as const
							).map((column) => (
								<th key={column} scope="col">
									{t(`log.${column}`)}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{calls.map((call) => (
							<tr key={call.id} className="event-row">
								<th scope="row" className="figures whitespace-nowrap">
									{call.startedAt.slice(11, 23)}
								</th>
								<td className="figures">{call.turn === null ? "" : whole(call.turn)}</td>
								<td className="break-words">{call.returnedModel ?? call.requestedModel}</td>
								<td className="figures">{whole(call.tryNumber)}</td>
								<td>{[call.state, call.errorCode, call.errorText].filter(Boolean).join(": ")}</td>
								<td className="figures whitespace-nowrap">
									{ms(call.firstTokenMs)}, {ms(call.durationMs)}
								</td>
								<td className="figures whitespace-nowrap">
									{`${call.tokensIn ?? "–"}, ${call.tokensOut ?? "–"}`}
								</td>
								<td className="figures whitespace-nowrap">
									{call.costUsd === null ? "–" : money(call.costUsd, locale)}
								</td>
								<td>{call.finishReason ?? "–"}</td>
							</tr>
						))}
					</tbody>
				</table>
			</ScrollBox>
		</details>
	);
}
