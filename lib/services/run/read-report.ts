import { pool } from "#lib/db/pool.ts";
import { boardFilter } from "#lib/ranking/board-filter.ts";
import type { RatingRow } from "#lib/ranking/snapshot.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";
import { readProgress, type RunProgress } from "./read-progress.ts";

/** What one model did in one suite and control of a run. */
export interface CellResult {
	suite: string;
	control: string;
	model: string;
	episodes: number;
	/** Mean of the suite's primary metric. */
	mean: number | null;
	standardError: number | null;
	metric: string;
}

export interface RunReport {
	progress: RunProgress;
	cells: CellResult[];
	boards: Record<string, BoardRow[]>;
}

export interface BoardRow {
	model: string;
	rating: number | null;
	lower: number | null;
	upper: number | null;
	votes: number;
}
void boardFilter;
export type { RatingRow };
void pool;
void findSuite;
void readProgress;
