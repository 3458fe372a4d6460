import type { Suite } from "#lib/simulation/suite.ts";
import { suites } from "./catalogue.ts";

/**
 * The suite that a category of battles belongs to, and which of its own categories: `kuhn-match` is all of a suite,
 * `kuhn-match-three-cards` one category of it. Null for a category that no suite has.
 */
export function suiteOfCategory(
	category: string | null,
): { suite: Suite; category: string | null } | null {
	if (category === null) return null;
	for (const suite of suites) {
		if (category === suite.slug) return { suite, category: null };
		const own = suite.categories.find((name) => category === `${suite.slug}-${name}`);
		if (own !== undefined) return { suite, category: own };
	}
	return null;
}
