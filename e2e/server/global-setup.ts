import { startArena } from "./start-arena.ts";

/**
 * Starts the arena that every journey shares. Its address becomes `baseURL`; its one-time operator
 * code is in PARLEY_E2E_OPERATOR_CODE.
 */
export default async function setup(): Promise<() => Promise<void>> {
	const arena = await startArena({
		env: {
			// All journeys come from one address and must not use up each other's limits.
			PARLEY_NETWORK_FACTOR: "10000",
		},
	});
	process.env["PARLEY_E2E_ADDRESS"] = arena.address;
	process.env["PARLEY_E2E_OPERATOR_CODE"] = arena.operatorCode ?? "";
	return () => arena.stop();
}
