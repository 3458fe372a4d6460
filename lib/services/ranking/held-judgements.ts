import { outcomes } from "#lib/arena/outcome.ts";
import { pool, type Queryable } from "#lib/db/pool.ts";
import { HELD, type Stratum } from "#lib/ranking/columns/held-rows.ts";
import { FACT_UNKNOWN, replyFacts } from "./reply-facts.ts";

/** Numbers of one held judgement. */
export const WIDTH = HELD.facts + 2 * replyFacts.length;

/**
 * Models in slots a and b, outcome, stratum as JSON, time in ms, voter, facts; the last three are null in
 * rows of a process of an older version, until the next fold.
 */
type HeldRow = [
	a: string,
	b: string,
	outcome: string,
	stratum: string,
	ms: number | null,
	voter: string | null,
	facts: number[] | null,
];

/** As many buckets are read at once, so that memory is bounded by what is held. */
const BUCKETS_AT_ONCE = 128;

/**
 * The judgements that count, as a process holds them: about 60 bytes each, by bucket and inside a bucket
 * by id. Numbers of models, voters and strata are this process's own.
 */
export class HeldJudgements {
	readonly buckets = new Map<number, Int32Array>();
	readonly models = new Numbers();
	readonly voters = new Numbers();
	readonly strata: Stratum[] = [];
	private readonly stratumNumbers = new Map<string, number>();
	/** The newest fold that is held. */
	epoch = 0n;

	/**
	 * Reads what folds changed since the last time: a vote costs the 4,096th part of all judgements.
	 * `on` must see a state no older than the last one read.
	 */
	async catchUp(on: Queryable): Promise<void> {
		const { rows } = await on.query<{ bucket: number; epoch: string }>(
			"SELECT bucket, epoch FROM judgement_buckets WHERE epoch > $1 ORDER BY bucket",
			[String(this.epoch)],
		);
		for (let from = 0; from < rows.length; from += BUCKETS_AT_ONCE) {
			const some = rows.slice(from, from + BUCKETS_AT_ONCE).map(({ bucket }) => bucket);
			await this.read(on, some);
		}
		for (const { epoch } of rows) if (BigInt(epoch) > this.epoch) this.epoch = BigInt(epoch);
	}

	private async read(on: Queryable, buckets: number[]): Promise<void> {
		const { rows } = await on.query<{ bucket: number; judgements: HeldRow[] }>(
			`SELECT jc.bucket, json_agg(json_build_array(c.model_a_id, c.model_b_id, jc.outcome,
					json_build_array(c.origin, c.kind, c.language, c.category, c.turns, c.categories)::text,
					(extract(epoch FROM jc.at) * 1000)::bigint, jc.voter_id, jc.facts) ORDER BY jc.judgement_id) AS judgements
			FROM judgement_cells jc JOIN cells c ON c.id = jc.cell_id AND c.reason = 'used'
			WHERE jc.bucket = ANY ($1) GROUP BY jc.bucket`,
			[buckets],
		);
		for (const bucket of buckets) this.buckets.delete(bucket);
		for (const { bucket, judgements } of rows) this.buckets.set(bucket, this.hold(judgements));
	}

	private hold(judgements: readonly HeldRow[]): Int32Array {
		const held = new Int32Array(judgements.length * WIDTH);
		judgements.forEach(([a, b, outcome, stratum, ms, voter, facts], row) => {
			const at = row * WIDTH;
			held[at + HELD.slotA] = this.models.of(a);
			held[at + HELD.slotB] = this.models.of(b);
			held[at + HELD.outcome] = (outcomes as readonly string[]).indexOf(outcome);
			held[at + HELD.stratum] = this.stratumOf(stratum);
			held[at + HELD.seconds] = Math.floor((ms ?? 0) / 1000);
			held[at + HELD.millis] = (ms ?? 0) % 1000;
			held[at + HELD.voter] = voter === null ? -1 : this.voters.of(voter);
			for (let k = 0; k < WIDTH - HELD.facts; k++)
				held[at + HELD.facts + k] = facts?.[k] ?? FACT_UNKNOWN;
		});
		return held;
	}

	private stratumOf(text: string): number {
		const known = this.stratumNumbers.get(text);
		if (known !== undefined) return known;
		const [origin, kind, language, category, turns, categories] = JSON.parse(text) as [
			...[string, string, string, string],
			number,
			string[],
		];
		this.strata.push({ origin, kind, language, category, turns, categories });
		this.stratumNumbers.set(text, this.strata.length - 1);
		return this.strata.length - 1;
	}
}

/** Numbers for texts, in the order in which they are met. */
class Numbers {
	readonly texts: string[] = [];
	private readonly numbers = new Map<string, number>();

	of(text: string): number {
		const known = this.numbers.get(text);
		if (known !== undefined) return known;
		this.numbers.set(text, this.texts.length);
		return this.texts.push(text) - 1;
	}
}

// Pages and routes are bundled apart; one process holds its judgements once for each database.
const shared = globalThis as typeof globalThis & {
	parleyHeld?: { of: unknown; held: HeldJudgements; last: Promise<unknown> };
};

/**
 * Runs `work` with the held judgements as the only one in this process. Transactions must begin inside:
 * what they see is then never older than what is held.
 */
export async function withHeld<T>(work: (held: HeldJudgements) => Promise<T>): Promise<T> {
	if (shared.parleyHeld?.of !== pool())
		shared.parleyHeld = { of: pool(), held: new HeldJudgements(), last: Promise.resolve() };
	const mine = shared.parleyHeld;
	const done = mine.last.then(() => work(mine.held));
	mine.last = done.catch(() => {});
	return done;
}

/** Lets go of everything held, so that the next reader reads it all. */
export function forgetHeld(): void {
	if (shared.parleyHeld !== undefined) shared.parleyHeld.held = new HeldJudgements();
}
