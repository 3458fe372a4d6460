import { pool } from "#lib/db/pool.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { suites } from "#lib/simulation/suites/catalogue.ts";
import { PLAYED_SQL } from "./suite-rows.ts";

/** A suite in a list: what it is, and how much of its current version was played. */
export interface SuiteLine {
	suite: Suite;
	/** Finished conversations of the current version, of all controls, and by how many models. */
	conversations: number;
	models: number;
	/** Finished conversations of other versions, which the results leave out. */
	otherVersions: number;
}

/** All suites in the order of their codes. */
export async function listSuites(): Promise<SuiteLine[]> {
	const { rows } = await pool().query<{
		suite: string;
		version: string;
		conversations: number;
		models: number;
	}>(
		`SELECT e.suite, e.version, count(*) AS conversations, count(DISTINCT e.model_id) AS models FROM episodes e
		 WHERE e.state = 'finished' AND ${PLAYED_SQL} GROUP BY 1, 2`,
	);
	return suites.map((suite) => {
		const own = rows.filter((row) => row.suite === suite.slug);
		const current = own.find(({ version }) => version === suite.version);
		const all = own.reduce((sum, { conversations }) => sum + conversations, 0);
		const conversations = current?.conversations ?? 0;
		return {
			suite,
			conversations,
			models: current?.models ?? 0,
			otherVersions: all - conversations,
		};
	});
}
