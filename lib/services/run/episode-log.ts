import { createHash, type Hash } from "node:crypto";
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
 * The log of a claimed episode in the making. Events wait here until `flush`, which fails when another process has
 * taken the episode, so that no two processes ever write one log.
 */
export class EpisodeLog {
	readonly #episode: { id: string; claim: string };
	readonly #nowMs: () => number;
	readonly #hash = createHash("sha256");
	#events: EpisodeEvent[] = [];
	#calls: ProgramCall[] = [];
	#amounts = noAmounts;
	#stored: number;

	/** `stored` is what the log holds already. */
	constructor(
		episode: { id: string; claim: string },
		stored: readonly EpisodeEvent[],
		nowMs: () => number,
	) {
		this.#episode = episode;
		this.#nowMs = nowMs;
		this.#stored = stored.length;
		addToHash(this.#hash, stored);
	}

	/** Events that are not stored yet. */
	get waiting(): number {
		return this.#events.length;
	}

	/** Hash of the whole log so far, as `eventLogHash` gives it of the stored one. */
	get hash(): string {
		return this.#hash.copy().digest("hex");
	}

	/** Adds events, to be stored by the next flush. */
	add(events: readonly EpisodeEvent[]): void {
		this.#events.push(...events);
		addToHash(this.#hash, events);
	}

	/** Counts a call towards the episode; one of a `program` in this process also leaves its trace with the next flush. */
	count(outcome: CallOutcome, program: Omit<ProgramCall, "outcome"> | null): void {
		const { tokensIn, tokensOut, costUsd } = outcome.trace;
		const before = this.#amounts;
		this.#amounts = {
			calls: before.calls + 1,
			tokensIn: before.tokensIn + (tokensIn ?? 0),
			tokensOut: before.tokensOut + (tokensOut ?? 0),
			costUsd: before.costUsd + (costUsd ?? 0),
		};
		if (program !== null) this.#calls.push({ ...program, outcome });
	}

	/** Stores what waits, in one statement. Throws `episode-lost` (409) when the episode is not this claim's any more. */
	async flush(): Promise<void> {
		if (this.#events.length > 0 || this.#amounts.calls > 0) await this.#store(false);
	}

	/**
	 * Stores what waits, and that what follows is about to be sent and must not be sent twice: `ClaimedEpisode.sentAt`
	 * says so until the log is longer. Throws as `flush`.
	 */
	async flushBeforeSending(): Promise<void> {
		await this.#store(true);
	}

	async #store(isSending: boolean): Promise<void> {
		const [events, calls, amounts] = [this.#events, this.#calls, this.#amounts];
		this.#events = [];
		this.#calls = [];
		this.#amounts = noAmounts;
		const { rowCount } = await pool().query({
			name: "flush-episode-log",
			text: FLUSH_SQL,
			values: [
				this.#episode.id,
				this.#episode.claim,
				JSON.stringify(events),
				JSON.stringify(calls.map((call) => callRow(call, this.#nowMs()))),
				amounts.calls,
				amounts.tokensIn,
				amounts.tokensOut,
				amounts.costUsd,
				isSending ? this.#stored + events.length : null,
			],
		});
		if (rowCount !== 1)
			throw new AppError("episode-lost", "Another process has taken this conversation.", {
				status: 409,
			});
		this.#stored += events.length;
	}
}

const noAmounts = { calls: 0, tokensIn: 0, tokensOut: 0, costUsd: 0 };

const FLUSH_SQL = `WITH mine AS (
		UPDATE episodes SET calls = calls + $5, tokens_in = tokens_in + $6, tokens_out = tokens_out + $7, cost_usd = cost_usd + $8,
			sent_at = coalesce($9, sent_at)
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
	SELECT 1 FROM mine`;

function callRow({ modelId, turn, outcome }: ProgramCall, nowMs: number) {
	const { trace, state, failure } = outcome;
	return {
		id: uuidV7(nowMs),
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
	addToHash(hash, events);
	return hash.digest("hex");
}

function addToHash(hash: Hash, events: readonly EpisodeEvent[]): void {
	for (const event of events) hash.update(`${hashText(event)}\n`);
}
