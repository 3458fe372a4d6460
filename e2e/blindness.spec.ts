import { expect, type Page, test } from "@playwright/test";
import { ArenaProcess } from "./fixtures/arena-process.ts";
import { type FakeProvider, startFakeProvider } from "./fixtures/fake-provider.ts";
import { HttpVoter } from "./fixtures/http-voter.ts";
import { declared, markedModels, planOf } from "./fixtures/marked-models.ts";
import { modelsFile } from "./fixtures/models-file.ts";
import { expectStatus, readTurn, startBattle, takeTurn } from "./fixtures/play.ts";
import { type RecordingProxy, startRecordingProxy } from "./fixtures/recording-proxy.ts";
import { type Finding, type Needles, type Received, scan } from "./fixtures/secrets-scan.ts";

// Before the reveal nothing that reaches a browser or a program tells one model from another: every
// byte of every answer goes through a recorder and is searched. After it, the same search must find.

const QUESTION = "Which rivers would you name first?";

/** Every registered model is in one of them; those that fail meet one that does not. */
const pairs: [string, string][] = [
	["velodrome-qx-7b", "marzipan-qx-7b"],
	["quillfeather-qx-7b", "house-listener"],
	["obsidianix-qx-7b", "house-librarian"],
	["tamarindo-qx-7b", "house-reckoner"],
	["zephyrine-qx-7b", "house-scribe"],
	["brontologue-qx-7b", "house-rambler"],
	["wickerwork-qx-7b", "house-parrot"],
];

let provider: FakeProvider;
let arena: ArenaProcess;
let proxy: RecordingProxy;
let facts: Map<string, string>;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	provider = await startFakeProvider((call) => {
		const model = markedModels.find(({ id }) => id === call.model);
		if (model === undefined) throw new Error(`Nobody declared ${call.model}`);
		return planOf(model);
	});
	arena = new ArenaProcess({
		env: { PARLEY_UNDO_MS: "0" },
		modelsFile: modelsFile(provider.baseUrl, markedModels.map(declared)),
	});
	await arena.start();
	proxy = await startRecordingProxy(() => arena.address);
	facts = await identifyingFacts();
});
test.afterAll(async () => {
	await proxy?.stop();
	await arena?.remove();
	await provider?.stop();
});

/** What identifies any model of the arena, in a battle or not. */
async function identifyingFacts(): Promise<Map<string, string>> {
	const needles = new Map<string, string>();
	for (const { word, cost, usage } of markedModels) {
		needles.set(word, "a name");
		for (const price of Object.values(cost ?? {})) needles.set(String(price), "a price");
		for (const count of Object.values(usage)) needles.set(String(count), "a token count");
	}
	needles.set(new URL(provider.baseUrl).host, "an endpoint's address");
	const models = await arena.sql<{
		id: string;
		endpoint: string;
		slug: string;
		name: string;
		isBlind: boolean;
	}>(
		'SELECT m.id, e.id AS endpoint, m.slug, m.name, m.blind_eligible AS "isBlind" FROM models m JOIN endpoints e ON e.model_id = m.id',
	);
	const drawn = models.filter(({ isBlind }) => isBlind);
	expect(drawn.map(({ slug }) => slug).sort()).toEqual(pairs.flat().sort());
	for (const { id, endpoint, slug, name } of models) {
		needles.set(id, "a model's id");
		needles.set(endpoint, "an endpoint's id");
		needles.set(slug, "a slug");
		needles.set(name, "a name");
	}
	return needles;
}

/** With the times that the battle's calls took, as they are stored. */
async function factsOf(battleId: string): Promise<Needles> {
	const calls = await arena.sql<{ first: number | null; whole: number | null }>(
		"SELECT first_token_ms AS first, duration_ms AS whole FROM calls WHERE battle_id = $1",
		[battleId],
	);
	expect(calls.length).toBeGreaterThan(0);
	const times = calls.flatMap(({ first, whole }) => [first, whole]);
	const exact = times.map((ms) => String(ms ?? "").slice(0, 9)).filter((ms) => ms.length > 6);
	return new Map([...facts, ...exact.map((ms) => [ms, "a latency"] as const)]);
}

/** Headers in which servers like to say what answered, and how fast. */
const tellingHeader =
	/\n(server|server-timing|x-runtime|x-response-time|x-powered-by|via|openai-\S+|x-ratelimit\S*): .*/gi;

