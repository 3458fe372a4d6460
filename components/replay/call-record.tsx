import { duration, money } from "#components/arena/amounts.ts";
import type { ReplayCall } from "#lib/arena/replay.ts";
import type { Words } from "./words.ts";

/** One call with everything that was recorded of it. */
export function CallRecord({
	call,
	number,
	words,
}: {
	call: ReplayCall;
	number: number;
	words: Words;
}) {
	const { t, locale } = words;
	const unknown = t("call.unknown");
	const ms = (value: number | null) => (value === null ? unknown : duration(value, locale));
	const count = (value: number | null) => (value === null ? unknown : value.toLocaleString(locale));
	const estimated = call.tokensEstimated ? ` (${t("call.estimated")})` : "";
	const rows: (readonly [string, string] | null)[] = [
		[t("call.state"), t(`call-state.${call.state}`)],
		[t("call.started"), call.startedAt],
		[t("call.first-token"), ms(call.firstTokenMs)],
		[t("call.duration"), ms(call.durationMs)],
		[t("call.tokens"), `${count(call.tokensIn)}, ${count(call.tokensOut)}${estimated}`],
		call.tokensReasoning === null ? null : [t("call.reasoning"), count(call.tokensReasoning)],
		call.tokensCached === null ? null : [t("call.cached"), count(call.tokensCached)],
		[t("call.cost"), call.costUsd === null ? unknown : money(call.costUsd, locale)],
		[t("call.finish"), call.finishReason ?? unknown],
		[t("call.model"), call.model],
		[t("call.provider"), call.provider],
		[t("call.requested"), call.requestedModel],
		[t("call.returned"), call.returnedModel ?? unknown],
		call.httpStatus === null ? null : [t("call.status"), String(call.httpStatus)],
		call.errorCode === null
			? null
			: [t("call.error"), [call.errorCode, call.errorText].filter(Boolean).join(": ")],
		[t("call.parameters"), JSON.stringify(call.parameters)],
	];
	return (
		<div className="border-line border-t py-2">
			<h4 className="font-bold text-sm">{t("call.heading", { number })}</h4>
			<dl className="grid grid-cols-[minmax(7rem,auto)_minmax(0,1fr)] gap-x-3 text-sm">
				{rows.map((row) =>
					row === null ? null : (
						<div key={row[0]} className="contents">
							<dt className="text-quiet">{row[0]}</dt>
							<dd className="figures min-w-0 break-words">{row[1]}</dd>
						</div>
					),
				)}
			</dl>
		</div>
	);
}
