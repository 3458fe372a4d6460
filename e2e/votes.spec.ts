import { expect, test } from "@playwright/test";
import { type FakeProvider, startFakeProvider } from "./fixtures/fake-provider.ts";
import { type Answer, HttpVoter } from "./fixtures/http-voter.ts";
import { modelsFile } from "./fixtures/models-file.ts";
import { answeredBattle, expectStatus, readTurn, startBattle, takeTurn } from "./fixtures/play.ts";
import { startTwoArenas, type TwoArenas } from "./fixtures/two-arenas.ts";

// One voter, one current vote per battle, scope and turn; the reveal never precedes the commit.

const AT_ONCE = 64;
/** A question that is answered only until the voter stops it. */
const SLOWLY = "Slowly, please.";
const outcomes = ["a", "b", "tie", "both_bad"] as const;

let arenas: TwoArenas;
let provider: FakeProvider;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	provider = await startFakeProvider(({ question }) => ({
		pieces: ["One ", "river ", "and ", "another."],
		everyMs: question === SLOWLY ? 600_000 : 5,
	}));
	const models = ["first", "second"].map((word) => ({
		slug: `voted-${word}`,
		name: `Voted ${word}`,
		maker: "Votary Works",
		id: `votary/${word}`,
	}));
	arenas = await startTwoArenas({
		env: { PARLEY_HOUSE_MODELS: "0" },
		modelsFile: modelsFile(provider.baseUrl, models),
	});
});
test.afterAll(async () => {
	await arenas?.remove();
	await provider?.stop();
});

/** The voter at both web processes. */
function tabs(): [HttpVoter, HttpVoter] {
	return [new HttpVoter(() => arenas.first.address), new HttpVoter(() => arenas.second.address)];
}

async function battleInTwoTabs() {
	const [one, two] = tabs();
	const battle = await answeredBattle(one);
	two.cookie = one.cookie;
	return { one, two, battle, battleId: battle.slice("/api/battles/".length) };
}

interface StoredVote {
	id: string;
	outcome: string;
	version: number;
	is_current: boolean;
	receipt: string;
	supersedes_id: string | null;
}

const storedVotes = (battleId: string) =>
	arenas.first.sql<StoredVote>(
		"SELECT id, outcome, version, is_current, receipt, supersedes_id FROM judgements WHERE battle_id = $1 ORDER BY version",
		[battleId],
	);

const field = (answer: Answer, name: "vote" | "reveal") =>
	answer.json[name] as Record<string, unknown> | null;

/** Every version once, each replacing the one before, exactly the last one current. */
function expectOneChain(votes: readonly StoredVote[]): void {
	expect(votes.map(({ version }) => version)).toEqual(votes.map((_, i) => i + 1));
	expect(votes.map(({ is_current }) => is_current)).toEqual(
		votes.map((_, i) => i === votes.length - 1),
	);
	expect(votes.map(({ supersedes_id }) => supersedes_id)).toEqual(
		votes.map((_, i) => votes[i - 1]?.id ?? null),
	);
	expect(new Set(votes.map(({ receipt }) => receipt)).size).toBe(1);
}

/** Answers say what is stored: the version they name, with its outcome, under the one receipt. */
function expectConsistent(answers: readonly Answer[], votes: readonly StoredVote[]): void {
	const names = new Set(answers.map((answer) => JSON.stringify(namesIn(answer))));
	expect(names.size, "every answer names the same two models").toBe(1);
	for (const answer of answers) {
		const vote = field(answer, "vote");
		const stored = votes.find(({ id }) => id === vote?.["voteId"]);
		expect(stored).toMatchObject({ outcome: vote?.["outcome"], version: vote?.["version"] });
		expect(answer.json["receipt"]).toBe(votes[0]?.receipt);
	}
}

const namesIn = (answer: Answer) => {
	const { a, b } = (field(answer, "reveal") ?? {}) as Record<string, { slug?: string }>;
	return [a?.slug, b?.slug];
};

const keyings: Record<string, (i: number) => Record<string, string>> = {
	"without keys": () => ({}),
	"each under its own key": (i) => ({ "idempotency-key": `own-${i}` }),
};

