import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Outcome, outcomes, type Slot } from "#lib/arena/outcome.ts";
import { overrideConfig } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { boardFilter, boardKey, wholeBoard } from "#lib/ranking/board-filter.ts";
import { retryReply } from "#lib/services/battle/retry-reply.ts";
import { startBattle } from "#lib/services/battle/start-battle.ts";
import { takeTurn } from "#lib/services/battle/take-turn.ts";
import { castVote } from "#lib/services/vote/cast-vote.ts";
import { withdrawVote } from "#lib/services/vote/withdraw-vote.ts";
import { excludeVoter, includeVoter } from "#lib/services/voter/exclude-voter.ts";
import { adminActor } from "#lib/testing/actors.ts";
import { actorOf, fails, says, turnOver, useModels } from "#lib/testing/battle-fixture.ts";
import { countVotes } from "#lib/testing/count-votes.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { modelOf, newBattle, newVote, newVoter } from "#lib/testing/vote-factory.ts";
import { currentSnapshot } from "./find-board.ts";
import { fitBoardNow } from "./fit-board.ts";
import { foldWaiting } from "./fold-changes.ts";
import { hasStaleBoards } from "./mark-stale.ts";
import { findLastRecount, recountCells } from "./recount-cells.ts";
import { refreshBoard, registerBoard } from "./refresh-board.ts";
import { refreshStaleBoards } from "./refresh-stale.ts";
import { findSnapshot } from "./stored-snapshots.ts";

testDatabase();

const kept = [
	wholeBoard("human"),
	boardFilter({ origin: "human", language: "en" }),
	boardFilter({ origin: "human", category: "code" }),
	boardFilter({ origin: "human", category: "turns-1" }),
	boardFilter({ origin: "human", category: "turns-2-3" }),
	boardFilter({ origin: "simulated" }),
];
const today = new Date().toISOString().slice(0, 10);
const unkept = [
	boardFilter({ origin: "all" }),
	boardFilter({ from: today, to: today }),
	boardFilter({ to: "2020-01-01" }),
	boardFilter({ language: "de", category: "code" }),
];
const agreed = {
	judgements: 0,
	cells: 0,
	battles: 0,
	boards: [],
};

beforeAll(async () => {
	overrideConfig({ PARLEY_BATTLES_PER_NETWORK_MAX: 100_000 });
	let nth = 0;
	await useModels({
		lark: says("I would say so."),
		wren: says("Not at all, or so I think."),
		kite: async (input) =>
			++nth % 3 === 0 ? fails("overloaded")(input) : says("As you like.")(input),
	});
});

/** Holds what is read from cells against what is counted from all votes. */
async function expectCellsToAgree(): Promise<void> {
	for (const filter of kept) {
		await registerBoard(filter, 100);
		const { rows } = await pool().query<{ id: string | null }>(
			"UPDATE leaderboards SET stale_at = now(), snapshot_id = NULL WHERE key = $1 RETURNING snapshot_id AS id",
			[boardKey(filter)],
		);
		expect(rows).toHaveLength(1);
		const result = await refreshBoard(boardKey(filter));
		if (result.kind !== "fitted") throw new Error(`the leaderboard was not fitted: ${result.kind}`);
		expect(await findSnapshot(result.snapshotId)).toMatchObject(await countVotes(filter));
	}
	for (const filter of unkept)
		expect(await fitBoardNow(filter)).toMatchObject(await countVotes(filter));
	expect((await recountCells(Date.now())).differences).toEqual(agreed);
}

const texts = [
	"Write a function that sorts a list in JavaScript.",
	"Wie ist das Wetter heute bei dir in der Stadt?",
];
/** The voters, and the battles and receipts made so far; an action picks among them by number. */
class Arena {
	voters: string[] = [];
	battles: { id: string; voterId: string }[] = [];
	receipts: { code: string; voterId: string }[] = [];

	pick<T>(from: T[], n: number): T | undefined {
		return from[n % from.length];
	}

	async play(n: number): Promise<void> {
		const voterId = this.voters.length < 3 ? null : (this.pick(this.voters, n) ?? null);
		const isNamed = n % 7 === 0;
		const battle = await startBattle(actorOf(voterId), {
			mode: isNamed ? "named" : "blind",
			models: isNamed ? ["wren", "kite"] : undefined,
			category: n % 5 === 0 ? "code" : undefined,
			origin: n % 6 === 0 ? "simulated" : undefined,
		});
		if (voterId === null) this.voters.push(battle.voterId);
		this.battles.push({ id: battle.battleId, voterId: battle.voterId });
		await this.turn(this.battles.length - 1, n);
	}

