import fc from "fast-check";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { rowSchemas } from "#lib/datasets/columns.ts";
import { pool } from "#lib/db/pool.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { insertManyBattles } from "#lib/testing/many-battles.ts";
import { exportBody } from "./export-body.ts";
import { exportQuerySchema, parseExport } from "./export-query.ts";
import { streamBattles } from "./stream-battles.ts";

testDatabase();

const BATTLES = 1200;

beforeAll(async () => {
	await insertManyBattles(pool(), BATTLES);
});

const start = (query: Record<string, string> = {}) =>
	streamBattles(parseExport(exportQuerySchema.parse(query)));

async function rowsOf(query: Record<string, string> = {}): Promise<Record<string, unknown>[]> {
	return (await textOf(query))
		.split("\n")
		.slice(0, -1)
		.map((line) => JSON.parse(line));
}

async function textOf(query: Record<string, string>): Promise<string> {
	return new Response(exportBody(await start(query))).text();
}

/** Changes a vote's or battle's bookkeeping for one test and puts it back. */
async function changed(sql: string, undo: string, check: () => Promise<void>): Promise<void> {
	await pool().query(sql);
	try {
		await check();
	} finally {
		await pool().query(undo);
	}
}

const lastBattle = "(SELECT id FROM battles ORDER BY created_at DESC, id DESC LIMIT 1)";
const firstBattle = "(SELECT id FROM battles ORDER BY created_at, id LIMIT 1)";

describe("rows", () => {
	test.each(["arena-140k", "parley"] as const)(
		"every %s row fits its schema, once each",
		async (format) => {
			const rows = await rowsOf({ format });
			for (const row of rows) rowSchemas[format].parse(row);
			expect(new Set(rows.map((row) => row.id)).size).toBe(BATTLES);
			expect(rows).toHaveLength(BATTLES);
		},
	);

	test("hold what the database holds, and come in the order of time and id", async () => {
		const rows = await rowsOf();
		const { rows: stored } = await pool().query(
			`SELECT j.id, j.outcome, ma.slug AS a, mb.slug AS b FROM judgements j JOIN battles ON battles.id = j.battle_id
			 JOIN models ma ON ma.id = model_a_id JOIN models mb ON mb.id = model_b_id ORDER BY j.created_at, j.id`,
		);
		const words = { a: "model_a", b: "model_b", tie: "tie", both_bad: "both_bad" };
		expect(rows.map((row) => [row.id, row.model_a, row.model_b, row.winner])).toEqual(
			stored.map((row) => [row.id, row.a, row.b, words[row.outcome as keyof typeof words]]),
		);
	});

	test("never name a voter, a receipt or a link of a battle", async () => {
		const { rows } = await pool().query<{ secret: string }>(
			"SELECT id::text AS secret FROM voters UNION SELECT receipt FROM judgements UNION SELECT slug FROM battles",
		);
		const texts = [
			await textOf({ format: "arena-140k" }),
			await textOf({ format: "parley" }),
			await textOf({ format: "parley", as: "csv" }),
		];
		const words = new Set(texts.flatMap((text) => text.split(/[^0-9A-Za-z-]+/)));
		const voters = rows.filter(({ secret }) => words.has(secret));
		expect(voters).toEqual([]);
		expect(rows.length).toBeGreaterThan(2 * BATTLES);
	});

	test("give one voter one pseudonym that the cookie's secret cannot undo", async () => {
		const rows = await rowsOf();
		expect(new Set(rows.map((row) => row.judge_id)).size).toBe(100);
		const { rows: keys } = await pool().query(
			"SELECT value FROM settings WHERE key = 'export-key'",
		);
		expect(keys[0].value).toMatch(/^[\w-]{43}$/);
	});
});

