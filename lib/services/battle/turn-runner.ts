import type { Slot } from "#lib/arena/outcome.ts";
import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { log } from "#lib/http/log.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { runtime } from "#lib/services/runtime.ts";
import { RunningTurn, type TurnTask } from "./running-turn.ts";

/** How often shown text goes to the database, in ms: what a killed process may lose of a partial reply. */
const FLUSH_MS = 250;
/** How often leases are renewed and requests of other processes are seen, in ms. */
const HEARTBEAT_MS = 1000;

/** All turns that this process generates, and the beats they share: one timer each, however many turns. */
class TurnRunner {
	readonly #turns = new Map<string, RunningTurn>();
	#timers: NodeJS.Timeout[] = [];
	#flushing: Promise<void> = Promise.resolve();
	#isStopping = false;

	get size(): number {
		return this.#turns.size;
	}

	get isStopping(): boolean {
		return this.#isStopping;
	}

	/** Throws `shutting-down` (503) once this process takes no new turns. */
	assertTaking(): void {
		if (this.#isStopping)
			throw new AppError(
				"shutting-down",
				"The arena is restarting. Nothing was sent; try again in some seconds.",
				{ status: 503, data: { retryAfterSeconds: 5 } },
			);
	}

	find(battleId: string, turn: number): RunningTurn | undefined {
		return this.#turns.get(`${battleId}/${turn}`);
	}

	start(task: TurnTask): RunningTurn {
		const key = `${task.battleId}/${task.turn}`;
		const running = new RunningTurn(task, () => {
			// A retry of one side may have replaced the entry already.
			if (this.#turns.get(key) === running) this.#turns.delete(key);
			if (this.#turns.size === 0) this.#rest();
		});
		this.#turns.set(key, running);
		this.#wake();
		running.begin();
		return running;
	}

	/** Takes no new turns; resolves when the running ones are over or `graceMs` has passed. */
	async stop(graceMs: number): Promise<void> {
		this.#isStopping = true;
		const until = Date.now() + graceMs;
		while (this.#turns.size > 0 && Date.now() < until)
			await new Promise((resolve) => setTimeout(resolve, 50));
		// What is left is ended where it stands: partial text kept, marked stopped.
		for (const turn of this.#turns.values())
			for (const slot of ["a", "b"] as const) turn.stop(slot);
		for (let waited = 0; this.#turns.size > 0 && waited < 2000; waited += 20)
			await new Promise((resolve) => setTimeout(resolve, 20));
		await this.#flushing;
		this.#rest();
	}

	/** Resolves when everything shown so far is in the database. */
	async flush(): Promise<void> {
		this.#flushing = this.#flushing
			.then(() => this.#write())
			.catch((error) => {
				log().error({ err: error }, "shown text could not be stored yet");
			});
		await this.#flushing;
	}

	#wake(): void {
		if (this.#timers.length > 0) return;
		this.#timers = [
			setInterval(() => {
				const now = runtime().clock.nowMs();
				for (const turn of this.#turns.values()) turn.tick(now);
			}, config().PARLEY_COALESCE_MS),
			setInterval(() => void this.flush(), FLUSH_MS),
			setInterval(() => {
				this.#heartbeat().catch((error) =>
					log().error({ err: error }, "leases could not be renewed"),
				);
			}, HEARTBEAT_MS),
		];
	}

	#rest(): void {
		for (const timer of this.#timers.splice(0)) clearInterval(timer);
	}

	/** One statement for all turns: fewer, larger writes cost less than many small ones. */
	async #write(): Promise<void> {
		const batches = [...this.#turns.values()].flatMap((turn) => {
			const events = turn.log.unpersisted();
			const [first, last] = [events[0], events.at(-1)];
			return first && last
				? [{ turn, from: first.seq, to: last.seq, events: JSON.stringify(events) }]
				: [];
		});
		if (batches.length === 0) return;
		await pool().query(
			// A turn that ended meanwhile is compacted; its late batch must not come back.
			`INSERT INTO reply_chunks (battle_id, turn, seq_from, seq_to, events)
			 SELECT x.battle_id, x.turn, x.seq_from, x.seq_to, x.events
			 FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::jsonb[]) AS x(battle_id, turn, seq_from, seq_to, events)
			 JOIN turns t ON t.battle_id = x.battle_id AND t.index = x.turn AND t.ended_at IS NULL
			 ON CONFLICT DO NOTHING`,
			[
				batches.map((batch) => batch.turn.task.battleId),
				batches.map((batch) => batch.turn.task.turn),
				batches.map((batch) => batch.from),
				batches.map((batch) => batch.to),
				batches.map((batch) => batch.events),
			],
		);
		for (const batch of batches) batch.turn.log.persistedSeq = batch.to;
	}

	async #heartbeat(): Promise<void> {
		const { rows } = await pool().query<{
			battleId: string;
			turn: number;
			slot: Slot;
			stopRequested: boolean;
		}>(
			`UPDATE replies SET lease_until = now() + make_interval(secs => $2)
			 WHERE lease_owner = $1 AND state IN ('pending', 'streaming')
			 RETURNING battle_id AS "battleId", turn, slot, stop_requested AS "stopRequested"`,
			[runtime().processId, config().PARLEY_LEASE_MS / 1000],
		);
		for (const row of rows)
			if (row.stopRequested) this.find(row.battleId, row.turn)?.stop(row.slot);
	}
}

const shared = globalThis as typeof globalThis & { parleyTurnRunner?: TurnRunner };

/** The process's turn runner. */
export function turnRunner(): TurnRunner {
	shared.parleyTurnRunner ??= new TurnRunner();
	return shared.parleyTurnRunner;
}
