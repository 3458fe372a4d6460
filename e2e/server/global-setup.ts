import { ArenaProcess } from "#e2e/fixtures/arena-process.ts";

/**
 * Starts the arena that every journey shares. Its address becomes `baseURL`; the one-time operator
 * code of its first start is in PARLEY_E2E_OPERATOR_CODE, its data folder in PARLEY_E2E_DATA_DIR.
 */
export default async function setup(): Promise<() => Promise<void>> {
	const arena = new ArenaProcess();
	try {
		await arena.start();
	} catch (error) {
		await arena.remove();
		throw error;
	}
	process.env["PARLEY_E2E_ADDRESS"] = arena.address;
	process.env["PARLEY_E2E_OPERATOR_CODE"] = /Operator code[^:]*: (\S+)/.exec(arena.output())?.[1];
	process.env["PARLEY_E2E_DATA_DIR"] = arena.dataDir;
	return async () => {
		await arena.stop();
		await arena.remove();
	};
}