describe("what is left out", () => {
	test("a battle that is not revealed, in any format", async () => {
		await changed(
			`UPDATE battles SET revealed_at = NULL, state = 'open' WHERE id = ${firstBattle}`,
			"UPDATE battles SET revealed_at = created_at + interval '90 s', state = 'decided' WHERE revealed_at IS NULL",
			async () => {
				for (const format of ["arena-140k", "parley"]) {
					expect(await rowsOf({ format })).toHaveLength(BATTLES - 1);
					expect(await (await start({ format })).countLeftOut()).toEqual({ "not-revealed": 1 });
				}
			},
		);
	});

	test("a running battle does not tell its models by being counted for one of them", async () => {
		const countsOf = async (format: string) => {
			const counts = [0, 1, 2, 3].map(async (i) =>
				(await start({ format, model: `model-${i}` })).countLeftOut(),
			);
			return Promise.all(counts);
		};
		await changed(
			`UPDATE battles SET revealed_at = NULL, state = 'open' WHERE id = ${firstBattle}`,
			"UPDATE battles SET revealed_at = created_at + interval '90 s', state = 'decided' WHERE revealed_at IS NULL",
			async () => {
				for (const format of ["arena-140k", "parley"])
					expect(await countsOf(format)).toEqual([{}, {}, {}, {}]);
			},
		);
	});

	test("a withdrawn vote", async () => {
		await changed(
			`UPDATE judgements SET withdrawn_at = now() WHERE battle_id = ${firstBattle}`,
			"UPDATE judgements SET withdrawn_at = NULL",
			async () => {
				for (const format of ["arena-140k", "parley"]) {
					expect(await rowsOf({ format, versions: "all" })).toHaveLength(BATTLES - 1);
					expect(await (await start({ format })).countLeftOut()).toEqual({ withdrawn: 1 });
				}
			},
		);
	});

	test("a battle without consent, unless a script played it", async () => {
		await changed(
			`UPDATE battles SET consent_version = NULL WHERE id = ${firstBattle}`,
			"UPDATE battles SET consent_version = '1', scripted_by = NULL",
			async () => {
				for (const format of ["arena-140k", "parley"]) {
					expect(await rowsOf({ format })).toHaveLength(BATTLES - 1);
					expect(await (await start({ format })).countLeftOut()).toEqual({ "no-consent": 1 });
				}
				await pool().query(`UPDATE battles SET scripted_by = 'demo' WHERE id = ${firstBattle}`);
				for (const format of ["arena-140k", "parley"] as const) {
					const rows = await rowsOf({ format });
					expect(rows).toHaveLength(BATTLES);
					expect(rowSchemas[format].parse(rows[0])).toMatchObject({ consent_version: null });
				}
			},
		);
	});

	test("a replaced version, unless all are asked for; a vote cast later changes no running export", async () => {
		const running = await start();
		const replace = `WITH old AS (UPDATE judgements SET is_current = false WHERE battle_id = ${firstBattle} RETURNING *)
			INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, reasons_a, reasons_b, left_slot, version,
			  supersedes_id, exclusions, receipt, turns_count, created_at)
			SELECT gen_random_uuid(), battle_id, scope, turn, kind, voter_id, 'tie', '{}', '{}', left_slot, 2, id,
			  '{changed-after-reveal}', receipt, turns_count, clock_timestamp() + interval '1 s' FROM old`;
		await changed(
			replace,
			`DELETE FROM judgements WHERE version = 2; UPDATE judgements SET is_current = true`,
			async () => {
				const before = (await new Response(exportBody(running)).text()).split("\n").slice(0, -1);
				expect(before.filter((line) => line.includes('"superseded":true'))).toEqual([]);
				expect(before).toHaveLength(BATTLES);
				await pool().query("ALTER TABLE judgements DISABLE TRIGGER USER");
				await pool().query("UPDATE judgements SET created_at = now() WHERE version = 2");
				await pool().query("ALTER TABLE judgements ENABLE TRIGGER USER");
				expect(await rowsOf()).toHaveLength(BATTLES);
				const all = await rowsOf({ versions: "all" });
				expect(all).toHaveLength(BATTLES + 1);
				expect(all.filter((row) => row.superseded)).toHaveLength(1);
				expect(all.at(-1)).toMatchObject({ superseded: false, evaluation_order: 2, winner: "tie" });
				expect(await rowsOf({ counted: "true" })).toHaveLength(BATTLES - 1);
				const battle = (await rowsOf({ format: "parley" }))[0];
				expect(battle?.judgements).toHaveLength(2);
			},
		);
	});
});

