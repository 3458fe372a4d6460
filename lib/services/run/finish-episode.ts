import type pg from "pg";
import { transaction } from "#lib/db/transaction.ts";
import { runtime } from "#lib/services/runtime.ts";
import { recordOf } from "#lib/simulation/episode/finish.ts";
import { voidingReasons } from "#lib/simulation/episode/record.ts";
import type { EpisodeState } from "#lib/simulation/episode/state.ts";
import type { CheckResult } from "#lib/simulation/suite.ts";
import type { ClaimedEpisode } from "./claim-episodes.ts";
import { codeRunner } from "./code-runner.ts";
import { eventLogHash, readEpisodeEvents } from "./episode-log.ts";
import { pairEpisode } from "./pair-episode.ts";
import { voidEpisode } from "./void-episode.ts";

/**
 * Ends an episode whose log is stored: grades it, stores what the checks found, and makes it a battle with every
 * finished episode of an equal key, in one transaction. A conversation that says nothing about its model is void
 * instead.
 */
export async function finishEpisode(
	episode: ClaimedEpisode,
	state: EpisodeState,
	reruns: number,
): Promise<void> {
	const record = recordOf(state);
	if (voidingReasons.has(record.end)) {
		await voidEpisode(episode, record.end, reruns);
		return;
	}
	const { suite } = state.setup;
	const grade = await suite.grade(record, codeRunner);
	const hash = eventLogHash(await readEpisodeEvents(episode.id));
	await transaction(async (client) => {
		const done = await client.query(
			`UPDATE episodes SET state = 'finished', end_reason = $3, turns = $4, steps = $5, metrics = $6, event_hash = $7,
			   ended_at = now(), duration_ms = extract(epoch FROM now() - started_at) * 1000, lease_owner = NULL, lease_until = NULL
			 WHERE id = $1 AND lease_owner = $2 AND state = 'running'`,
			[
				episode.id,
				runtime().processId,
				record.end,
				record.turns,
				state.steps,
				JSON.stringify(grade.metrics),
				hash,
			],
		);
		if (done.rowCount !== 1) return;
		await storeChecks(client, episode.id, grade.checks);
		await pairEpisode(client, { ...episode, metrics: grade.metrics, turns: record.turns });
	});
}

/** Stores check results; those of the same version that are there already stay. */
export async function storeChecks(
	client: pg.PoolClient,
	episodeId: string,
	checks: readonly CheckResult[],
): Promise<void> {
	if (checks.length === 0) return;
	const places = new Map<string, number>();
	const rows = checks.map(({ check, version, turn, passed, loose, score, detail }) => {
		const key = `${check}|${version}|${turn}`;
		const position = places.get(key) ?? 0;
		places.set(key, position + 1);
		return { check, version, turn: turn ?? 0, position, passed, loose, score, detail };
	});
	await client.query(
		`INSERT INTO check_results (episode_id, "check", version, turn, position, passed, loose, score, detail)
		 SELECT $1, r.check, r.version, r.turn, r.position, r.passed, r.loose, r.score, coalesce(r.detail, 'null')
		 FROM jsonb_to_recordset($2) AS r("check" text, version text, turn int, position int, passed bool, loose bool, score float, detail jsonb)
		 ON CONFLICT DO NOTHING`,
		[episodeId, JSON.stringify(rows)],
	);
}
