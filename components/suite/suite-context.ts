import { figuresOf } from "#components/ranking/format.ts";
import { type Locale, translator } from "#lib/i18n/translate.ts";
import type { MetricSpec, Suite } from "#lib/simulation/suite.ts";
import { metricFormat } from "./metric-format.ts";

/** What every section of a suite's page is given. */
export function suiteContext(suite: Suite, locale: Locale) {
	return {
		suite,
		locale,
		t: translator(locale, "suites"),
		figures: figuresOf(locale),
		format: metricFormat(locale),
		primary: metricOf(suite, suite.primary.metric),
	};
}

export type SuiteContext = ReturnType<typeof suiteContext>;

/** A metric of a suite by its name. */
export function metricOf(suite: Suite, name: string): MetricSpec {
	return (
		suite.metrics.find((metric) => metric.name === name) ?? {
			name,
			title: name,
			better: null,
			unit: "points",
		}
	);
}
