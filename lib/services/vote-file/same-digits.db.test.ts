import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "#lib/arena/outcome.ts";
import { pool } from "#lib/db/pool.ts";
import { randomInt, seededRandom } from "#lib/kernel/random.ts";
import { boardFilter } from "#lib/ranking/board-filter.ts";
import { publishedMethod } from "#lib/ranking/published-fit.ts";
import { exportQuerySchema, parseExport } from "#lib/services/export/export-query.ts";
import { streamBattles } from "#lib/services/export/stream-battles.ts";
import { fitBoardNow } from "#lib/services/ranking/fit-board.ts";
import { insertSnapshot } from "#lib/services/ranking/stored-snapshots.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { newVote, newVoter, type VoteSpec } from "#lib/testing/vote-factory.ts";
import { rankVoteFile } from "./rank-vote-file.ts";

testDatabase();

const folder = mkdtempSync(join(tmpdir(), "parley-digits-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const outcomes: Outcome[] = ["a", "a", "b", "tie", "both_bad"];
const models = ["heron", "lark", "merlin", 'od"d\\ näme', "wren"];

beforeAll(async () => {
	const random = seededRandom(7);
	const pick = <T>(list: readonly T[]): T => list[randomInt(random, list.length)] as T;
	const votes: VoteSpec[] = [];
	for (let i = 0; i < 120; i++) {
		const a = pick(models);
		const b = pick(models.filter((model) => model !== a));
		votes.push({
			a,
			b,
			outcome: pick(outcomes),
			language: pick(["de", "en", null]),
			categories: pick([["code"], ["code", "mathematics"], []]),
			turnsCount: 1 + randomInt(random, 5),
			origin: i % 10 === 0 ? "simulated" : "human",
			at: new Date(Date.UTC(2026, 0, 1 + randomInt(random, 20), 12, i % 60)),
		});
	}
	const excluded = await newVoter({ isExcluded: true });
	for (const [i, vote] of votes.entries()) {
		if (i % 11 === 1) await newVote({ ...vote, withdrawn: true });
		else if (i % 11 === 2) await newVote({ ...vote, exclusions: ["leak", "turn-scope"] });
		else if (i % 11 === 3) await newVote({ ...vote, voterId: excluded });
		else if (i % 11 === 4) await newVote({ ...vote, scope: "turn", turn: vote.turnsCount ?? 1 });
		else if (i % 11 === 5) {
			const first = await newVote({ ...vote, isCurrent: false, exclusions: ["superseded"] });
			await newVote({ ...vote, ...first, version: 2, outcome: "tie" });
		} else if (i % 11 === 6) {
			// A second voter on the same battle: two judgements, one battle.
			const first = await newVote(vote);
			await newVote({ ...vote, battleId: first.battleId, voterId: await newVoter() });
		} else await newVote(vote);
	}
	// The factory writes battles without conversations; an export looks for two in every battle.
	await pool().query(`INSERT INTO conversations (id, battle_id, slot, model_id, seed)
		SELECT gen_random_uuid(), b.id, s, CASE s WHEN 'a' THEN b.model_a_id ELSE b.model_b_id END, 7
		FROM battles b, unnest(ARRAY['a', 'b']) AS s`);
	await pool().query(`INSERT INTO messages (id, conversation_id, turn, seat, text)
		SELECT gen_random_uuid(), c.id, t, 'user', 'Question ' || t
		FROM conversations c JOIN battles b ON b.id = c.battle_id, generate_series(1, b.turns_count) AS t`);
	// Replies whose form differs between the slots; of one battle in seven nothing is known of it.
	await pool().query(
		`INSERT INTO turns (battle_id, index) SELECT b.id, t FROM battles b, generate_series(1, b.turns_count) AS t`,
	);
	await pool().query(`INSERT INTO replies (id, battle_id, turn, slot, conversation_id, model_id, state, style)
		SELECT gen_random_uuid(), c.battle_id, t.index, c.slot, c.id, c.model_id, 'done', CASE WHEN n % 7 = 0 THEN NULL ELSE jsonb_build_object(
			'characters', 200 + (n * 37 + ascii(c.slot) * 11) % 900, 'words', 50, 'codeBlocks', 0, 'emoji', 0, 'citations', 0,
			'headers', jsonb_build_object('h1', 0, 'h2', (n + ascii(c.slot)) % 3, 'h3', 0, 'h4', 0, 'h5', 0, 'h6', 0),
			'lists', jsonb_build_object('ordered', n * 5 % 4, 'unordered', (n + ascii(c.slot)) % 5),
			'bold', jsonb_build_object('stars', 0, 'underscores', 0)) END
		FROM (SELECT c.*, row_number() OVER (ORDER BY c.battle_id, c.slot) AS n FROM conversations c) c JOIN turns t ON t.battle_id = c.battle_id`);
	await pool().query(`INSERT INTO messages (id, conversation_id, turn, seat, text)
		SELECT gen_random_uuid(), r.conversation_id, r.turn, 'assistant', 'Answer' FROM replies r`);
	await pool().query("INSERT INTO judgement_changes DEFAULT VALUES");
	await pool().query("UPDATE battles SET categoriser_version = '1'");
	await pool().query(
		"UPDATE battles SET category = 'code' WHERE categories = '{}' AND turns_count = 2",
	);
});

/** Writes an export as the command line and the page do, and returns where. */
async function exported(query: Record<string, string>): Promise<string> {
	const path = join(folder, `${Object.values(query).join("-")}.${query["as"]}`);
	const rows = await streamBattles(parseExport(exportQuerySchema.parse(query)));
	const texts: string[] = [];
	for await (const { text } of rows.chunks()) texts.push(text);
	await writeFile(path, texts.join(""));
	return path;
}

const base = {
	method: { name: publishedMethod.name },
	format: null,
	category: null,
	language: null,
	origin: null,
	seed: 1,
	battles: true,
};

describe.each([
	{ format: "arena-140k", as: "jsonl", versions: "all", scope: "all" },
	{ format: "arena-140k", as: "csv", versions: "all", scope: "all" },
	{ format: "arena-140k", as: "jsonl", counted: "true" },
	{ format: "parley", as: "jsonl" },
	{ format: "parley", as: "csv" },
])("an export as $format, $as", (query) => {
	const wanted = Object.fromEntries(
		Object.entries(query).filter(([, value]) => value !== undefined),
	) as Record<string, string>;

	test("gives the stored snapshot again, to the last digit and with its hash", async () => {
		const client = await pool().connect();
		const snapshot = await insertSnapshot(client, await fitBoardNow(boardFilter({})));
		client.release();
		const { file, fit, hash } = await rankVoteFile(
			await exported({ ...wanted, origin: "human" }),
			base,
		);
		expect(file.counts.accepted).toBe(snapshot.counts.used);
		expect(snapshot.counts.used).toBeGreaterThan(60);
		expect(hash).toEqual({ hash: snapshot.judgementHash, over: "judgements" });
		expect(fit.rows).toEqual(snapshot.rows);
		expect(fit.components).toEqual(snapshot.components);
		expect(fit.warnings).toEqual(snapshot.warnings);
		expect(fit.method.version).toBe(snapshot.methodVersion);
	});

	test.each([
		{ category: "code" },
		{ category: "turns-2-3" },
		{ language: "de" },
		{ category: "mathematics", language: "en" },
	])("gives the leaderboard of %j from the file of everything", async (filter) => {
		const { category = null, language = null } = filter as { category?: string; language?: string };
		const snapshot = await fitBoardNow(boardFilter(filter));
		const { fit, hash } = await rankVoteFile(await exported(wanted), {
			...base,
			category,
			language,
			origin: "human",
		});
		expect(hash.hash).toBe(snapshot.judgementHash);
		expect(fit.rows).toEqual(snapshot.rows);
	});

	if (query.format === "parley")
		test("gives the leaderboard with style control again, its effects too", async () => {
			const snapshot = await fitBoardNow(boardFilter({ style: "on" }));
			// Nothing is ever bold, so its effect is nobody's to know.
			const features = ["characters", "headers", "lists"];
			expect(snapshot.parameters["style"]).toMatchObject({ features });
			const { fit, hash } = await rankVoteFile(await exported({ ...wanted, origin: "human" }), {
				...base,
				method: { name: "bt-half", style: { features, transform: "arena-rank" } },
			});
			expect(hash.hash).toBe(snapshot.judgementHash);
			expect(fit.rows).toEqual(snapshot.rows);
			expect(fit.coefficients).toEqual(snapshot.coefficients);
			expect(fit.covariance.order).toEqual(snapshot.covariance?.order);
			expect(fit.coefficients.map(({ estimate }) => estimate)).not.toContain(null);
		});

	test("tells what it left out, and that origins are mixed", async () => {
		const { file, notes } = await rankVoteFile(await exported(wanted), base);
		expect(notes).toEqual([
			{
				code: "origins-mixed",
				counts: { human: expect.any(Number), simulated: expect.any(Number) },
			},
		]);
		if (!("counted" in wanted)) expect(file.counts.leftOut).toMatchObject({ leak: 11 });
	});
});

test("the hash is of the judgements, not of the order of the rows", async () => {
	const path = await exported({ format: "arena-140k", as: "jsonl", origin: "human" });
	const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
	const reversed = join(folder, "reversed.jsonl");
	await writeFile(reversed, lines.toReversed().join("\n"));
	const shorter = join(folder, "shorter.jsonl");
	await writeFile(shorter, lines.filter((line) => !line.includes('"tie"')).join("\n"));
	const [one, other, less] = await Promise.all(
		[path, reversed, shorter].map((each) => rankVoteFile(each, base)),
	);
	expect(other?.hash).toEqual(one?.hash);
	expect(other?.fit.rows).toEqual(one?.fit.rows);
	expect(less?.hash.hash).not.toBe(one?.hash.hash);
});
