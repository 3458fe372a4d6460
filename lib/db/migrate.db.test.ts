import { describe, expect, test } from "vitest";
import { testDatabase } from "#lib/testing/database.ts";
import { migrate } from "./migrate.ts";
import { pool } from "./pool.ts";

const address = testDatabase();

describe("migrate", () => {
	test("does nothing on a database that is up to date, and says so", async () => {
		expect(await migrate(address())).toEqual([]);
	});

	test("leaves triggers that keep snapshots as they were written", async () => {
		await pool().query(
			`INSERT INTO rating_snapshots (id, leaderboard_key, method, method_version, parameters, filter, seed, judgement_hash, counts, components, rows, pairs, coefficients)
			 VALUES (gen_random_uuid(), 'k', 'm', '1', '{}', '{}', 1, 'h', '{}', '[]', '[]', '[]', '[]')`,
		);
		await expect(pool().query("UPDATE rating_snapshots SET seed = 2")).rejects.toThrow("immutable");
	});
});
