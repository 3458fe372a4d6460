import { expect, test } from "@playwright/test";
import { type Random, randomInt, seededRandom } from "#lib/kernel/random.ts";
import { type ArenaPart, ArenaProcess, arenaParts } from "./fixtures/arena-process.ts";
import { type CrashLoad, newLedger, playBattles } from "./fixtures/crash-load.ts";
import { type FakeProvider, startFakeProvider } from "./fixtures/fake-provider.ts";
import { HttpVoter } from "./fixtures/http-voter.ts";
import { modelsFile } from "./fixtures/models-file.ts";
import { until } from "./fixtures/until.ts";

// SIGKILL of any part, or of all, under load: no acknowledged vote is lost or doubled, no battle is
// stuck, nothing is generated twice, and the leaderboard's cells are the votes.

const SEED = 20_260_713;
/** Of each part; five parts. */
const KILLS_PER_PART = 4;
const VOTERS = 5;
/** So many turns end between a start and the next kill, so that there is a load however slow the machine is. */
const TURNS_MIN = 3;
/** After them the load goes on for this long, at most. */
const LOAD_MS_MAX = 2000;
const LEASE_MS = 15_000;
/** Every call of this number fails, so that automatic retries are among what is counted. */
const FAILS_EVERY = 23;

let provider: FakeProvider;
let arena: ArenaProcess;

test.beforeAll(async () => {
	provider = await startFakeProvider(() => ({
		pieces: ["It ", "is ", "the ", "one ", "that ", "bends ", "most ", "often."],
		everyMs: 40,
		...(provider.calls.length % FAILS_EVERY === 0
			? { refusal: { status: 500, body: '{"error":{"message":"busy"}}' } }
			: {}),
	}));
	const models = ["north", "east", "south", "west"].map((word) => ({
		slug: `crash-${word}`,
		name: `Crash ${word}`,
		maker: "Ballast Works",
		id: `ballast/${word}`,
	}));
	arena = new ArenaProcess({
		env: { PARLEY_HOUSE_MODELS: "0", PARLEY_LEASE_MS: String(LEASE_MS) },
		modelsFile: modelsFile(provider.baseUrl, models),
	});
});
test.afterAll(async () => {
	await arena?.remove();
	await provider?.stop();
});

function shuffled(random: Random): ArenaPart[] {
	const parts = arenaParts.flatMap((part) => Array<ArenaPart>(KILLS_PER_PART).fill(part));
	return parts
		.map((part) => ({ part, at: random.next() }))
		.sort((x, y) => x.at - y.at)
		.map(({ part }) => part);
}

const say = (line: string) => process.stdout.write(`    ${line}\n`);

