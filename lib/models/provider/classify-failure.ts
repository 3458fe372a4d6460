import { APICallError } from "@ai-sdk/provider";
import type { FailureReason } from "#lib/arena/battle.ts";
import type { CallFailure } from "#lib/models/port.ts";
import { scrubSecrets } from "#lib/models/secrets.ts";
import { type FaultCode, ProviderFault } from "./fault.ts";
import { retryAfterMs } from "./retry-after.ts";

const textCharsMax = 2000;

/** The faults after which the same call may work a moment later. */
const retryable: ReadonlySet<FaultCode> = new Set([
	"connect-timeout",
	"first-token-timeout",
	"stalled",
	"rate-limited",
	"server-error",
	"malformed",
	"truncated",
	"empty",
	"circuit-open",
	"network",
]);

const reasons: Partial<Record<FaultCode, FailureReason>> = {
	"content-filter": "refused-by-policy",
	"context-exceeded": "too-long",
	"too-long": "too-long",
	"total-timeout": "too-long",
};

/** A failure with this code, for faults without an error object. */
export function failureOf(
	code: FaultCode,
	text: string,
	given: Partial<CallFailure> = {},
): CallFailure {
	return {
		reason: reasons[code] ?? "unavailable",
		code,
		isRetryable: retryable.has(code),
		retryAfterMs: null,
		httpStatus: null,
		text: text.slice(0, textCharsMax),
		...given,
	};
}

/**
 * Names what went wrong in a call, whatever was thrown or arrived as an `error` part. `secrets` are
 * taken out of the provider's words. `nowMs` is for a Retry-After that gives a date.
 */
export function classifyFailure(
	error: unknown,
	context: { secrets: readonly string[]; nowMs: number },
): CallFailure {
	const chain = causes(error);
	const api = chain.find((item) => APICallError.isInstance(item));
	const status = api?.statusCode ?? streamStatus(chain);
	const body = api?.responseBody ?? "";
	const words = chain.map(messageOf).filter((message) => message !== "");
	const text = scrubSecrets([...new Set([...words, body])].join("\n").trim(), context.secrets);
	const fault = chain.find((item) => item instanceof ProviderFault);
	const code = fault?.code ?? codeOf(status, `${words.join("\n")}\n${body}`, chain);
	const isSpent =
		code === "rate-limited" && /insufficient_quota|billing|credit balance/i.test(text);
	return failureOf(code, text, {
		...(isSpent ? { isRetryable: false } : {}),
		retryAfterMs: retryAfterMs(api?.responseHeaders ?? {}, context.nowMs),
		httpStatus: status ?? null,
	});
}

function codeOf(status: number | undefined, words: string, chain: readonly unknown[]): FaultCode {
	if (isContextExceeded(words) && (status === undefined || (status >= 400 && status < 500)))
		return "context-exceeded";
	if (status !== undefined && status >= 300) {
		if (status === 401 || status === 403) return "unauthorized";
		if (status === 404) return "not-found";
		if (status === 413) return "context-exceeded";
		if (status === 429) return "rate-limited";
		if (status === 408 || status === 409 || status >= 500) return "server-error";
		return isFiltered(words) ? "content-filter" : "bad-request";
	}
	const types = chain.map(typeOf).join(" ");
	if (/JSONParseError|TypeValidationError|InvalidResponseData|EmptyResponseBody/.test(types))
		return /without a finish reason|before completion/i.test(words) ? "truncated" : "malformed";
	if (networkCode.test(types) || /fetch failed|cannot connect|socket|terminated/i.test(words))
		return "network";
	if (/rate.?limit|too many requests|quota|resource_exhausted/i.test(words)) return "rate-limited";
	if (isFiltered(words)) return "content-filter";
	if (/overloaded|unavailable|server.?error|internal|timeout/i.test(`${types} ${words}`))
		return "server-error";
	return "unknown";
}

const networkCode =
	/\b(ECONN\w+|ETIMEDOUT|EPIPE|EAI_AGAIN|ENOTFOUND|EHOST\w+|ENET\w+|UND_ERR_\w+|HPE_\w+|ERR_TLS_\w+|ERR_SSL_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|CERT_\w+|UNABLE_TO_\w+|EPROTO|HTTPParserError)\b/;

const isContextExceeded = (words: string) =>
	/context_length_exceeded|context (length|window|size)|maximum context|prompt is too long|input token count|exceeds? the (model'?s? )?(maximum|available) (context|number of tokens)|too many (input )?tokens/i.test(
		words,
	);

const isFiltered = (words: string) =>
	/content[_ -]?(filter|policy|management)|safety (system|settings|policy)|flagged|moderation|prohibited_content|blocked due to/i.test(
		words,
	);

/** The error and its causes; a plain object (an `error` event of a stream) counts as one. */
function causes(error: unknown): unknown[] {
	const chain: unknown[] = [];
	let current = error;
	while (
		current !== undefined &&
		current !== null &&
		chain.length < 8 &&
		!chain.includes(current)
	) {
		chain.push(current);
		current = isRecord(current) ? (current["cause"] ?? current["error"]) : undefined;
	}
	return chain;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === "object" && value !== null;

function messageOf(item: unknown): string {
	if (typeof item === "string") return item;
	if (!isRecord(item)) return "";
	// A parse error repeats the whole event; its own cause says what was wrong with it.
	if (item["name"] === "AI_TypeValidationError")
		return "The event does not have the expected shape.";
	return [item["message"], item["type"], item["code"], item["status"]]
		.filter((part) => typeof part === "string" || typeof part === "number")
		.map(String)
		.filter((part, i, all) => part !== "" && all.indexOf(part) === i)
		.join(" · ");
}

function typeOf(item: unknown): string {
	if (!isRecord(item)) return "";
	return [item["name"], item["code"], item["type"], item["status"]]
		.filter((part) => typeof part === "string")
		.join(" ");
}

/** The HTTP status that a provider gave inside its stream. */
function streamStatus(chain: readonly unknown[]): number | undefined {
	for (const item of chain) {
		if (!isRecord(item)) continue;
		for (const value of [item["statusCode"], item["code"], item["status"]]) {
			const status = typeof value === "string" ? Number(value) : value;
			if (typeof status === "number" && Number.isInteger(status) && status >= 400 && status < 600)
				return status;
		}
	}
	return undefined;
}
