import { pool } from "#lib/db/pool.ts";
import type { Estimate } from "#lib/simulation/metrics/estimate.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { estimateOf, type PlayedRow, playedValues } from "#lib/simulation/suite-results.ts";
import { suites } from "#lib/simulation/suites/catalogue.ts";
import { OTHERS_SQL, PLAYED_SQL } from "./suite-rows.ts";

/** What a suite says of one model, in short. */
export interface ModelSuite {
	suite: Suite;
	/** Who sat in the other seats; the choice with most of this model's conversations. */
	others: string;
	conversations: number;
	/** The suite's primary metric over the main scenario. */
	estimate: Estimate;
}

/** The suites that a model finished conversations of, by their current versions and in the order of their codes. */
export async function listModelSuites(slug: string): Promise<ModelSuite[]> {
	const { rows } = await pool().query<
		PlayedRow & { suite: string; version: string; others: string }
	>(
		`SELECT DISTINCT ON (e.pairing_key) e.id, m.slug AS model, m.name, e.suite, e.version, ${OTHERS_SQL} AS others, e.seed, e.replicate,
			e.control, e.language, e.metrics
		 FROM episodes e JOIN models m ON m.id = e.model_id
		 WHERE m.slug = $1 AND e.state = 'finished' AND e.control = 'main' AND ${PLAYED_SQL}
		 ORDER BY e.pairing_key, e.ended_at DESC, e.id DESC`,
		[slug],
	);
	return suites.flatMap((suite) => {
		const own = rows.filter((row) => row.suite === suite.slug && row.version === suite.version);
		const [chosen] = [...Map.groupBy(own, ({ others }) => others)].sort(
			([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1),
		);
		if (chosen === undefined) return [];
		const [others, played] = chosen;
		const estimate = estimateOf(
			suite,
			suite.primary.metric,
			playedValues(played, suite.primary.metric),
		);
		return [{ suite, others, conversations: played.length, estimate }];
	});
}
