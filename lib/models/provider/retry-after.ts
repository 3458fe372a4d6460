const waitMsMax = 24 * 3_600_000;

/**
 * How long a provider asks to wait: `retry-after-ms` (milliseconds), else `retry-after` in seconds or
 * as an HTTP date (RFC 9110, section 10.2.3). Null when absent or nonsense; at most a day.
 */
export function retryAfterMs(
	headers: Readonly<Record<string, string>>,
	nowMs: number,
): number | null {
	const ms = Number.parseFloat(headers["retry-after-ms"] ?? "");
	if (Number.isFinite(ms) && ms >= 0) return Math.min(ms, waitMsMax);
	const value = headers["retry-after"]?.trim();
	if (value === undefined || value === "") return null;
	if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Math.ceil(Number(value) * 1000), waitMsMax);
	// Date.parse takes "-5" for a year; a date of HTTP names its month.
	const at = /[a-z]{3}/i.test(value) ? Date.parse(value) : Number.NaN;
	return Number.isNaN(at) ? null : Math.min(Math.max(0, at - nowMs), waitMsMax);
}
