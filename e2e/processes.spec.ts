import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { ArenaProcess } from "./fixtures/arena-process.ts";
import { type FakeProvider, startFakeProvider } from "./fixtures/fake-provider.ts";
import { HttpVoter } from "./fixtures/http-voter.ts";
import { modelsFile } from "./fixtures/models-file.ts";
import { answeredBattle, expectStatus, readTurn, startBattle, takeTurn } from "./fixtures/play.ts";
import { TurnReader } from "./fixtures/turn-reader.ts";
import { startTwoArenas, type TwoArenas } from "./fixtures/two-arenas.ts";
import { until } from "./fixtures/until.ts";

// Two web processes and two workers on one PostgreSQL do what one does, and outlive each other.

const LEASE_MS = 6000;
const GRACE_MS = 10_000;
/** Questions whose answers stop after some words until they are let go. Of each, only the first two calls are held. */
const held = new Set<string>();
const PIECES = Array.from({ length: 40 }, (_, i) => `word ${i} `);

let provider: FakeProvider;
let arenas: TwoArenas;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	provider = await startFakeProvider(({ question }) => {
		const number = provider.calls.filter((call) => call.question === question).length;
		return { pieces: PIECES, everyMs: 25, isHeld: () => number <= 2 && held.has(question) };
	});
	const models = ["first", "second"].map((word) => ({
		slug: `shared-${word}`,
		name: `Shared ${word}`,
		maker: "Commons Works",
		id: `commons/${word}`,
	}));
	arenas = await startTwoArenas({
		env: {
			PARLEY_HOUSE_MODELS: "0",
			PARLEY_LEASE_MS: String(LEASE_MS),
			PARLEY_STOP_GRACE_MS: String(GRACE_MS),
		},
		modelsFile: modelsFile(provider.baseUrl, models),
	});
});
test.afterAll(async () => {
	await arenas?.remove();
	await provider?.stop();
});

test.afterEach(({ browserName: _ }, { status, expectedStatus }) => {
	if (status === expectedStatus) return;
	for (const arena of [arenas.first, arenas.second]) say(`An arena printed: ${arena.output()}`);
});

const say = (line: string) => process.stdout.write(`    ${line}\n`);

/** One voter, at either web process. */
function voterAtBoth(): { atFirst: HttpVoter; atSecond: HttpVoter; share(): void } {
	const atFirst = new HttpVoter(() => arenas.first.address);
	const atSecond = new HttpVoter(() => arenas.second.address);
	return {
		atFirst,
		atSecond,
		share() {
			atSecond.cookie = atFirst.cookie;
		},
	};
}

const questionOf = (battle: string) => `Count your words in ${battle}.`;

/** Takes a turn whose answers wait in the middle until they are let go. */
function takeHeldTurn(voter: HttpVoter, battle: string): Promise<string> {
	held.add(questionOf(battle));
	return takeTurn(voter, battle, questionOf(battle));
}

interface View {
	state: string;
	turns: {
		isRunning: boolean;
		replies: Record<"a" | "b", { state: string; text: string; canRetry: boolean }>;
	}[];
}

const viewOf = async (voter: HttpVoter, battle: string): Promise<View> =>
	expectStatus(await voter.send("GET", battle), 200).json as unknown as View;

test("a turn of one process is followed at the other, and resumed at either", async () => {
	const { atFirst, atSecond, share } = voterAtBoth();
	const battle = await startBattle(atFirst);
	share();
	const turn = await takeHeldTurn(atFirst, battle);
	const reader = new TurnReader();
	const take = (event: Parameters<TurnReader["take"]>[0]) => reader.take(event);
	// At the other, until there is something of both; then cut off and taken up again, twice.
	await atSecond.follow(
		`${turn}/stream`,
		0,
		take,
		() => reader.text.a !== "" && reader.text.b !== "",
	);
	expect(reader.isOver).toBe(false);
	held.delete(questionOf(battle));
	const length = () => reader.text.a.length + reader.text.b.length;
	const seen = length();
	await atFirst.follow(`${turn}/stream`, reader.lastId, take, () => length() > seen);
	if (!reader.isOver) await atSecond.follow(`${turn}/stream`, reader.lastId, take);
	expect(reader.faults).toEqual([]);
	expect(reader.state).toEqual({ a: "done", b: "done" });
	expect(reader.text).toEqual({ a: PIECES.join(""), b: PIECES.join("") });
	// Both have the same to say of it now.
	expect(await viewOf(atSecond, battle)).toEqual(await viewOf(atFirst, battle));
	expect((await readTurn(atSecond, turn)).text).toEqual(reader.text);
});

test("a killed web process cuts its replies off; at the other they end, are tried again and voted on", async () => {
	test.setTimeout(120_000);
	const { atFirst, atSecond, share } = voterAtBoth();
	const battle = await startBattle(atFirst);
	share();
	const turn = await takeHeldTurn(atFirst, battle);
	const reader = new TurnReader();
	const following = atSecond.follow(`${turn}/stream`, 0, (event) => reader.take(event));
	await until("both sides have said something", () => reader.text.a !== "" && reader.text.b !== "");
	const killedAt = performance.now();
	await arenas.first.kill("web");
	await following;
	const freedMs = performance.now() - killedAt;
	say(`a killed process's turn was free after ${Math.round(freedMs)} ms, lease ${LEASE_MS} ms`);
	expect(reader.faults).toEqual([]);
	expect(reader.isOver).toBe(true);
	expect(reader.state).toEqual({ a: "interrupted", b: "interrupted" });
	const cut = await viewOf(atSecond, battle);
	expect(cut.state).toBe("open");
	for (const slot of ["a", "b"] as const) {
		expect(cut.turns[0]?.replies[slot]).toMatchObject({
			state: "interrupted",
			text: reader.text[slot],
			canRetry: true,
		});
		expectStatus(await atSecond.send("POST", `${turn}/retry`, { slot }), 202);
		expect((await readTurn(atSecond, turn)).faults).toEqual([]);
	}
	expect((await viewOf(atSecond, battle)).turns[0]?.replies).toMatchObject({
		a: { state: "done", text: PIECES.join("") },
		b: { state: "done", text: PIECES.join("") },
	});
	const calls = provider.calls.filter((call) => call.question === questionOf(battle));
	expect(calls, "two replies, each tried again once").toHaveLength(4);
	const vote = { scope: "battle", outcome: "b" };
	const { json } = expectStatus(await atSecond.send("POST", `${battle}/votes`, vote), 201);
	expect(json["reveal"]).toMatchObject({ counts: true });

	await arenas.first.start();
	expect((await viewOf(atFirst, battle)).state).toBe("decided");
});