for (const [how, keyOf] of Object.entries(keyings)) {
	test(`${AT_ONCE} times the same vote at once, ${how}: stored once`, async () => {
		const { one, two, battle, battleId } = await battleInTwoTabs();
		const answers = await Promise.all(
			Array.from({ length: AT_ONCE }, (_, i) =>
				(i % 2 === 0 ? one : two).send(
					"POST",
					`${battle}/votes`,
					{ scope: "battle", outcome: "a" },
					keyOf(i),
				),
			),
		);
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
		const votes = await storedVotes(battleId);
		expect(votes).toHaveLength(1);
		expectConsistent(answers, votes);
	});

	test(`${AT_ONCE} votes of different outcomes at once, ${how}: one is current`, async () => {
		const { one, two, battle, battleId } = await battleInTwoTabs();
		const answers = await Promise.all(
			Array.from({ length: AT_ONCE }, (_, i) =>
				(i % 2 === 0 ? one : two).send(
					"POST",
					`${battle}/votes`,
					{ scope: "battle", outcome: outcomes[Math.floor(i / 2) % 4] },
					keyOf(i),
				),
			),
		);
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
		const votes = await storedVotes(battleId);
		expectOneChain(votes);
		expectConsistent(answers, votes);
		const view = expectStatus(await two.send("GET", battle), 200);
		const shown = view.json["votes"] as { outcome: string; version: number }[];
		expect(shown).toHaveLength(1);
		expect(shown[0]).toMatchObject({
			outcome: votes.at(-1)?.outcome,
			version: votes.at(-1)?.version,
		});
	});
}

test(`${AT_ONCE} times under one key: done once, the rest wait or get the same answer`, async () => {
	const { one, two, battle, battleId } = await battleInTwoTabs();
	const headers = { "idempotency-key": "one-key" };
	const body = { scope: "battle", outcome: "tie" };
	const answers = await Promise.all(
		Array.from({ length: AT_ONCE }, (_, i) =>
			(i % 2 === 0 ? one : two).send("POST", `${battle}/votes`, body, headers),
		),
	);
	const done = answers.filter(({ status }) => status === 201);
	const waiting = answers.filter(({ status }) => status !== 201);
	expect(done.length).toBeGreaterThan(0);
	expect(waiting.map(({ status, json }) => [status, json["code"]])).toEqual(
		waiting.map(() => [409, "idempotency-running"]),
	);
	expect(new Set(done.map(({ text }) => text)).size).toBe(1);
	const again = expectStatus(await two.send("POST", `${battle}/votes`, body, headers), 201);
	expect(again.text).toBe(done[0]?.text);
	expect(again.headers.get("idempotency-replayed")).toBe("true");
	expect(await storedVotes(battleId)).toHaveLength(1);
	const other = { scope: "battle", outcome: "a" };
	const mismatch = await one.send("POST", `${battle}/votes`, other, headers);
	expect([mismatch.status, mismatch.json["code"]]).toEqual([409, "idempotency-mismatch"]);
});

test("a vote is superseded, found by its receipt, withdrawn twice, and never rewritten", async () => {
	const { one, two, battle, battleId } = await battleInTwoTabs();
	const vote = (voter: HttpVoter, outcome: string) =>
		voter.send("POST", `${battle}/votes`, { scope: "turn", turn: 1, outcome });
	const first = expectStatus(await vote(one, "a"), 201);
	expect(first.json["reveal"]).toBeNull();
	const second = expectStatus(await vote(two, "b"), 201);
	expect(second.json["receipt"]).toBe(first.json["receipt"]);
	const path = `/api/receipts/${String(first.json["receipt"])}`;
	const receipt = expectStatus(await one.send("GET", path), 200);
	expect(receipt.json).toMatchObject({
		vote: { outcome: "b", version: 2, withdrawn: false },
		earlier: [{ outcome: "a", version: 1 }],
		isRevealed: false,
	});
	expectStatus(await two.send("DELETE", path), 204);
	expectStatus(await one.send("DELETE", path), 204);
	const after = expectStatus(await two.send("GET", path), 200);
	expect(after.json).toMatchObject({ counts: false, vote: { outcome: "b", withdrawn: true } });
	expect(after.json["exclusions"]).toContain("withdrawn");
	const stored = await storedVotes(battleId);
	expect(stored.map(({ outcome }) => outcome)).toEqual(["a", "b"]);
	const stranger = new HttpVoter(() => arenas.second.address);
	for (const method of ["GET", "DELETE"]) {
		const refused = await stranger.send(method, path);
		expect([refused.status, refused.json["code"]]).toEqual([404, "receipt-not-found"]);
	}
});

