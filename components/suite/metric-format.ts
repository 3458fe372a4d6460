import type { Locale } from "#lib/i18n/translate.ts";
import type { MetricSpec } from "#lib/simulation/suite.ts";

type Unit = MetricSpec["unit"];

/** Numbers of suites as text: shares in percent, everything else with two decimals at most. */
export function metricFormat(locale: Locale) {
	const make = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
	const share = make({ style: "percent", maximumFractionDigits: 1 });
	const plain = make({ maximumFractionDigits: 2 });
	const signedShare = make({
		style: "percent",
		maximumFractionDigits: 1,
		signDisplay: "exceptZero",
	});
	const signed = make({ maximumFractionDigits: 2, signDisplay: "exceptZero" });
	const small = make({ maximumFractionDigits: 3 });
	const fine = make({ maximumFractionDigits: 4 });
	return {
		/** A value of a metric. Chips may be lost as well as won, so they have a sign. */
		value: (unit: Unit, value: number) =>
			unit === "share"
				? share.format(value)
				: unit === "chips"
					? signed.format(value)
					: plain.format(value),
		/** A difference of two values: of shares in points of a hundred. */
		difference: (unit: Unit, value: number) =>
			unit === "share" ? signedShare.format(value) : signed.format(value),
		/** A margin, which may be tiny. */
		margin: (unit: Unit, value: number) =>
			unit === "share" ? share.format(value) : fine.format(value),
		/** A p-value. */
		chance: (p: number) => (p < 0.001 ? `<\u202f${small.format(0.001)}` : small.format(p)),
		correlation: (value: number) => signed.format(value),
		count: (value: number) => plain.format(value),
	};
}