test("a process told to stop takes nothing new, gives running replies their time, and ends cleanly", async () => {
	test.setTimeout(120_000);
	const { atFirst, atSecond, share } = voterAtBoth();
	const [short, long, idle] = [
		await startBattle(atFirst),
		await startBattle(atFirst),
		await answeredBattle(atFirst),
	];
	share();
	const longTurn = await takeHeldTurn(atFirst, long);
	const shortTurn = await takeHeldTurn(atFirst, short);
	const reader = new TurnReader();
	const following = atFirst.follow(`${shortTurn}/stream`, 0, (event) => reader.take(event));
	await until("the short answer has begun", () => reader.text.a !== "" && reader.text.b !== "");

	const stopped = arenas.first.stop();
	const notReady = await until("it says that it stops", async () => {
		const answer = await atFirst.send("GET", "/api/ready");
		return answer.status === 503 && answer;
	});
	held.delete(questionOf(short));
	expect(notReady.json).toEqual({ status: "not-ready", missing: ["stopping"] });
	const refused = await atFirst.send("POST", `${idle}/turns`, { text: "One more?" });
	expect([refused.status, refused.json["code"]]).toEqual([503, "shutting-down"]);
	expect(refused.headers.get("retry-after")).toBe("5");
	// The same message is taken at the other process.
	const elsewhere = await takeTurn(atSecond, idle, "One more?");

	await following;
	expect(reader.faults).toEqual([]);
	expect(reader.state).toEqual({ a: "done", b: "done" });
	expect(reader.text).toEqual({ a: PIECES.join(""), b: PIECES.join("") });
	expect(await stopped, arenas.first.output()).toBe(0);

	const cut = await readTurn(atSecond, longTurn);
	// Not "stopped": the voter did not stop them, and no model is to be judged by it.
	expect(cut.state).toEqual({ a: "interrupted", b: "interrupted" });
	expect(PIECES.join("").startsWith(cut.text.a)).toBe(true);
	expect(cut.text.a).not.toBe("");
	expect((await readTurn(atSecond, elsewhere)).state).toEqual({ a: "done", b: "done" });
	for (const battle of [short, long, idle])
		expectStatus(
			await atSecond.send("POST", `${battle}/votes`, { scope: "battle", outcome: "tie" }),
			201,
		);
	await arenas.first.start();
});

test("without its database a process is alive, not ready, says so, and comes back", async () => {
	test.setTimeout(120_000);
	const both = [arenas.first, arenas.second].map((arena) => new HttpVoter(() => arena.address));
	await arenas.database.stop();
	for (const voter of both) {
		const ready = expectStatus(await voter.send("GET", "/api/ready"), 503);
		expect(ready.json).toEqual({ status: "not-ready", missing: ["database"] });
		expectStatus(await voter.send("GET", "/api/health"), 200);
		expectStatus(await voter.send("POST", "/api/battles", {}), 503);
		const refused = await voter.send("GET", "/api/receipts/x");
		expect([refused.status, refused.json["code"]]).toEqual([503, "database-unavailable"]);
		expect(refused.headers.get("retry-after")).toBe("2");
		expect(refused.text).not.toMatch(/ECONN|127\.0\.0\.1|postgres/i);
	}
	await arenas.database.start();
	for (const voter of both) {
		await until("it is ready again", async () => {
			const { status } = await voter.send("GET", "/api/ready");
			return status === 200;
		});
		const battle = await answeredBattle(voter);
		const vote = { scope: "battle", outcome: "a" };
		expectStatus(await voter.send("POST", `${battle}/votes`, vote), 201);
	}
	// The workers came back too: the votes reach the leaderboard.
	await until("the votes are counted", async () => {
		const rows = await arenas.first.sql(
			"SELECT 1 FROM outbox UNION ALL SELECT 1 FROM leaderboards WHERE stale_at IS NOT NULL",
		);
		return rows.length === 0;
	});
});

test("an arena with a database of its own stops it too, and starts again soon", async () => {
	test.setTimeout(240_000);
	const arena = new ArenaProcess();
	try {
		const firstMs = await arena.start();
		const voter = new HttpVoter(() => arena.address);
		const battle = await answeredBattle(voter);
		expect(await arena.stop()).toBe(0);
		for (const trace of ["database.json", join("postgres", "postmaster.pid")])
			expect(existsSync(join(arena.dataDir, trace)), trace).toBe(false);
		const secondMs = await arena.start();
		say(`start: first ${Math.round(firstMs)} ms, second ${Math.round(secondMs)} ms`);
		expect(secondMs).toBeLessThan(60_000);
		expect((await viewOf(voter, battle)).turns[0]?.replies.a.state).toBe("done");
	} finally {
		await arena.remove();
	}
});
