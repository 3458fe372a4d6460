import { setupFor } from "./episode-setup.ts";
import type { PlannedCell } from "./plan-run.ts";
import type { StoredDriver } from "./stored-driver.ts";
import { storedKey } from "./stored-key.ts";

/** One conversation to be played, as its row says it. */
export interface EpisodeRow {
	slug: string;
	suite: string;
	version: string;
	seed: number;
	replicate: number;
	control: string;
	language: string;
	category: string;
	model: string;
	drivers: Record<string, StoredDriver>;
	/** Pairing key. */
	key: string;
}

/** The row of one conversation of a cell. */
export function episodeRow(
	cell: PlannedCell,
	{ slug, seed, replicate }: { slug: string; seed: number; replicate: number },
): EpisodeRow {
	const { suite, version, control, model } = cell;
	const setup = setupFor({ ...cell, seed, replicate });
	const { scenario } = setup;
	return {
		slug,
		suite,
		version,
		seed,
		replicate,
		control,
		language: scenario.language,
		category: scenario.category,
		model,
		drivers: setup.stored,
		key: storedKey(setup, slug),
	};
}
