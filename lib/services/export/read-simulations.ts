import type { SimulationRecord } from "#lib/datasets/battle-record.ts";
import type { LoggedEvent } from "#lib/datasets/log-messages.ts";
import { saidMessages } from "#lib/datasets/said-messages.ts";
import { pool } from "#lib/db/pool.ts";
import { findKnownSuite, knowSuites } from "#lib/services/run/known-suite.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";
import type { BattleColumns } from "./battle-columns.ts";
import { toldSeed } from "./told-seed.ts";

interface Row {
	id: string;
	suite: string;
	version: string;
	seed: number;
	control: string;
}

/**
 * What was played and said in the simulated battles among these, by battle; nothing for those of people. Seeds of the
 * board's range are left out.
 */
export async function readSimulations(
	battles: readonly Pick<BattleColumns, "id" | "episode_a" | "episode_b">[],
	pseudonym: (name: string) => string,
): Promise<Map<string, SimulationRecord>> {
	const pairs = battles.flatMap(({ id, episode_a: a, episode_b: b }) =>
		a === null || b === null ? [] : [{ id, a, b }],
	);
	if (pairs.length === 0) return new Map();
	const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
	const [episodes, events] = await Promise.all([
		pool().query<Row>(
			"SELECT id, suite, version, seed, control FROM episodes WHERE id = ANY ($1::uuid[])",
			[ids],
		),
		pool().query<LoggedEvent & { id: string }>(
			`SELECT episode_id AS id, kind, seat, turn, data FROM episode_events
			 WHERE episode_id = ANY ($1::uuid[]) AND kind IN ('message', 'tool-call', 'tool-result') ORDER BY episode_id, seq`,
			[ids],
		),
	]);
	const played = new Map(episodes.rows.map((row) => [row.id, row]));
	const logs = Map.groupBy(events.rows, ({ id }) => id);
	await knowSuites(played.values());
	return new Map(
		pairs.flatMap(({ id, a, b }) => {
			const episode = played.get(a);
			if (episode === undefined) return [];
			const { suite, version, control, seed } = episode;
			const told = toldSeed(episode, false, pseudonym);
			const contested =
				(findSuite(suite) ?? findKnownSuite(suite, version))?.contested ?? "assistant";
			const said = (of: string) => saidMessages(logs.get(of) ?? [], contested);
			const scenario = {
				suite,
				key: `${control}/${told.key}`,
				version,
				seed: told.isTold ? seed : null,
			};
			return [[id, { scenario, said: { a: said(a), b: said(b) } }] as const];
		}),
	);
}