	async turn(battleNumber: number, n: number): Promise<void> {
		const battle = this.pick(this.battles, battleNumber);
		if (battle === undefined) return;
		const turn = await takeTurn(actorOf(battle.voterId), battle.id, texts[n % texts.length] ?? "");
		await turnOver(battle.id, turn);
	}

	async retry(n: number, slot: Slot): Promise<void> {
		const battle = this.pick(this.battles, n);
		if (battle === undefined) return;
		await retryReply(actorOf(battle.voterId), battle.id, 1, slot);
		await turnOver(battle.id, 1);
	}

	async vote(n: number, outcome: Outcome, onTurn: boolean, reveal: boolean): Promise<void> {
		const battle = this.pick(this.battles, n);
		if (battle === undefined) return;
		const { receipt } = await castVote(actorOf(battle.voterId), battle.id, {
			scope: onTurn ? "turn" : "battle",
			turn: onTurn ? 1 : undefined,
			outcome,
			reveal,
		});
		this.receipts.push({ code: receipt, voterId: battle.voterId });
	}

	async withdraw(n: number): Promise<void> {
		const receipt = this.pick(this.receipts, n);
		if (receipt !== undefined) await withdrawVote(actorOf(receipt.voterId), receipt.code);
	}

	async exclude(n: number, isIn: boolean): Promise<void> {
		const voterId = this.pick(this.voters, n);
		if (voterId === undefined) return;
		if (isIn) await includeVoter(adminActor, voterId);
		else await excludeVoter(adminActor, voterId, "a test");
	}

	/** What an importer or a later categoriser may do to a battle that was voted on. */
	async file(n: number, language: string | null, categories: string[]): Promise<void> {
		await pool().query("UPDATE battles SET language = $2, categories = $3 WHERE id = $1", [
			this.pick(this.battles, n)?.id,
			language,
			categories,
		]);
	}
}

type Action = { name: string; run: (arena: Arena) => Promise<void> };
const action = (name: string, run: Action["run"]): Action => ({ name, run });
const number = fc.nat(1000);
const someCategories = fc.subarray(["code", "mathematics", "creative-writing"]);
const actions: fc.Arbitrary<Action> = fc.oneof(
	{ weight: 4, arbitrary: number.map((n) => action(`play ${n}`, (arena) => arena.play(n))) },
	{
		weight: 6,
		arbitrary: fc
			.tuple(number, fc.constantFrom(...outcomes), fc.boolean(), fc.boolean())
			.map(([n, outcome, onTurn, reveal]) =>
				action(`vote ${n} ${outcome} ${onTurn} ${reveal}`, (arena) =>
					arena.vote(n, outcome, onTurn, reveal),
				),
			),
	},
	fc.tuple(number, number).map(([b, n]) => action(`turn ${b} ${n}`, (arena) => arena.turn(b, n))),
	fc
		.tuple(number, fc.constantFrom<Slot>("a", "b"))
		.map(([n, slot]) => action(`retry ${n} ${slot}`, (arena) => arena.retry(n, slot))),
	{
		weight: 2,
		arbitrary: number.map((n) => action(`withdraw ${n}`, (arena) => arena.withdraw(n))),
	},
	{
		weight: 2,
		arbitrary: fc
			.tuple(number, fc.boolean())
			.map(([n, isIn]) => action(`exclude ${n} ${isIn}`, (arena) => arena.exclude(n, isIn))),
	},
	fc
		.tuple(number, fc.constantFrom("de", "en", null), someCategories)
		.map(([n, language, categories]) =>
			action(`file ${n} ${language} ${categories}`, (arena) => arena.file(n, language, categories)),
		),
	{ weight: 2, arbitrary: fc.constant(action("fold", () => foldWaiting())) },
);

/** Runs an action; a refusal by the arena's rules is as good as success. */
async function tryAction(arena: Arena, { run }: Action): Promise<void> {
	try {
		await run(arena);
	} catch (error) {
		if (!isAppError(error)) throw error;
	}
}

