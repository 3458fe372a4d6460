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

test("whoever starts a battle agrees to the current text, a script to nothing", async () => {
	const both = { battle: consentVersion, voter: consentVersion };
	const asked = await startBattle(actorOf(), { mode: "blind", consentVersion });
	expect(await consentOf(asked.battleId)).toEqual(both);
	const plain = await startBattle(actorOf(), { mode: "blind" });
	expect(await consentOf(plain.battleId)).toEqual(both);
	const scripted = await startBattle(actorOf(), { mode: "blind", scriptedBy: "test" });
	expect(await consentOf(scripted.battleId)).toEqual({ battle: null, voter: null });
});

test("consent to an older text is refused", async () => {
	await expect(
		startBattle(actorOf(), { mode: "blind", consentVersion: "2020-01-1" }),
	).rejects.toMatchObject({ code: "consent-outdated", status: 409 });
});
