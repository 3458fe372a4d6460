import type { Locale } from "#lib/i18n/translate.ts";

/** Formats the figures of the ranking pages in a page's language. */
export function figuresOf(locale: Locale) {
	const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
	const points = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, useGrouping: false });
	const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
	const fineShare = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
	const price = new Intl.NumberFormat(locale, {
		minimumFractionDigits: 2,
		maximumFractionDigits: 4,
	});
	const seconds = new Intl.NumberFormat(locale, {
		maximumFractionDigits: 1,
		minimumFractionDigits: 1,
	});
	const signed = new Intl.NumberFormat(locale, {
		maximumFractionDigits: 0,
		signDisplay: "exceptZero",
		useGrouping: false,
	});
	const fineSigned = new Intl.NumberFormat(locale, {
		maximumFractionDigits: 1,
		signDisplay: "exceptZero",
		useGrouping: false,
	});
	const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
	const loss = new Intl.NumberFormat(locale, {
		minimumFractionDigits: 4,
		maximumFractionDigits: 4,
	});
	const signedLoss = new Intl.NumberFormat(locale, {
		minimumFractionDigits: 4,
		maximumFractionDigits: 4,
		signDisplay: "exceptZero",
	});
	const list = new Intl.ListFormat(locale, { type: "conjunction" });
	const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
	const moment = new Intl.DateTimeFormat(locale, {
		dateStyle: "medium",
		timeStyle: "short",
		timeZone: "UTC",
	});
	const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
	return {
		whole: (value: number) => whole.format(value),
		/** A rating, whole and without separators. */
		points: (value: number) => points.format(value),
		share: (value: number) => share.format(value),
		fineShare: (value: number) => fineShare.format(value),
		/** A chance, which is estimated and so never said to be quite 0 or 1. */
		chance: (value: number) =>
			value < 0.005
				? `<\u202f${share.format(0.01)}`
				: value > 0.995
					? `>\u202f${share.format(0.99)}`
					: share.format(value),
		/** A difference in points, with its sign; `fineSigned` with one decimal. */
		signed: (value: number) => signed.format(value),
		fineSigned: (value: number) => fineSigned.format(value),
		/** A plain figure of at most two decimals, such as a ratio. */
		decimal: (value: number) => decimal.format(value),
		/** A log-loss, and a difference of two. */
		loss: (value: number) => loss.format(value),
		signedLoss: (value: number) => signedLoss.format(value),
		price: (usd: number) => price.format(usd),
		/** Milliseconds below one second, else seconds with one decimal. */
		duration: (ms: number) =>
			ms < 999.5 ? `${whole.format(ms)} ms` : `${seconds.format(ms / 1000)} s`,
		list: (items: readonly string[]) => list.format(items),
		/** "5 minutes ago". */
		age: (at: string, nowMs: number) => {
			const passed = (nowMs - Date.parse(at)) / 1000;
			const [size, unit] = (
				[
					[86_400, "day"],
					[3600, "hour"],
					[60, "minute"],
				] as const
			).find(([seconds]) => passed >= seconds) ?? [1, "second"];
			return relative.format(-Math.max(0, Math.floor(passed / size)), unit);
		},
		/** A moment in UTC, which is said. */
		moment: (at: string | number) => `${moment.format(new Date(at))} UTC`,
		day: (at: string | number) => day.format(new Date(at)),
	};
}

export type Figures = ReturnType<typeof figuresOf>;

/** The name of a language in the page's language, or its code. */
export function languageName(locale: Locale, code: string): string {
	try {
		return new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code;
	} catch {
		return code;
	}
}