describe("filters and cursors", () => {
	test("every filter keeps what it says", async () => {
		const all = await rowsOf();
		expect(await rowsOf({ model: "model-1" })).toEqual(
			all.filter((row) => row.model_a === "model-1" || row.model_b === "model-1"),
		);
		for (const query of [
			{ origin: "simulated" },
			{ language: "de" },
			{ category: "code" },
			{ mode: "named" },
			{ from: "2026-01-02" },
			{ counted: "false" },
			{ category: "turns-1" },
		])
			expect(await rowsOf(query as unknown as Record<string, string>)).toEqual([]);
		for (const query of [
			{ origin: "human" },
			{ language: "en" },
			{ category: "mathematics" },
			{ to: "2026-01-01" },
			{ category: "turns-2-3" },
			{ language: "" },
		])
			expect(await rowsOf(query as unknown as Record<string, string>)).toHaveLength(BATTLES);
	});

	test("any cut resumes with exactly the rows that remain", async () => {
		for (const format of ["arena-140k", "parley"]) {
			const all = (await rowsOf({ format })).map((row) => row.id);
			await fc.assert(
				fc.asyncProperty(fc.integer({ min: 1, max: BATTLES }), async (cut) => {
					const after = String(all[cut - 1]);
					expect((await rowsOf({ format, after })).map((row) => row.id)).toEqual(all.slice(cut));
				}),
				{ numRuns: 4, examples: [[BATTLES], [1]] },
			);
		}
	});

	test("who goes on after the last row gets a vote that was committed late", async () => {
		const slow = await pool().connect();
		const vote = (
			at: string,
		) => `INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome,
			  reasons_a, reasons_b, left_slot, exclusions, receipt, turns_count, created_at)
			SELECT gen_random_uuid(), id, 'turn', 1, 'vote', owner_voter_id, 'tie', '{}', '{}', 'a', '{}', gen_random_uuid()::text, 2, ${at}
			FROM battles WHERE id = ${at === "now()" ? firstBattle : lastBattle} RETURNING id`;
		const rowsAfter = async (after: string) =>
			(await rowsOf({ after, scope: "all" })).map((row) => row.id);
		try {
			await slow.query("BEGIN");
			const late = (await slow.query(vote("now()"))).rows[0].id;
			const quick = (await pool().query(vote("clock_timestamp()"))).rows[0].id;
			const known = (await rowsOf({ scope: "all" })).map((row) => row.id);
			expect(known).toHaveLength(BATTLES);
			await slow.query("COMMIT");
			expect(await rowsAfter(String(known.at(-1)))).toEqual([late, quick]);
		} finally {
			await slow.query("ROLLBACK");
			slow.release();
			await pool().query("DELETE FROM judgements WHERE scope = 'turn'");
		}
	});

	test("who goes on after the last battle gets one that was revealed late", async () => {
		await changed(
			`UPDATE battles SET revealed_at = NULL, state = 'open' WHERE id = ${firstBattle}`,
			"UPDATE battles SET revealed_at = created_at + interval '90 s', state = 'decided'",
			async () => {
				const known = (await rowsOf({ format: "parley" })).map((row) => row.id);
				const { rows } = await pool().query(
					`UPDATE battles SET revealed_at = now(), state = 'decided' WHERE id = ${firstBattle} RETURNING id`,
				);
				const after = String(known.at(-1));
				// Rows of the last milliseconds wait for what is still being stored.
				await vi.waitFor(async () => {
					const later = await rowsOf({ format: "parley", after });
					expect(later.map((row) => row.id)).toEqual([rows[0].id]);
				});
			},
		);
	});

	test("with a limit the cursors lead through all rows, each once", async () => {
		const all = (await rowsOf()).map((row) => row.id);
		const seen: unknown[] = [];
		let after: string | null = "";
		let pages = 0;
		while (after !== null) {
			const part = await start({ limit: "500", after });
			const text = await new Response(exportBody(part)).text();
			seen.push(
				...text
					.split("\n")
					.slice(0, -1)
					.map((line) => JSON.parse(line).id),
			);
			after = part.nextCursor;
			pages++;
		}
		expect(seen).toEqual(all);
		expect(pages).toBe(3);
	});

	test("an exact last page has no cursor", async () => {
		expect((await start({ limit: String(BATTLES) })).nextCursor).toBeNull();
		expect((await start({ limit: String(BATTLES - 1) })).nextCursor).not.toBeNull();
	});

	test("unknown cursors and models are refused", async () => {
		await expect(start({ after: "01890000-0000-7000-8000-000000000000" })).rejects.toMatchObject({
			code: "cursor-unknown",
			status: 422,
		});
		await expect(start({ model: "nobody" })).rejects.toMatchObject({
			code: "model-unknown",
			status: 422,
		});
	});
});

describe("a stream", () => {
	test("reads no further than a slow reader has asked", async () => {
		let asked = 0;
		const source = await start();
		const body = exportBody({
			async *chunks() {
				for await (const chunk of source.chunks()) {
					asked++;
					yield chunk;
				}
			},
		});
		const reader = body.getReader();
		await reader.read();
		await pool().query("SELECT 1");
		expect(asked).toBe(1);
		await reader.cancel();
		expect(pool().totalCount - pool().idleCount).toBe(0);
		expect(await reader.read()).toEqual({ done: true, value: undefined });
	});

	test("holds no connection between chunks", async () => {
		const reader = exportBody(await start()).getReader();
		await reader.read();
		await reader.read();
		// The page read ahead may still be on its way: once it is there, nothing is held.
		await expect.poll(() => pool().totalCount - pool().idleCount).toBe(0);
		await reader.cancel();
	});
});
