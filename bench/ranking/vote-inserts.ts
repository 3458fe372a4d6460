import type pg from "pg";
import { median } from "./table.ts";

const VOTES = 4000;
const AT_ONCE = 8;
const ROUNDS = 5;

const INSERT = `INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, reasons_a, reasons_b, left_slot,
		exclusions, receipt, turns_count, is_current)
	SELECT gen_random_uuid(), gen_random_uuid(), 'battle', 0, 'vote', gen_random_uuid(), 'a', '{}', '{}', 'a', '{}', 'insert', 1, true`;

/**
 * Votes inserted a second: one by one, each committed, AT_ONCE at a time; and all in one statement. Rounds
 * with and without the triggers alternate, so that whatever else the machine does falls on both.
 */
export async function measureInserts(pool: pg.Pool): Promise<[string, string][]> {
	const ways: [string, () => Promise<unknown>][] = [
		[`one by one, ${AT_ONCE} at once`, () => oneByOne(pool)],
		["in one statement", () => pool.query(`${INSERT} FROM generate_series(1, $1::int)`, [VOTES])],
	];
	const lines: [string, string][] = [];
	for (const [name, insert] of ways) {
		const rates = { ENABLE: [] as number[], DISABLE: [] as number[] };
		for (let round = 0; round <= ROUNDS; round++)
			for (const state of ["ENABLE", "DISABLE"] as const) {
				await pool.query(`ALTER TABLE judgements ${state} TRIGGER judgements_inserted`);
				const before = performance.now();
				await insert();
				if (round > 0) rates[state].push((VOTES * 1000) / (performance.now() - before));
				await pool.query("DELETE FROM judgements WHERE receipt = 'insert'");
				await pool.query("DELETE FROM judgement_changes");
			}
		await pool.query("ALTER TABLE judgements ENABLE TRIGGER judgements_inserted");
		const [on, off] = [median(rates.ENABLE), median(rates.DISABLE)];
		lines.push([
			name,
			`${Math.round(on)}/s with, ${Math.round(off)}/s without: ${(1e6 / on - 1e6 / off).toFixed(1)} µs a vote`,
		]);
	}
	return lines;
}

async function oneByOne(pool: pg.Pool): Promise<void> {
	let left = VOTES;
	const work = async () => {
		while (left-- > 0) await pool.query(INSERT);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
}