test("no vote before the end, none on another's battle, no first vote after the reveal", async () => {
	const [one, two] = tabs();
	const battle = await startBattle(one);
	const onBattle = { scope: "battle", outcome: "a" };
	const empty = await one.send("POST", `${battle}/votes`, onBattle);
	expect([empty.status, empty.json["code"]]).toEqual([409, "vote-too-early"]);
	const turn = await takeTurn(one, battle, SLOWLY);
	two.cookie = one.cookie;
	for (const tab of [one, two]) {
		const early = await tab.send("POST", `${battle}/votes`, onBattle);
		expect([early.status, early.json["code"]]).toEqual([409, "vote-too-early"]);
	}
	// From the tab whose process does not generate it.
	expectStatus(await two.send("POST", `${turn}/stop`, {}), 202);
	await readTurn(two, turn);
	const stranger = new HttpVoter(() => arenas.second.address);
	await startBattle(stranger);
	for (const voter of [stranger, new HttpVoter(() => arenas.first.address)]) {
		const refused = await voter.send("POST", `${battle}/votes`, onBattle);
		expect([refused.status, refused.json["code"]]).toEqual([404, "battle-not-found"]);
	}
	expectStatus(await two.send("POST", `${battle}/votes`, onBattle), 201);
	const late = await one.send("POST", `${battle}/votes`, { scope: "turn", turn: 1, outcome: "b" });
	expect([late.status, late.json["code"]]).toEqual([409, "revealed"]);
	const changed = expectStatus(
		await one.send("POST", `${battle}/votes`, { scope: "battle", outcome: "b" }),
		201,
	);
	// Whether anything was shown before the stop is a matter of milliseconds; without, a side failed too.
	expect(field(changed, "reveal")).toMatchObject({
		counts: false,
		exclusions: expect.arrayContaining(["changed-after-reveal"]),
	});
});

test("a commit that fails reveals nothing, stores nothing and can be tried again", async () => {
	const { one, two, battle, battleId } = await battleInTwoTabs();
	// Fires at the commit, after every statement of the vote has been accepted.
	await arenas.first.sql(`
		CREATE FUNCTION refuse_commit() RETURNS trigger LANGUAGE plpgsql AS
			$$ BEGIN RAISE EXCEPTION 'the disk of the judgements is full'; END $$`);
	await arenas.first.sql(`
		CREATE CONSTRAINT TRIGGER refuse_commit AFTER INSERT ON judgements
			DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_commit()`);
	const body = { scope: "battle", outcome: "a" };
	const headers = { "idempotency-key": "fails-at-commit" };
	try {
		const models = await arenas.first.sql<{ slug: string; name: string }>(
			"SELECT slug, name FROM models",
		);
		for (const tab of [one, two]) {
			const failed = await tab.send("POST", `${battle}/votes`, body, headers);
			expect([failed.status, failed.json["code"]]).toEqual([500, "internal-error"]);
			const view = expectStatus(await tab.send("GET", battle), 200);
			expect(view.json).toMatchObject({ state: "open", votes: [], models: null, reveal: null });
			const said = failed.text + view.text;
			for (const { slug } of models) expect(said).not.toContain(slug);
			for (const { name } of models) expect(said).not.toContain(name);
			expect(said).not.toContain("disk of the judgements");
		}
		expect(await storedVotes(battleId)).toEqual([]);
	} finally {
		await arenas.first.sql("DROP FUNCTION refuse_commit CASCADE");
	}
	const answer = expectStatus(await one.send("POST", `${battle}/votes`, body, headers), 201);
	expect(field(answer, "reveal")).not.toBeNull();
	expect(await storedVotes(battleId)).toHaveLength(1);
});