test(`${KILLS_PER_PART * arenaParts.length} kills under load lose, double and jam nothing`, async () => {
	test.setTimeout(1_200_000);
	const random = seededRandom(SEED);
	const startsMs = [await arena.start()];
	let upSince = performance.now();
	let isOver = false;
	const ledger = newLedger();
	const load: CrashLoad = { ledger, random, isOver: () => isOver, upSince: () => upSince };
	const voters = Array.from({ length: VOTERS }, () => new HttpVoter(() => arena.address));
	const playing = Promise.all(voters.map((voter) => playBattles(voter, load)));
	// A voter that fails is heard of at the end, and must not end the test's process before.
	playing.catch(() => {});

	for (const part of shuffled(random)) {
		const turnsBefore = ledger.waitsMs.length;
		await until(
			"turns ended under the load",
			async () => ledger.waitsMs.length >= turnsBefore + TURNS_MIN,
		);
		await momentOf(randomInt(random, LOAD_MS_MAX));
		const killedAt = performance.now();
		await arena.kill(part);
		const goneMs = performance.now() - killedAt;
		const startMs = await arena.start();
		startsMs.push(startMs);
		upSince = performance.now();
		say(
			`${part} killed: all gone after ${Math.round(goneMs)} ms, up again after ${Math.round(startMs)} ms`,
		);
	}
	isOver = true;
	await playing;

	const votes = await countVotes(ledger.votes);
	const stuck = await arena.sql(
		"SELECT id FROM battles WHERE state = 'answering' UNION SELECT id FROM replies WHERE state IN ('pending', 'streaming')",
	);
	const calls = await countCalls();
	const repeats = voters.reduce((sum, voter) => sum + voter.repeats, 0);
	const longestWaitMs = Math.max(...ledger.waitsMs);
	say(`seed ${SEED}: ${startsMs.length - 1} kills, ${ledger.battles.length} battles`);
	say(`${ledger.questions.length} turns, ${repeats} requests sent again`);
	say(`votes acknowledged ${ledger.votes.length}, lost ${votes.lost}, doubled ${votes.doubled}`);
	say(`battles stuck ${stuck.length}; longest wait for a turn ${Math.round(longestWaitMs)} ms`);
	say(
		`calls received ${provider.calls.length}; traced ${calls.traced}, of these cut off by a kill ${calls.died}, never sent ${calls.unsent}`,
	);
	say(
		`replies ${calls.replies} + retries by voters ${calls.voterRetries} + automatic ${calls.automatic}`,
	);
	say(
		`starts: first ${Math.round(startsMs[0] ?? 0)} ms, later ones at most ${Math.round(Math.max(...startsMs.slice(1)))} ms`,
	);

	expect(ledger.faults).toEqual([]);
	expect(ledger.votes.length).toBeGreaterThan(VOTERS);
	expect(votes).toEqual({ lost: 0, doubled: 0, stored: ledger.votes.length });
	expect(stuck).toEqual([]);
	expect(longestWaitMs).toBeLessThan(LEASE_MS);

	expect(calls.running, "every call's trace is closed").toBe(0);
	expect(provider.calls.length).toBeLessThanOrEqual(calls.traced - calls.unsent);
	expect(provider.calls.length).toBeGreaterThanOrEqual(calls.traced - calls.unsent - calls.died);
	expect(calls.traced).toBeLessThanOrEqual(calls.replies + calls.voterRetries + calls.automatic);
	expect(await untracedCalls(), "calls that no trace tells of").toEqual([]);
	expect(await questionsNotAskedOnce(ledger.questions)).toEqual([]);

	await until(
		"the leaderboard is fresh",
		async () =>
			(
				await arena.sql(
					"SELECT 1 FROM outbox UNION ALL SELECT 1 FROM leaderboards WHERE stale_at IS NOT NULL OR snapshot_id IS NULL",
				)
			).length === 0,
	);
	const cells = await boardCells();
	say(`cells ${cells.length}, recounted votes ${cells.reduce((sum, { votes }) => sum + votes, 0)}`);
	expect(cells).toEqual(await recount());
	expect(cells.length).toBeGreaterThan(0);
});

/** A moment of the load: not a wait for anything, but the time before the power goes. */
const momentOf = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Every vote was cast under a key of its own, so it has exactly one version. */
async function countVotes(acknowledged: { voteId: string; outcome: string }[]) {
	const stored = await arena.sql<{ id: string; outcome: string }>(
		"SELECT id, outcome FROM judgements",
	);
	const outcomeOf = new Map(stored.map(({ id, outcome }) => [id, outcome]));
	const lost = acknowledged.filter(({ voteId, outcome }) => outcomeOf.get(voteId) !== outcome);
	const doubled = await arena.sql(
		`SELECT battle_id FROM judgements GROUP BY battle_id, voter_id, scope, turn
		 HAVING count(*) FILTER (WHERE is_current) <> 1 OR count(*) <> max(version)`,
	);
	return { lost: lost.length, doubled: doubled.length, stored: stored.length };
}

