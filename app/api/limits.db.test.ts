import { beforeEach, expect, test } from "vitest";
import { instanceSecret } from "#lib/auth/instance-secret.ts";
import { signVoter, VOTER_COOKIE } from "#lib/auth/voter-cookie.ts";
import { overrideConfig } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { startBattle } from "#lib/services/battle/start-battle.ts";
import { stopTurn } from "#lib/services/battle/stop-turn.ts";
import { takeTurn } from "#lib/services/battle/take-turn.ts";
import { castVote } from "#lib/services/vote/cast-vote.ts";
import { actorOf, hangsAfter, says, turnOver, useModels } from "#lib/testing/battle-fixture.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { newVote } from "#lib/testing/vote-factory.ts";
import { GET as stream } from "./battles/[id]/turns/[n]/stream/route.ts";
import { POST as vote } from "./battles/[id]/votes/route.ts";
import { GET as exported, HEAD as exportHead } from "./exports/battles/route.ts";
import { GET as leaderboard } from "./leaderboard/route.ts";

testDatabase();

beforeEach(async () => {
	await pool().query("TRUNCATE rate_limits");
	await useModels({ alpha: says("x"), beta: says("y") });
});

type Handler = typeof vote;
async function ask(
	handle: Handler,
	path: string,
	options: { voterId?: string; body?: object } = {},
) {
	const { voterId, body } = options;
	const secret = await instanceSecret();
	const cookie =
		voterId === undefined ? "" : `${VOTER_COOKIE}=${signVoter(voterId, Date.now(), secret)}`;
	const [, , , id = "", , n = ""] = path.split("/");
	return handle(
		new Request(`http://localhost${path}`, {
			method: body === undefined ? "GET" : "POST",
			headers: { cookie, "content-type": "application/json" },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		}),
		{ params: Promise.resolve({ id, n }) },
	);
}

async function playedBattle() {
	const { battleId, voterId } = await startBattle(actorOf(), { mode: "blind" });
	const actor = actorOf(voterId);
	await takeTurn(actor, battleId, "Hello there?");
	await turnOver(battleId, 1);
	return { battleId, voterId, actor };
}

test("a voter who changes a vote back and forth is stopped; a refused vote writes nothing", async () => {
	overrideConfig({ PARLEY_VOTES_PER_VOTER_MAX: 3 });
	const { battleId, voterId } = await playedBattle();
	const cast = (outcome: string) =>
		ask(vote, `/api/battles/${battleId}/votes`, {
			voterId,
			body: { scope: "turn", turn: 1, outcome },
		});
	for (const outcome of ["a", "b", "a"]) expect((await cast(outcome)).status).toBe(201);
	const refused = await cast("b");
	expect(refused.status).toBe(429);
	expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
	const { rows } = await pool().query("SELECT count(*) AS n FROM judgements WHERE voter_id = $1", [
		voterId,
	]);
	expect(rows[0].n).toBe(3);
});

test("leaderboards that must be fitted are limited by network; what is known already is not", async () => {
	overrideConfig({ PARLEY_FITS_PER_NETWORK_MAX: 2 });
	await newVote({ a: "lark", b: "wren", outcome: "a" });
	const on = (day: number) => ask(leaderboard, `/api/leaderboard?from=2020-01-0${day}`);
	for (const day of [1, 2, 1, 2]) expect((await on(day)).status).toBe(200);
	expect((await on(3)).status).toBe(429);
	expect((await ask(leaderboard, "/api/leaderboard")).status).toBe(200);
});

test("exports are limited by network, in a window and at the same time", async () => {
	overrideConfig({ PARLEY_EXPORTS_PER_NETWORK_MAX: 4, PARLEY_EXPORTS_AT_ONCE_MAX: 1 });
	const { battleId, actor } = await playedBattle();
	await castVote(actor, battleId, { scope: "battle", outcome: "a" });
	const first = await ask(exported, "/api/exports/battles");
	expect((await ask(exported, "/api/exports/battles")).status).toBe(429);
	await first.text();
	const left = await ask(exported, "/api/exports/battles");
	expect(left.status).toBe(200);
	await left.body?.cancel();
	expect((await ask(exportHead, "/api/exports/battles")).status).toBe(200);
	overrideConfig({ PARLEY_EXPORTS_AT_ONCE_MAX: 10 });
	expect((await ask(exported, "/api/exports/battles")).status).toBe(429);
});

test("a voter follows so many turns at the same time; who leaves makes room", async () => {
	overrideConfig({ PARLEY_STREAMS_AT_ONCE_MAX: 2 });
	await useModels({ alpha: hangsAfter("wait"), beta: hangsAfter("wait") });
	const { battleId, voterId } = await startBattle(actorOf(), { mode: "blind" });
	const turn = await takeTurn(actorOf(voterId), battleId, "Hello there?");
	const over = turnOver(battleId, turn);
	const path = `/api/battles/${battleId}/turns/${turn}/stream`;
	const follow = () => ask(stream, path, { voterId });
	const [first] = [await follow(), await follow()];
	expect((await follow()).status).toBe(429);
	await first.body?.cancel();
	const third = await follow();
	expect(third.status).toBe(200);
	for (let i = 0; i < 3; i++)
		expect(
			(await ask(stream, path.replace(/turns.*/, "turns/9/stream"), { voterId })).status,
		).not.toBe(200);
	await stopTurn(actorOf(voterId), battleId, turn, undefined);
	await over;
	await third.text();
	expect((await follow()).status).toBe(200);
});
