import { canonicalJson } from "#lib/simulation/json.ts";
import { driverText } from "./driver.ts";
import type { EpisodeSetup } from "./state.ts";

/**
 * What two episodes must have in common to be compared: the scenario of a version of a suite, its control and
 * language, the repetition, and who sits in every seat but the contested one, with versions.
 */
export function pairingKey({
	scenario,
	drivers,
	replicate,
}: Pick<EpisodeSetup, "scenario" | "drivers" | "replicate">): string {
	const { suite, version, seed, control, language, contested } = scenario;
	const others = Object.entries(drivers)
		.filter(([seat]) => seat !== contested)
		.map(([seat, driver]) => [seat, driverText(driver)]);
	const who = canonicalJson(Object.fromEntries(others));
	return `${suite}@${version}|${seed}|${control}|${language}|${replicate}|${who}`;
}