async function countCalls() {
	const [counts] = await arena.sql<
		Record<
			"traced" | "running" | "died" | "unsent" | "replies" | "voterRetries" | "automatic",
			number
		>
	>(
		`SELECT traced, running, died, unsent, replies, "voterRetries", automatic FROM
		   (SELECT count(*)::int AS traced, count(*) FILTER (WHERE state = 'running')::int AS running,
		      count(*) FILTER (WHERE error_code = 'process-died')::int AS died,
		      count(*) FILTER (WHERE error_code = 'circuit-open')::int AS unsent FROM calls) AS k,
		   (SELECT count(*)::int AS replies, sum(attempt - 1)::int AS "voterRetries" FROM replies) AS r,
		   (SELECT count(*)::int AS automatic FROM events
		    WHERE kind = 'model-retry' OR (kind = 'note' AND data->>'what' = 'reserve-model')) AS e`,
	);
	if (counts === undefined) throw new Error("Counting returned no row");
	return counts;
}

/** What the provider was asked more often than the traces say: generated twice. */
async function untracedCalls() {
	const traced = await arena.sql<{ question: string; model: string; calls: number }>(
		`SELECT m.text AS question, k.requested_model AS model, count(*)::int AS calls
		 FROM calls k JOIN messages m ON m.conversation_id = k.conversation_id AND m.turn = k.turn AND m.seat = 'user'
		 GROUP BY 1, 2`,
	);
	const left = new Map(traced.map(({ question, model, calls }) => [`${model} ${question}`, calls]));
	return provider.calls.filter(({ question, model }) => {
		// After a reply that brought nothing, the earlier question stands before the newest in one message.
		const newest = question.split("\n\n").at(-1);
		const key = `${model} ${newest}`;
		const calls = left.get(key) ?? 0;
		left.set(key, calls - 1);
		return calls === 0;
	});
}

async function questionsNotAskedOnce(questions: readonly string[]) {
	const turns = await arena.sql<{ question: string; turns: number }>(
		`SELECT m.text AS question, count(DISTINCT (c.battle_id, m.turn))::int AS turns
		 FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE m.seat = 'user' GROUP BY 1`,
	);
	const turnsOf = new Map(turns.map(({ question, turns }) => [question, turns]));
	return questions.filter((question) => turnsOf.get(question) !== 1);
}

interface Cell {
	pair: string;
	votes: number;
	wins: number;
	losses: number;
}

const sorted = (cells: Cell[]) => cells.sort((x, y) => (x.pair < y.pair ? -1 : 1));

/** The cells of the published leaderboard, from the first model's view. */
async function boardCells(): Promise<Cell[]> {
	const { json } = await new HttpVoter(() => arena.address).send("GET", "/api/leaderboard/pairs");
	const pairs = json["pairs"] as {
		model: string;
		opponent: string;
		votes: number;
		wins: number;
		losses: number;
	}[];
	return sorted(
		pairs.map(({ model, opponent, votes, wins, losses }) => ({
			pair: `${model} ${opponent}`,
			votes,
			wins,
			losses,
		})),
	);
}

/** The same from the stored votes alone: final ones on battles where both sides said all they had to say. */
async function recount(): Promise<Cell[]> {
	const votes = await arena.sql<{ a: string; b: string; outcome: string }>(
		`SELECT ma.slug AS a, mb.slug AS b, j.outcome FROM judgements j JOIN battles b ON b.id = j.battle_id
		 JOIN models ma ON ma.id = b.model_a_id JOIN models mb ON mb.id = b.model_b_id
		 WHERE j.scope = 'battle' AND j.is_current AND j.withdrawn_at IS NULL AND NOT EXISTS (
		   SELECT 1 FROM replies r WHERE r.battle_id = b.id AND (r.state IN ('failed', 'interrupted') OR r.has_leak))`,
	);
	const cells = new Map<string, Cell>();
	const add = (model: string, opponent: string, isWin: boolean, isLoss: boolean) => {
		const pair = `${model} ${opponent}`;
		const cell = cells.get(pair) ?? { pair, votes: 0, wins: 0, losses: 0 };
		cell.votes += 1;
		cell.wins += isWin ? 1 : 0;
		cell.losses += isLoss ? 1 : 0;
		cells.set(pair, cell);
	};
	for (const { a, b, outcome } of votes) {
		add(a, b, outcome === "a", outcome === "b");
		add(b, a, outcome === "b", outcome === "a");
	}
	return sorted([...cells.values()]);
}
