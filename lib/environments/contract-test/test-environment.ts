import { askEnvironment, type EnvironmentAddress } from "#lib/environments/connect.ts";
import { agentGymChecks } from "./agentgym-checks.ts";
import { type CheckFinding, runChecks } from "./check.ts";
import { type ContractTestOptions, parleyV1Checks } from "./parley-v1-checks.ts";

export interface EnvironmentTest {
	ok: boolean;
	checks: CheckFinding[];
}

/** Tests a server against its contract, over HTTP. Throws `environment-address-invalid`. */
export async function testEnvironment(
	address: Pick<EnvironmentAddress, "url" | "contract" | "trusted">,
	options: ContractTestOptions,
): Promise<EnvironmentTest> {
	const ask = askEnvironment(address);
	const list = address.contract === "parley-v1" ? parleyV1Checks : agentGymChecks;
	const checks = await runChecks(list(ask, options));
	return { ok: checks.every(({ ok }) => ok), checks };
}
