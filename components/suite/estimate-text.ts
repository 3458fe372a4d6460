import type { Estimate } from "#lib/simulation/metrics/estimate.ts";
import type { MetricSpec } from "#lib/simulation/suite.ts";
import type { SuiteContext } from "./suite-context.ts";

type Bounds = Pick<Estimate, "mean" | "lower" | "upper">;
type Unit = MetricSpec["unit"];

/** The interval as it is shown: that of a share is cut at 0 and 1, which a t interval may leave. */
export function shownBounds<Some extends Bounds>(unit: Unit, estimate: Some): Some {
	const { lower, upper } = estimate;
	if (unit !== "share" || lower === null || upper === null) return estimate;
	return { ...estimate, lower: Math.max(0, lower), upper: Math.min(1, upper) };
}

/** A mean with its interval in words, such as "41 %, 95 % between 30 % and 52 %". */
export function estimateWords({ t, format }: SuiteContext, unit: Unit, estimate: Bounds): string {
	const { mean, lower, upper } = shownBounds(unit, estimate);
	if (mean === null) return t("results.unknown");
	const value = format.value(unit, mean);
	if (lower === null || upper === null) return t("results.no-interval", { value });
	return t("results.interval", {
		value,
		lower: format.value(unit, lower),
		upper: format.value(unit, upper),
	});
}

/**
 * The same in a cell: "41 % (30 % … 52 %)"; a dash where it is unknown. An interval without width is not shown: values
 * that are all alike leave the spread unknown, not zero.
 */
export function estimateCell({ format }: SuiteContext, unit: Unit, estimate: Bounds): string {
	const { mean, lower, upper } = shownBounds(unit, estimate);
	if (mean === null) return "–";
	const value = format.value(unit, mean);
	if (lower === null || upper === null || estimate.lower === estimate.upper) return value;
	return `${value} (${format.value(unit, lower)} … ${format.value(unit, upper)})`;
}

/** Both ends of a difference's interval; a dash where they are unknown, or where all differences are alike. */
export function boundsCell({ format }: SuiteContext, unit: Unit, { lower, upper }: Bounds): string {
	if (lower === null || upper === null || lower === upper) return "–";
	return `${format.difference(unit, lower)} … ${format.difference(unit, upper)}`;
}
