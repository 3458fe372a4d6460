import { beforeAll, beforeEach, expect, test } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { addHouse, launch, play, playOut, sql } from "#lib/testing/run-fixture.ts";

testDatabase();

beforeAll(async () => {
	await addHouse();
	await sql(
		`CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'the test refuses'; END $$ LANGUAGE plpgsql`,
	);
});
beforeEach(() => overrideConfig({ PARLEY_GIVE_BACKS_MAX: 1 }));

const run = {
	suites: ["fair-price"],
	models: ["house-player-00", "house-player-70"],
	seeds: { count: 2 },
};

/** Has the database refuse rows of a table while `work` goes on. */
async function refusing<T>(table: string, when: string, work: () => Promise<T>): Promise<T> {
	await sql(
		`CREATE TRIGGER refuse BEFORE INSERT ON ${table} FOR EACH ROW ${when} EXECUTE FUNCTION refuse()`,
	);
	try {
		return await work();
	} finally {
		await sql(`DROP TRIGGER refuse ON ${table}`);
	}
}

test("a conversation that no process can play on is void in the end, and its run ends", async () => {
	const errors: unknown[] = [];
	const progress = await refusing("check_results", "", () =>
		play({ ...run, reruns: 0 }, { errors }),
	);
	expect(progress).toMatchObject({ state: "finished", finished: 0, failures: { "given-up": 4 } });
	expect(errors).toHaveLength(4);
});

test("battles that cannot be judged are left out, with the reason, and the run ends", async () => {
	const { id } = await launch({ ...run, jury: { jurors: ["house-juror"], lenses: ["plain"] } });
	const errors: unknown[] = [];
	const progress = await refusing("readings", "WHEN (NEW.first_slot = 'b')", () =>
		playOut(id, { errors }),
	);
	expect(progress).toMatchObject({ state: "finished", battles: 2, readings: 2, verdicts: 0 });
	expect(progress.stateReason).toMatch(/^2 of what was to be judged could not be: /);
	expect(errors).toHaveLength(2);
});

test("a jury whose connection is lost stops asking, and reads on with another", async () => {
	overrideConfig({ PARLEY_GIVE_BACKS_MAX: 5 });
	const { id } = await launch({ ...run, jury: { jurors: ["house-juror"], lenses: ["plain"] } });
	await sql(`CREATE FUNCTION cut() RETURNS trigger AS $$ BEGIN
		PERFORM pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()
			AND NOT EXISTS (SELECT 1 FROM readings); RETURN NEW; END $$ LANGUAGE plpgsql`);
	await sql(
		"CREATE TRIGGER cut AFTER INSERT ON readings FOR EACH STATEMENT EXECUTE FUNCTION cut()",
	);
	const errors: unknown[] = [];
	try {
		const progress = await playOut(id, { errors });
		expect(progress).toMatchObject({ state: "finished", readings: 4, verdicts: 2 });
		expect(pool().idleCount).toBeGreaterThan(0);
	} finally {
		await sql("DROP TRIGGER cut ON readings");
	}
});
