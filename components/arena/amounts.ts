import type { RevealedModel } from "#lib/arena/battle.ts";

/** US dollars, with as many digits as a small amount needs; "free" amounts stay $0. */
export function money(costUsd: number, locale: string): string {
	const digits =
		costUsd === 0 || costUsd >= 1
			? 2
			: Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(costUsd))));
	return new Intl.NumberFormat(locale, {
		style: "currency",
		currency: "USD",
		minimumFractionDigits: costUsd === 0 ? 0 : 2,
		maximumFractionDigits: digits,
	}).format(costUsd);
}

/** A duration in ms: below a second in ms, above in seconds with one decimal. */
export function duration(ms: number, locale: string): string {
	const isShort = ms < 1000;
	return new Intl.NumberFormat(locale, {
		style: "unit",
		unit: isShort ? "millisecond" : "second",
		maximumFractionDigits: isShort ? 0 : 1,
	}).format(isShort ? ms : ms / 1000);
}

export const percent = (share: number, locale: string): string =>
	new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share);

/** Tokens a second over the whole battle; null where either number is missing. */
export function tokensPerSecond(usage: RevealedModel["usage"]): number | null {
	const { tokensOut, durationMs } = usage;
	if (tokensOut === null || durationMs === null || durationMs <= 0) return null;
	return tokensOut / (durationMs / 1000);
}
