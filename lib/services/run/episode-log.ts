import { createHash } from "node:crypto";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import type { CallOutcome } from "#lib/models/port.ts";
import type { EpisodeEvent, EventKind } from "#lib/simulation/episode/event.ts";
import { hashText } from "#lib/simulation/episode/replay.ts";

/** A finished call of a program in this process: recorded together with the events it caused. */
export interface ProgramCall {
	modelId: string;
	turn: number;
	outcome: CallOutcome;
}

/** What can't be stored as text by PostgreSQL is left out before it enters a log: NUL and halves of surrogate pairs. */
export const storable = (text: string): string => text.replaceAll("\0", "").toWellFormed();

/**
 * The log of an episode in the making. Events wait here until `flush`; a flush also renews the lease and fails when
 * another process has taken the episode, so that no two processes ever write one log.
 */
export class EpisodeLog {
	readonly #episodeId: string;
	readonly #processId: string;
	readonly #nowMs: () => number;
	#events: EpisodeEvent[] = [];
	#calls: ProgramCall[] = [];
	#amounts = { calls: 0, tokensIn: 0, tokensOut: 0, costUsd: 0 };

	constructor(episodeId: string, processId: string, nowMs: () => number) {
		this.#episodeId = episodeId;
		this.#processId = processId;
		this.#nowMs = nowMs;
	}

	get waiting(): number {
		return this.#events.length;
	}

	add(events: readonly EpisodeEvent[]): void {
		this.#events.push(...events);
	}

	/** Counts a call towards the episode; one of a program also leaves its trace with the next flush. */
	count(
		{ trace }: CallOutcome,
		program: Omit<ProgramCall, "outcome"> | null,
		outcome: CallOutcome,
	) {
		this.#amounts.calls += 1;
		this.#amounts.tokensIn += trace.tokensIn ?? 0;
		this.#amounts.tokensOut += trace.tokensOut ?? 0;
		this.#amounts.costUsd += trace.costUsd ?? 0;
		if (program !== null) this.#calls.push({ ...program, outcome });
	}

	/** Stores what waits, in one statement. Throws `episode-lost` (409) when the episode is not this process's any more. */
	async flush(): Promise<void> {
		const events = this.#events;
		const calls = this.#calls;
		const { calls: count, tokensIn, tokensOut, costUsd } = this.#amounts;
		if (events.length === 0 && calls.length === 0 && count === 0) return;
		this.#events = [];
		this.#calls = [];
		this.#amounts = { calls: 0, tokensIn: 0, tokensOut: 0, costUsd: 0 };
		const { rowCount } = await pool().query(
			`WITH mine AS (
				UPDATE episodes SET calls = calls + $5, tokens_in = tokens_in + $6, tokens_out = tokens_out + $7, cost_usd = cost_usd + $8
				WHERE id = $1 AND lease_owner = $2 AND state = 'running' RETURNING id),
			stored AS (
				INSERT INTO episode_events (episode_id, seq, kind, seat, turn, data, meta)
				SELECT mine.id, r.seq, r.kind, r.seat, r.turn, r.data, r.meta
				FROM mine, jsonb_to_recordset($3) AS r(seq int, kind text, seat text, turn int, data jsonb, meta jsonb)),
			traced AS (
				INSERT INTO calls (id, purpose, conversation_id, turn, model_id, provider, requested_model, parameters, state,
					started_at, duration_ms, tokens_in, tokens_out, cost_usd, finish_reason, error_code)
				SELECT r.id, 'episode', mine.id, r.turn, r.model_id, r.provider, r.requested_model, r.parameters, r.state,
					r.started_at, r.duration_ms, r.tokens_in, r.tokens_out, r.cost_usd, r.finish_reason, r.error_code
				FROM mine, jsonb_to_recordset($4) AS r(id uuid, turn int, model_id uuid, provider text, requested_model text, parameters jsonb,
					state text, started_at timestamptz, duration_ms float, tokens_in int, tokens_out int, cost_usd float,
					finish_reason text, error_code text))
			SELECT 1 FROM mine`,
			[
				this.#episodeId,
				this.#processId,
				JSON.stringify(events),
				JSON.stringify(calls.map((call) => this.#callRow(call))),
				count,
				tokensIn,
				tokensOut,
				costUsd,
			],
		);
		if (rowCount !== 1)
			throw new AppError("episode-lost", "Another process has taken this conversation.", {
				status: 409,
			});
	}

	#callRow({ modelId, turn, outcome }: ProgramCall) {
		const { trace, state, failure } = outcome;
		return {
			id: uuidV7(this.#nowMs()),
			turn,
			model_id: modelId,
			provider: trace.provider,
			requested_model: trace.requestedModel,
			parameters: trace.parameters,
			state,
			started_at: trace.startedAt,
			duration_ms: trace.durationMs,
			tokens_in: trace.tokensIn,
			tokens_out: trace.tokensOut,
			cost_usd: trace.costUsd,
			finish_reason: trace.finishReason,
			error_code: failure?.code ?? null,
		};
	}
}

/** The stored log of an episode, in order. */
export async function readEpisodeEvents(episodeId: string): Promise<EpisodeEvent[]> {
	const { rows } = await pool().query<EpisodeEvent & { kind: EventKind }>(
		"SELECT seq, kind, seat, turn, data, meta FROM episode_events WHERE episode_id = $1 ORDER BY seq",
		[episodeId],
	);
	return rows;
}

/** SHA-256, in hexadecimal, over a log without times and ids. */
export function eventLogHash(events: readonly EpisodeEvent[]): string {
	const hash = createHash("sha256");
	for (const event of events) hash.update(`${hashText(event)}\n`);
	return hash.digest("hex");
}