describe("whatever happens to votes", () => {
	beforeEach(async () => {
		await pool().query("TRUNCATE judgements, battles, voters, leaderboards CASCADE");
	});

	test("the cells hold what a count of all votes gives, after every fold", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(actions, { minLength: 12, maxLength: 30 }), async (sequence) => {
				const arena = new Arena();
				await arena.play(1);
				await arena.play(2);
				for (const [i, each] of sequence.entries()) {
					await tryAction(arena, each);
					if (i % 10 === 9) await expectCellsToAgree();
				}
				await expectCellsToAgree();
			}),
			{ numRuns: 4, interruptAfterTimeLimit: 60_000 },
		);
	}, 120_000);

	test("also when folds, refreshes and recounts run while votes are cast", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(actions, { minLength: 24, maxLength: 40 }), async (sequence) => {
				const arena = new Arena();
				for (let n = 1; n <= 5; n++) await arena.play(n);
				await registerBoard(wholeBoard("human"), 100);
				for (let at = 0; at < sequence.length; at += 8)
					await Promise.all([
						...sequence.slice(at, at + 8).map((each) => tryAction(arena, each)),
						foldWaiting(),
						refreshStaleBoards(),
						recountCells(Date.now()).then(({ differences }) => expect(differences).toEqual(agreed)),
					]);
				await expectCellsToAgree();
			}),
			{ numRuns: 3, interruptAfterTimeLimit: 60_000 },
		);
	}, 120_000);
});

describe("a fold", () => {
	beforeEach(async () => {
		await pool().query("TRUNCATE judgements, battles, voters, leaderboards CASCADE");
	});

	test("misses no vote of a voter who is excluded while the vote is being stored", async () => {
		const voterId = await newVoter();
		const { battleId } = await newVote({ a: "lark", b: "wren", outcome: "a", voterId });
		const voting = await pool().connect();
		await voting.query("BEGIN");
		await voting.query(
			`INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, left_slot, receipt, turns_count, reasons_a, reasons_b, exclusions)
			VALUES (gen_random_uuid(), $1, 'turn', 1, 'vote', $2, 'b', 'a', 'r', 1, '{}', '{}', '{}')`,
			[battleId, voterId],
		);
		const excluding = await pool().connect();
		await excluding.query("BEGIN");
		await excluding.query("UPDATE voters SET excluded_at = now() WHERE id = $1", [voterId]);
		// Neither has seen the other; the vote is folded as one that counts, before the exclusion is there.
		await voting.query("COMMIT");
		voting.release();
		await foldWaiting();
		expect((await fitBoardNow(wholeBoard("human"))).counts.used).toBe(2);
		await excluding.query("COMMIT");
		excluding.release();
		await expectCellsToAgree();
		expect((await fitBoardNow(wholeBoard("human"))).counts).toMatchObject({
			used: 0,
			leftOut: { "voter-excluded": 2 },
		});
	});

	test("counts a battle with several used votes once, whatever the filter", async () => {
		const [voterId, other] = [await newVoter(), await newVoter()];
		const spec = { a: "lark", b: "wren", outcome: "a", voterId } as const;
		const battleId = await newBattle({ ...spec, turnsCount: 1 });
		await newVote({ ...spec, battleId, turnsCount: 1, at: new Date("2020-01-01T00:00:00Z") });
		await newVote({ ...spec, battleId, voterId: other, outcome: "b", turnsCount: 2 });
		await newVote({ ...spec, battleId, voterId: await newVoter(), turnsCount: 3 });
		await expectCellsToAgree();
		const [whole] = (await fitBoardNow(wholeBoard("human"))).pairs;
		expect(whole).toMatchObject({ winsA: 2, winsB: 1, battles: 1 });
		await excludeVoter(adminActor, other, "a test");
		await expectCellsToAgree();
		await pool().query("DELETE FROM judgements WHERE turns_count = 3");
		await expectCellsToAgree();
	});

	test("removes a cell that holds nothing any more", async () => {
		const { id } = await newVote({ a: "lark", b: "wren", outcome: "a" });
		await foldWaiting();
		const reasons = async () =>
			(await pool().query("SELECT reason FROM cells")).rows.map(({ reason }) => reason);
		expect(await reasons()).toEqual(["used"]);
		await pool().query("UPDATE judgements SET withdrawn_at = now() WHERE id = $1", [id]);
		await foldWaiting();
		expect(await reasons()).toEqual(["withdrawn"]);
		await pool().query("TRUNCATE judgements");
		await foldWaiting();
		expect(await reasons()).toEqual([]);
		expect((await pool().query("SELECT 1 FROM judgement_cells")).rowCount).toBe(0);
	});

	test("that fails leaves every change for the next one", async () => {
		await newVote({ a: "lark", b: "wren", outcome: "a" });
		await pool().query("ALTER TABLE judgement_cells RENAME TO judgement_cells_away");
		await expect(foldWaiting()).rejects.toThrow("judgement_cells");
		await pool().query("ALTER TABLE judgement_cells_away RENAME TO judgement_cells");
		await expectCellsToAgree();
	});

	test("makes a leaderboard stale that nobody announced a change to", async () => {
		const { battleId } = await newVote({ a: "lark", b: "wren", outcome: "a", language: "de" });
		await expectCellsToAgree();
		await pool().query("UPDATE battles SET language = 'en' WHERE id = $1", [battleId]);
		expect((await refreshStaleBoards()).fitted).toBe(1);
		const { rows } = await pool().query<{ id: string }>(
			"SELECT snapshot_id AS id FROM leaderboards WHERE filter->>'language' = 'en'",
		);
		expect((await findSnapshot(rows[0]?.id ?? ""))?.counts.used).toBe(1);
	});
});

