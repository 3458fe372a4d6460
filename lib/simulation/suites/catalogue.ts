import type { Suite } from "#lib/simulation/suite.ts";
import { boards } from "./boards/suite.ts";
import { fairPrice } from "./fair-price/suite.ts";
import { harbourDesk } from "./harbour-desk/suite.ts";
import { hiddenRule } from "./hidden-rule/suite.ts";
import { houseRules } from "./house-rules/suite.ts";
import { kuhnMatch } from "./kuhn-match/suite.ts";
import { ladder } from "./ladder/suite.ts";
import { shards } from "./shards/suite.ts";

/** All suites, in the order of their codes. */
export const suites: readonly Suite[] = [
	ladder,
	houseRules,
	shards,
	hiddenRule,
	kuhnMatch,
	boards,
	fairPrice,
	harbourDesk,
];

/** The suite of a slug or a code; undefined when there is none. */
export function findSuite(name: string): Suite | undefined {
	return suites.find(({ slug, code }) => slug === name || code === name);
}
