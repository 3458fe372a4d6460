import { beforeEach, describe, expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { listFlags } from "#lib/services/admin/list-flags.ts";
import { takeVoteChanges } from "#lib/services/ranking/mark-stale.ts";
import { adminActor, otherActors } from "#lib/testing/actors.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { modelOf, newVote, newVoter } from "#lib/testing/vote-factory.ts";
import { excludeVoter, includeVoter } from "./exclude-voter.ts";
import { findVoters } from "./find-voters.ts";

testDatabase();

let voterId = "";
const judgements = async () =>
	(
		await pool().query(
			"SELECT to_jsonb(j) AS row FROM judgements j WHERE voter_id = $1 ORDER BY id",
			[voterId],
		)
	).rows;
const staleBoards = async () =>
	(await pool().query("SELECT 1 FROM leaderboards WHERE stale_at IS NOT NULL")).rowCount;

beforeEach(async () => {
	await pool().query("TRUNCATE judgements, battles, voters, outbox, leaderboards CASCADE");
	const [a, b] = [await modelOf("one"), await modelOf("two")];
	voterId = await newVoter();
	for (let i = 0; i < 3; i++) await newVote({ a, b, outcome: "a", voterId });
	await pool().query(
		"INSERT INTO leaderboards (key, filter, method) VALUES ('all', '{\"origin\": \"all\"}', 'bt')",
	);
	await takeVoteChanges();
	await pool().query("UPDATE leaderboards SET stale_at = NULL");
});

describe("excluding a voter", () => {
	test("leaves every vote as it was, marks the voter and makes the boards stale", async () => {
		const before = await judgements();
		expect(await excludeVoter(adminActor, voterId, "  always the left one ")).toBe("excluded");
		expect(await judgements()).toEqual(before);
		expect(before).toHaveLength(3);
		const [found] = await findVoters(adminActor, voterId);
		expect(found).toMatchObject({
			votes: 3,
			excludedReason: "always the left one",
			excludedAt: expect.any(Date),
		});
		expect(await takeVoteChanges()).toMatchObject({ taken: 1, boards: 1 });
		expect(await staleBoards()).toBe(1);
		const flags = await listFlags(adminActor);
		expect(flags.counts).toEqual([{ reason: "voter-excluded", votes: 3 }]);
	});

	test("can be taken back, and both are in the audit", async () => {
		await excludeVoter(adminActor, voterId, "a mistake");
		expect(await includeVoter(adminActor, voterId)).toBe("included");
		const [found] = await findVoters(adminActor, voterId);
		expect(found).toMatchObject({ excludedAt: null, excludedReason: null });
		const { rows } = await pool().query(
			"SELECT actor, verb, data FROM audits WHERE subject = $1 ORDER BY at, id",
			[`voter:${voterId}`],
		);
		expect(rows).toEqual([
			{ actor: "user:admin-user", verb: "exclude-voter", data: { votes: 3, reason: "a mistake" } },
			{
				actor: "user:admin-user",
				verb: "include-voter",
				data: { votes: 3, reasonBefore: "a mistake" },
			},
		]);
	});

	test("twice at once happens once", async () => {
		const results = await Promise.all(
			[1, 2, 3, 4].map((n) => excludeVoter(adminActor, voterId, `reason ${n}`)),
		);
		expect(results.filter((result) => result === "excluded")).toHaveLength(1);
		expect((await pool().query("SELECT 1 FROM outbox")).rowCount).toBe(1);
		expect(await includeVoter(adminActor, voterId)).toBe("included");
		expect(await includeVoter(adminActor, voterId)).toBe("already");
	});

	test("needs a reason, a voter and an admin", async () => {
		await expect(excludeVoter(adminActor, voterId, " ")).rejects.toMatchObject({
			code: "reason-missing",
		});
		await expect(excludeVoter(adminActor, crypto.randomUUID(), "x")).rejects.toMatchObject({
			status: 404,
		});
		for (const actor of otherActors) {
			await expect(excludeVoter(actor, voterId, "x")).rejects.toMatchObject({ code: "not-found" });
			await expect(includeVoter(actor, voterId)).rejects.toMatchObject({ code: "not-found" });
			await expect(findVoters(actor, "")).rejects.toMatchObject({ code: "not-found" });
		}
		expect(await staleBoards()).toBe(0);
	});
});

test("a voter is found by receipt, by pseudonym and in the list of the day", async () => {
	const { rows } = await pool().query(
		"SELECT receipt FROM judgements WHERE voter_id = $1 LIMIT 1",
		[voterId],
	);
	for (const search of [rows[0].receipt, voterId, ""])
		expect((await findVoters(adminActor, search)).map((found) => found.voterId)).toEqual([voterId]);
	expect(await findVoters(adminActor, "no such receipt")).toEqual([]);
});