describe("a recount", () => {
	beforeEach(async () => {
		await pool().query("TRUNCATE judgements, battles, voters, leaderboards, recounts CASCADE");
		await modelOf("lark");
		for (const outcome of outcomes)
			await newVote({ a: "lark", b: "wren", outcome, categories: ["code"], language: "en" });
		await expectCellsToAgree();
	});

	test.each([
		["a wrong count", "UPDATE cells SET wins_a = wins_a + 1 WHERE wins_a = 1", { cells: 1 }],
		["a lost cell", "DELETE FROM cells", { cells: 1, judgements: 4 }],
		["a lost judgement", "DELETE FROM judgement_cells WHERE outcome = 'a'", { judgements: 1 }],
		[
			"a wrong bucket",
			"UPDATE judgement_cells SET bucket = (bucket + 1) % 4096 WHERE outcome = 'a'",
			{ judgements: 1 },
		],
		[
			"a battle taken for a shared one",
			"INSERT INTO shared_battles SELECT id FROM battles LIMIT 1",
			{ battles: 1 },
		],
		[
			"wrong sums",
			"UPDATE board_cells SET ties = 7 WHERE board_id = (SELECT min(board_id) FROM board_cells)",
			{ boards: [boardKey(wholeBoard("human"))] },
		],
		[
			"wrong numbers by reason",
			"UPDATE board_counts SET n = 0 WHERE board_id = (SELECT min(board_id) FROM board_cells)",
			{ boards: [boardKey(wholeBoard("human"))] },
		],
		[
			"a wrong hash",
			"UPDATE board_buckets SET hash = 'x' WHERE board_id = (SELECT min(board_id) FROM board_cells)",
			{ boards: [boardKey(wholeBoard("human"))] },
		],
		[
			"a lost hash",
			"DELETE FROM board_buckets WHERE board_id = (SELECT min(board_id) FROM board_cells)",
			{ boards: [boardKey(wholeBoard("human"))] },
		],
	])("finds %s, repairs it and publishes right numbers", async (_, damage, found) => {
		await pool().query(damage);
		// Published with what is wrong, and with a hash that may well be right.
		await newVote({ a: "wren", b: "lark", outcome: "tie", categories: ["code"] });
		await refreshStaleBoards();
		expect((await recountCells(Date.now())).differences).toMatchObject(found);
		expect((await recountCells(Date.now())).differences).toEqual(agreed);
		expect(await findLastRecount()).toMatchObject({ judgements: 5, differences: agreed });
		expect(await hasStaleBoards()).toBe(true);
		expect((await refreshStaleBoards()).failed).toEqual([]);
		for (const filter of kept)
			expect(await currentSnapshot(filter)).toMatchObject(await countVotes(filter));
		expect(await hasStaleBoards()).toBe(false);
		expect((await recountCells(Date.now())).differences).toEqual(agreed);
	});
});
