import { beforeAll, describe, expect, test } from "vitest";
import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { syncRegistry } from "#lib/services/model/sync-registry.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { seedDemo } from "./seed-demo.ts";

testDatabase();

beforeAll(async () => {
	await syncRegistry();
});

describe("the demo", () => {
	test("plays labelled battles to their end, goes on where it stopped, and changes no setting", async () => {
		const policy = config().PARLEY_DISPLAY_POLICY;
		const first = await seedDemo({ battles: 20, seed: 7, atOnce: 4 });
		expect(first).toMatchObject({ played: 20, before: 0 });
		const { rows } = await pool().query(
			`SELECT count(*) AS battles, count(*) FILTER (WHERE b.state = 'decided' AND b.origin = 'simulated' AND b.scripted_by IS NOT NULL AND v.is_scripted) AS marked,
			   (SELECT count(*) FROM judgements WHERE scope = 'battle' AND is_current) AS votes,
			   (SELECT count(*) FROM replies WHERE state <> 'done') AS unfinished
			 FROM battles b JOIN voters v ON v.id = b.owner_voter_id`,
		);
		expect(rows[0]).toEqual({ battles: 20, marked: 20, votes: 20, unfinished: 0 });
		expect(await seedDemo({ battles: 20, seed: 7 })).toMatchObject({ played: 0, before: 20 });
		expect(await seedDemo({ battles: 24, seed: 7 })).toMatchObject({ played: 4, before: 20 });
		expect(config().PARLEY_DISPLAY_POLICY).toBe(policy);
	});

	test("the same seed draws the same pairs and casts the same votes", async () => {
		const read = async () => {
			const { rows } = await pool().query(
				`SELECT ma.slug AS a, mb.slug AS b, side_of_a, scripted_by, language, b.turns_count, j.outcome
				 FROM battles b JOIN judgements j ON j.battle_id = b.id AND j.scope = 'battle'
				 JOIN models ma ON ma.id = model_a_id JOIN models mb ON mb.id = model_b_id
				 ORDER BY 1, 2, 3, 4, 5, 6, 7`,
			);
			return rows;
		};
		const clear = () => pool().query("TRUNCATE battles, judgements, calls CASCADE");
		await clear();
		await seedDemo({ battles: 12, seed: 11 });
		const once = await read();
		await clear();
		await seedDemo({ battles: 5, seed: 11, atOnce: 3 });
		await seedDemo({ battles: 12, seed: 11, atOnce: 2 });
		expect(await read()).toEqual(once);
		expect(once).toHaveLength(12);
	});
});
