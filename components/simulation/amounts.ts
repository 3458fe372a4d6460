import type { Locale } from "#lib/i18n/translate.ts";
import type { MetricSpec } from "#lib/simulation/suite.ts";

/** A number of a suite: a share as per cent, anything else with at most two decimals and its unit. */
export function metricText(
	value: number,
	unit: MetricSpec["unit"] | undefined,
	locale: Locale,
): string {
	if (unit === "share")
		return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(
			value,
		);
	return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

/** The same for a difference, with its sign. Shares differ in percentage points. */
export function differenceText(
	value: number,
	unit: MetricSpec["unit"] | undefined,
	locale: Locale,
): string {
	const style = unit === "share" ? "percent" : "decimal";
	return new Intl.NumberFormat(locale, {
		style,
		maximumFractionDigits: unit === "share" ? 1 : 2,
		signDisplay: "exceptZero",
	}).format(value);
}
