import { config } from "#lib/config/config.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { isHttpAddress } from "#lib/kernel/http-address.ts";
import { type AgentGymOptions, agentGymClient } from "./agentgym/client.ts";
import { type AskJson, askJsonAt } from "./ask-json.ts";
import type { EnvironmentClient } from "./environment-client.ts";
import { createGuardedFetch, type FetchLimits } from "./guarded-fetch.ts";
import { parleyV1Client } from "./parley-v1/client.ts";

export const contracts = ["parley-v1", "agentgym"] as const;
export type Contract = (typeof contracts)[number];

export interface EnvironmentAddress {
	/** What stands before `/create`. */
	url: string;
	contract: Contract;
	/** True when the operator named it (configuration file, command line): any address may be asked. */
	trusted: boolean;
	/** For `agentgym`; as `whole` if left out. */
	action?: AgentGymOptions["action"];
}

/** A client of an environment over HTTP. Throws `environment-address-invalid` for what is no address. */
export function connectEnvironment(address: EnvironmentAddress): EnvironmentClient {
	const ask = askEnvironment(address);
	return address.contract === "parley-v1"
		? parleyV1Client(ask)
		: agentGymClient(ask, { action: address.action ?? "whole" });
}

/** The requests beneath a client, within the configured limits unless others are given. */
export function askEnvironment(
	{ url, trusted }: Pick<EnvironmentAddress, "url" | "trusted">,
	limits: FetchLimits = configuredLimits(),
): AskJson {
	if (!isHttpAddress(url))
		throw new AppError(
			"environment-address-invalid",
			`"${url}" is no address of an environment. Give one such as http://127.0.0.1:8085.`,
			{ status: 422 },
		);
	return askJsonAt(new URL(url), createGuardedFetch(trusted, limits));
}

function configuredLimits(): FetchLimits {
	return {
		connectTimeoutMs: config().PARLEY_CONNECT_TIMEOUT_MS,
		timeoutMs: config().PARLEY_ENVIRONMENT_TIMEOUT_MS,
		bytesMax: config().PARLEY_ENVIRONMENT_BYTES_MAX,
	};
}