function findings(received: readonly Received[], needles: Needles): Finding[] {
	const headers = received.flatMap(({ where, text }) =>
		[...text.slice(0, text.indexOf("\n\n")).matchAll(tellingHeader)].map(([around]) => ({
			what: "a telling header",
			where,
			around,
		})),
	);
	return [...scan(received, needles), ...headers];
}

/** Only these models are paired from here on, and none is there to step in for one that fails. */
async function activateOnly(slugs: readonly string[]): Promise<void> {
	await arena.sql(
		"UPDATE models SET state = CASE WHEN slug = ANY($1) THEN 'active' ELSE 'paused' END",
		[slugs],
	);
}

async function slugsOf(battleId: string): Promise<string[]> {
	const [battle] = await arena.sql<{ slugs: string[] }>(
		"SELECT array_agg(m.slug ORDER BY m.slug) AS slugs FROM battles b JOIN models m ON m.id IN (b.model_a_id, b.model_b_id) WHERE b.id = $1",
		[battleId],
	);
	return battle?.slugs ?? [];
}

/** The recording holds both names and slugs, and figures: the search would have found them. */
function expectIdentified(received: readonly Received[], pair: readonly string[]): void {
	const found = scan(received, facts).map(({ what }) => what);
	for (const slug of pair) expect(found).toContain(`a slug ${slug}`);
	expect(found).toContain("the field maker");
	expect(found).toContain("the field durationMs");
}

async function expectFailure(battle: string, voter: HttpVoter, slugs: readonly string[]) {
	const model = markedModels.find(({ slug }) => slugs.includes(slug));
	const { json } = expectStatus(await voter.send("GET", battle), 200);
	const [turn] = json["turns"] as {
		replies: Record<"a" | "b", { state: string; failureReason: string | null }>;
	}[];
	const replies = Object.values(turn?.replies ?? {});
	const failed = replies.filter(({ state }) => state === "failed");
	expect(failed.map(({ failureReason }) => failureReason)).toEqual(
		model === undefined || model.fault === "none" ? [] : ["unavailable"],
	);
}

test.describe.configure({ timeout: 180_000 });

for (const pair of pairs) {
	const names = pair.join(" and ");
	test(`a browser learns nothing of ${names} before the reveal`, async ({ browser }) => {
		await activateOnly(pair);
		proxy.clear();
		const page = await browser.newPage({ baseURL: proxy.address });
		const battleId = await playInBrowser(page);
		await page.reload();
		await expect(voteButton(page)).toBeEnabled();
		expect(await slugsOf(battleId)).toEqual([...pair].sort());
		await askForSourceMaps();
		const before = [...proxy.received(), { where: "the page itself", text: await page.content() }];
		expect(before.some(({ where }) => where.includes("/stream"))).toBe(true);
		expect(before.some(({ where }) => /\.js[ ?]/.test(where))).toBe(true);
		expect(findings(before, await factsOf(battleId))).toEqual([]);

		proxy.clear();
		await voteButton(page).click();
		await expect(page.getByRole("heading", { name: "Who they were" })).toBeVisible();
		expectIdentified(proxy.received(), pair);
		await page.close();
	});

	test(`a program learns nothing of ${names} before the reveal`, async () => {
		await activateOnly(pair);
		proxy.clear();
		const voter = new HttpVoter(() => proxy.address);
		const battle = await startBattle(voter);
		const battleId = battle.slice("/api/battles/".length);
		const marker = `${QUESTION} ${battleId}`;
		const turn = await takeTurn(voter, battle, marker);
		await readTurn(voter, turn);
		await expectFailure(battle, voter, pair);
		await retryFailed(voter, battle, turn);
		await readTurn(voter, await takeTurn(voter, battle, "And then?"));
		await askForEverything(voter, battleId, turn);
		expect(await slugsOf(battleId)).toEqual([...pair].sort());
		expect(findings(proxy.received(), await factsOf(battleId))).toEqual([]);
		await expectNotExported(voter, battleId);

		proxy.clear();
		const vote = { scope: "battle", outcome: "tie" };
		expectStatus(await voter.send("POST", `${battle}/votes`, vote), 201);
		expectIdentified(proxy.received(), pair);
	});
}

