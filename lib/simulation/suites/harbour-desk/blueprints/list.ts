import type { Blueprint } from "#lib/simulation/suites/harbour-desk/casting.ts";
import { addressBlueprints } from "./address.ts";
import { cancelBlueprints } from "./cancel.ts";
import { exchangeBlueprints } from "./exchange.ts";
import { identityBlueprints } from "./identity.ts";
import { questionBlueprints } from "./question.ts";
import { returnBlueprints } from "./return.ts";
import { transferBlueprints } from "./transfer.ts";
import { voucherBlueprints } from "./voucher.ts";

/** All situations at the desk. Seeds take them in turn, so their order is part of the suite's version. */
export const blueprints: readonly Blueprint[] = [
	...cancelBlueprints,
	...returnBlueprints,
	...exchangeBlueprints,
	...addressBlueprints,
	...voucherBlueprints,
	...questionBlueprints,
	...transferBlueprints,
	...identityBlueprints,
];

/** The blueprint of an id. Throws when there is none. */
export function findBlueprint(id: string): Blueprint {
	const found = blueprints.find((blueprint) => blueprint.id === id);
	if (found === undefined) throw new Error(`Broken invariant: there is no blueprint ${id}`);
	return found;
}
