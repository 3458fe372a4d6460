import { createHmac } from "node:crypto";
import { instanceSecret } from "#lib/auth/instance-secret.ts";
import type { RegisteredModel } from "#lib/models/registry.ts";

/** True for a model that never leaves this process. */
export const isProgram = ({ endpoints }: Pick<RegisteredModel, "endpoints">): boolean =>
	endpoints.length > 0 && endpoints.every(({ provider }) => provider === "house");

/**
 * The sampling seed that a model is sent for a call. What leaves the process is 31 bits of a hash with the instance's
 * secret: two plain ones would be enough to find the scenario's own seed by trying, and with it all that a scenario
 * hides. The same call has the same seed again. Programs here are given the plain one.
 */
export async function sentSeed(
	model: Pick<RegisteredModel, "endpoints">,
	seed: number,
): Promise<number> {
	if (isProgram(model)) return seed;
	return (
		createHmac("sha256", await instanceSecret())
			.update(`sampling-seed ${seed}`)
			.digest()
			.readUInt32BE(0) >>> 1
	);
}
