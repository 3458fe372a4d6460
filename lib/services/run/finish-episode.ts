import type pg from "pg";
import { transaction } from "#lib/db/transaction.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import type { UserAudit } from "#lib/simulation/audit/audit-user.ts";
import { recordOf } from "#lib/simulation/episode/finish.ts";
import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import { voidingReasons } from "#lib/simulation/episode/record.ts";
import type { EpisodeState } from "#lib/simulation/episode/state.ts";
import type { Grade, Suite } from "#lib/simulation/suite.ts";
import { auditEpisode } from "./audit-episode.ts";
import type { ClaimedEpisode } from "./claim-episodes.ts";
import { codeRunner } from "./code-runner.ts";
import { pairEpisode } from "./pair-episode.ts";
import { storeChecks } from "./store-checks.ts";
import { inSuite, suiteFault } from "./suite-fault.ts";
import { voidEpisode } from "./void-episode.ts";

/**
 * Ends an episode whose log is stored and has this hash: grades it, stores what the checks found, and makes it a
 * battle with every finished episode of an equal key, in one transaction. A conversation that says nothing about its
 * model, because of an endpoint or because its simulated user helped or hindered, is void instead. Throws `suite-fault` (500) when the suite cannot grade it.
 */
export async function finishEpisode(
	episode: ClaimedEpisode,
	state: EpisodeState,
	{ hash, reruns }: { hash: string; reruns: number },
): Promise<void> {
	const { suite } = state.setup;
	const record = inSuite(suite, () => recordOf(state));
	if (voidingReasons.has(record.end)) return voidEpisode(episode, record.end, reruns);
	const audit = inSuite(suite, () => auditEpisode(state.setup, record));
	if (audit?.verdict === "void") return voidEpisode(episode, "user-audit", reruns, audit);
	const grade = await gradeRecord(suite, record);
	await transaction(async (client) => {
		const isMine = await markFinished(client, episode, { state, record, grade, audit, hash });
		if (!isMine) return;
		await storeChecks(client, episode.id, grade.checks);
		await pairEpisode(client, { ...episode, metrics: grade.metrics, turns: record.turns });
	});
}

/** The sandbox is full, closing, or its thread broke: not the doing of a suite, nor of the code. */
const sandboxFaults = ["sandbox-busy", "sandbox-closed", "sandbox-failed"] as const;

/** What a suite finds in a record. Throws `suite-fault` (500) when it fails, and what the sandbox throws when it could not run code. */
export async function gradeRecord(suite: Suite, record: EpisodeRecord): Promise<Grade> {
	try {
		return await suite.grade(record, codeRunner);
	} catch (error) {
		// Says nothing about the suite: it will be graded later.
		if (sandboxFaults.some((code) => isAppError(error, code))) throw error;
		throw suiteFault(suite, error);
	}
}

async function markFinished(
	client: pg.PoolClient,
	{ id, claim }: Pick<ClaimedEpisode, "id" | "claim">,
	found: {
		state: EpisodeState;
		record: EpisodeRecord;
		grade: Grade;
		audit: UserAudit | null;
		hash: string;
	},
): Promise<boolean> {
	const { state, record, grade, audit, hash } = found;
	const { rowCount } = await client.query(
		`UPDATE episodes SET state = 'finished', end_reason = $3, turns = $4, steps = $5, metrics = $6, event_hash = $7, audit = $8,
		   ended_at = now(), duration_ms = extract(epoch FROM now() - started_at) * 1000, lease_owner = NULL, lease_until = NULL
		 WHERE id = $1 AND lease_owner = $2 AND state = 'running'`,
		[
			id,
			claim,
			record.end,
			record.turns,
			state.steps,
			JSON.stringify(grade.metrics),
			hash,
			audit === null ? null : JSON.stringify(audit),
		],
	);
	return rowCount === 1;
}
