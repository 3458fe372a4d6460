import { beforeEach, expect, test } from "vitest";
import { consentVersion } from "#lib/arena/consent.ts";
import { pool } from "#lib/db/pool.ts";
import { actorOf, says, useModels } from "#lib/testing/battle-fixture.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { startBattle } from "./start-battle.ts";

testDatabase();

beforeEach(() => useModels({ alpha: says("x"), beta: says("y") }));

const consentOf = async (battleId: string) => {
	const { rows } = await pool().query(
		`SELECT b.consent_version AS battle, v.consent_version AS voter
		 FROM battles b JOIN voters v ON v.id = b.owner_voter_id WHERE b.id = $1`,
		[battleId],
	);
	return rows[0];
};

test("consent is stored as it was given, and never where it was not", async () => {
	const asked = await startBattle(actorOf(), { mode: "blind", consentVersion });
	expect(await consentOf(asked.battleId)).toEqual({
		battle: consentVersion,
		voter: consentVersion,
	});
	const unasked = await startBattle(actorOf(), { mode: "blind" });
	expect(await consentOf(unasked.battleId)).toEqual({ battle: null, voter: null });
});

test("a battle without consent takes none back that was given before", async () => {
	const first = await startBattle(actorOf(), { mode: "blind", consentVersion });
	const second = await startBattle(actorOf(first.voterId), { mode: "blind" });
	expect(await consentOf(second.battleId)).toEqual({ battle: null, voter: consentVersion });
});

test("consent to an older text is refused", async () => {
	await expect(
		startBattle(actorOf(), { mode: "blind", consentVersion: "2020-01-1" }),
	).rejects.toMatchObject({ code: "consent-outdated", status: 409 });
});
