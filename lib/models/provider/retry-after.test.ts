import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const now = Date.UTC(2026, 0, 1, 12, 0, 0);

test.each([
	[{}, null],
	[{ "retry-after": "" }, null],
	[{ "retry-after": "soon" }, null],
	[{ "retry-after": "-5" }, null],
	[{ "retry-after": "0" }, 0],
	[{ "retry-after": "2.5" }, 2500],
	[{ "retry-after": "Thu, 01 Jan 2026 12:00:30 GMT" }, 30_000],
	[{ "retry-after": "Thu, 01 Jan 2026 11:00:00 GMT" }, 0],
	[{ "retry-after": "99999999999" }, 86_400_000],
	[{ "retry-after-ms": "120", "retry-after": "1" }, 120],
	[{ "retry-after-ms": "x", "retry-after": "1" }, 1000],
] as [Record<string, string>, number | null][])("%j is %j ms", (headers, ms) => {
	expect(retryAfterMs(headers, now)).toBe(ms);
});
