import { AppError } from "#lib/kernel/app-error.ts";
import { nearestKey } from "#lib/models/declared/nearest-key.ts";
import { suites } from "#lib/simulation/suites/catalogue.ts";

/** Says that no suite of the catalogue has this slug, and which one may have been meant; null when one has. */
export function unknownSuite(slug: string, status: number): AppError | null {
	const slugs = suites.map((suite) => suite.slug);
	if (slugs.includes(slug)) return null;
	const near = nearestKey(slug, slugs);
	const remedy = near === undefined ? `There are: ${slugs.join(", ")}.` : `Did you mean ${near}?`;
	return new AppError("unknown-suite", `There is no suite ${slug}. ${remedy}`, { status });
}