test("nor of a model that failed and of the one that stood in for it", async () => {
	const trio = ["zephyrine-qx-7b", "velodrome-qx-7b", "house-parrot"];
	await activateOnly(trio);
	for (let battles = 1; ; battles++) {
		expect(battles, "a reserve stood in").toBeLessThan(40);
		proxy.clear();
		const voter = new HttpVoter(() => proxy.address);
		const battle = await startBattle(voter);
		const battleId = battle.slice("/api/battles/".length);
		const turn = await takeTurn(voter, battle, QUESTION);
		await readTurn(voter, turn);
		await askForEverything(voter, battleId, turn);
		expect(findings(proxy.received(), await factsOf(battleId))).toEqual([]);
		const [row] = await arena.sql<{ reason: string }>(
			"SELECT pairing_reason AS reason FROM battles WHERE id = $1",
			[battleId],
		);
		if (row?.reason === "reserve") break;
	}
});

const voteButton = (page: Page) =>
	page
		.getByRole("group", { name: "Your verdict on the whole battle" })
		.getByRole("button", { name: "Tie", exact: true });

/** A battle of one turn; resolves with its id when the vote is open. */
async function playInBrowser(page: Page): Promise<string> {
	await page.goto("/");
	const box = page.getByRole("textbox");
	await box.fill(QUESTION);
	await box.press("Enter");
	await page.waitForURL(/\/b\//);
	await expect(voteButton(page)).toBeEnabled({ timeout: 30_000 });
	return new URL(page.url()).pathname.slice("/b/".length);
}

/** A script's source map would hold its sources; there must be none. */
async function askForSourceMaps(): Promise<void> {
	const scripts = proxy.received().flatMap(({ where }) => /GET (\S+\.js) /.exec(where)?.[1] ?? []);
	for (const script of new Set(scripts))
		expect((await fetch(`${proxy.address}${script}.map`)).status).toBe(404);
}

async function retryFailed(voter: HttpVoter, battle: string, turn: string): Promise<void> {
	const { json } = expectStatus(await voter.send("GET", battle), 200);
	const [first] = json["turns"] as { replies: Record<string, { canRetry: boolean }> }[];
	for (const [slot, { canRetry }] of Object.entries(first?.replies ?? {})) {
		if (!canRetry) continue;
		expectStatus(await voter.send("POST", `${turn}/retry`, { slot }), 202);
		await readTurn(voter, turn);
	}
}

/** Whatever a curious voter may ask of a running battle. */
async function askForEverything(voter: HttpVoter, battleId: string, turn: string): Promise<void> {
	const battle = `/api/battles/${battleId}`;
	const [row] = await arena.sql<{ slug: string }>("SELECT slug FROM battles WHERE id = $1", [
		battleId,
	]);
	expectStatus(await voter.send("GET", battle), 200);
	expectStatus(await voter.send("GET", `/b/${battleId}`), 200);
	// What the page's own router asks for; it is sent on to the address that holds the request's hash.
	const rsc = { rsc: "1" };
	const hashed = await voter.send("GET", `/b/${battleId}`, undefined, rsc);
	const { pathname, search } = new URL(hashed.headers.get("location") ?? "", proxy.address);
	const payload = await voter.send("GET", pathname + search, undefined, rsc);
	expect(expectStatus(payload, 200).headers.get("content-type")).toContain("text/x-component");
	await voter.follow(`${turn}/stream`, 3, () => {});
	await voter.send("POST", `${battle}/turns`, { text: 7 });
	await voter.send("POST", `${battle}/turns/9/retry`, { slot: "a" });
	await voter.send("POST", `${battle}/share`, { shared: true });
	for (const slug of [row?.slug, battleId]) {
		expect((await voter.send("GET", `/r/${slug}`)).status).toBe(404);
		expect((await voter.send("GET", `/api/conversations/${slug}/trace`)).status).toBe(404);
	}
	for (const outcome of ["a", "b"]) {
		const vote = { scope: "turn", turn: 1, outcome };
		const { json } = expectStatus(await voter.send("POST", `${battle}/votes`, vote), 201);
		expect(json["reveal"]).toBeNull();
		expectStatus(await voter.send("GET", `/api/receipts/${String(json["receipt"])}`), 200);
		expectStatus(await voter.send("GET", `/receipts/${String(json["receipt"])}`), 200);
	}
	expectStatus(await voter.send("GET", "/metrics"), 200);
}

/** Public files name models; a battle that is not revealed must not be in them. */
async function expectNotExported(voter: HttpVoter, battleId: string): Promise<void> {
	for (const format of ["parley", "arena-140k"]) {
		const path = `/api/exports/battles?format=${format}&as=jsonl`;
		const answer = await fetch(`${arena.address}${path}`, { headers: { cookie: voter.cookie } });
		expect(answer.status).toBe(200);
		expect(await answer.text()).not.toContain(battleId);
	}
}
