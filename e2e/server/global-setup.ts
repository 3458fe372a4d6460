import { ArenaProcess } from "#e2e/fixtures/arena-process.ts";

/**
 * Starts the arena that every journey shares, with house models. Its address becomes `baseURL`, its
 * data folder is in PARLEY_E2E_DATA_DIR.
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
	process.env["PARLEY_E2E_DATA_DIR"] = arena.dataDir;
	return async () => {
		await arena.stop();
		await arena.remove();
	};
}
