import { driverText } from "#lib/simulation/episode/driver.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import type { SuiteLine } from "./list-suites.ts";
import type { SuiteResults } from "./read-suite.ts";

/** What a suite is, as other programs read it. */
function suiteFacts(suite: Suite) {
	const { code, slug, name, version, licence, summary, languages, categories, contested } = suite;
	const { metrics, primary, secondary, controls, practice } = suite;
	const others = suite.others.map(({ seat, programs, modelMay }) => ({
		seat,
		modelMay,
		programs: programs.map((program) => ({
			driver: driverText({ kind: "program", program, model: null }),
			title: program.title,
			needsModel: program.needsModel,
		})),
	}));
	return {
		code,
		slug,
		name,
		version,
		licence,
		summary,
		languages,
		categories,
		contested,
		others,
		metrics,
		primary,
		secondary,
		controls,
		practice,
	};
}

/** The answer of `GET /api/suites`. */
export function suitesAnswer(lines: readonly SuiteLine[]) {
	return {
		suites: lines.map(({ suite, ...played }) => ({ ...suiteFacts(suite), ...played })),
	};
}

/** The answer of `GET /api/suites/{slug}`. */
export function suiteAnswer({ suite, ...results }: SuiteResults) {
	return { suite: suiteFacts(suite), ...results };
}
