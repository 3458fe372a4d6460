import { request as openRequest } from "node:http";
import { connect } from "node:net";
import { expect, test } from "@playwright/test";
import { signVoter } from "#lib/auth/voter-cookie.ts";
import { ArenaProcess } from "./fixtures/arena-process.ts";
import { type Answer, HttpVoter } from "./fixtures/http-voter.ts";
import { answeredBattle, expectStatus, readTurn, startBattle, takeTurn } from "./fixtures/play.ts";

// Whatever comes in over the wire: a problem with a stable code, never a failure of ours.

const TURNS_MAX = 3;
const TURNS_PER_VOTER_MAX = 4;
const MEGABYTE = 1024 * 1024;

const arena = new ArenaProcess({
	env: {
		PARLEY_TURNS_MAX: String(TURNS_MAX),
		PARLEY_TURNS_PER_VOTER_MAX: String(TURNS_PER_VOTER_MAX),
	},
});
let owner: HttpVoter;
let battle: string;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	await arena.start();
	owner = newVoter();
	battle = await answeredBattle(owner);
});
test.afterAll(() => arena.remove());

const newVoter = () => new HttpVoter(() => arena.address);

/** A problem as http-api.md describes it, with this status and code. */
function expectProblem({ status, headers, json }: Answer, expected: number, code: string): void {
	expect({ status, code: json["code"], type: headers.get("content-type") }).toEqual({
		status: expected,
		code,
		type: "application/problem+json; charset=utf-8",
	});
	expect(json).toMatchObject({ type: "about:blank", status: expected });
	expect(json["title"]).toEqual(expect.any(String));
	expect(json["detail"]).toEqual(expect.stringMatching(/\S/));
	expect(json["requestId"]).toBe(headers.get("x-request-id"));
}

const nested = (depth: number) => `{"text":${"[".repeat(depth)}${"]".repeat(depth)}}`;

const badTurns: [what: string, body: string, status: number, code: string][] = [
	["malformed JSON", '{"text": "Hello', 400, "malformed-json"],
	["JSON with something after it", '{"text":"Hello"} Hello', 400, "malformed-json"],
	["a list", '["Hello"]', 422, "invalid-input"],
	["null", "null", 422, "invalid-input"],
	["an unknown field", '{"text":"Hello","model":"house-parrot"}', 422, "invalid-input"],
	["a prototype's field", '{"text":"Hello","__proto__":{"admin":true}}', 422, "invalid-input"],
	["no text", "{}", 422, "invalid-input"],
	["a number for text", '{"text":7}', 422, "invalid-input"],
	["only spaces", '{"text":" \\n\\t "}', 422, "invalid-input"],
	["33 KiB of text", JSON.stringify({ text: "x".repeat(33 * 1024) }), 422, "invalid-input"],
	[
		"33 KiB in 11,264 characters",
		JSON.stringify({ text: "語".repeat(11_264) }),
		422,
		"invalid-input",
	],
	["a NUL", '{"text":"Hello\\u0000"}', 422, "invalid-input"],
	["half of a surrogate pair", '{"text":"Hello \\ud83d"}', 422, "invalid-input"],
	["the other half", '{"text":"\\ude00 Hello"}', 422, "invalid-input"],
	["100,000 lists in each other", nested(100_000), 422, "invalid-input"],
	["an attachment", '{"text":"Hello","attachments":[{"url":"/x"}]}', 422, "invalid-input"],
	["300 KiB", JSON.stringify({ text: "x".repeat(300 * 1024) }), 413, "body-too-large"],
];

for (const [what, body, status, code] of badTurns)
	test(`a turn with ${what} is refused: ${status} ${code}`, async () => {
		expectProblem(await owner.send("POST", `${battle}/turns`, body), status, code);
	});

test("a body that is not UTF-8 is refused", async () => {
	const answer = await fetch(`${arena.address}${battle}/turns`, {
		method: "POST",
		headers: { cookie: owner.cookie, "content-type": "application/json" },
		body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
	});
	const json = (await answer.json()) as Record<string, unknown>;
	expect([answer.status, json["code"]]).toEqual([400, "not-utf8"]);
});

const badVotes: [what: string, body: unknown][] = [
	["an unknown outcome", { scope: "battle", outcome: "c" }],
	["an outcome of the wrong type", { scope: "battle", outcome: ["a"] }],
	["no scope", { outcome: "a" }],
	["a turn vote without a turn", { scope: "turn", outcome: "a" }],
	["a battle vote on a turn", { scope: "battle", turn: 1, outcome: "a" }],
	["turn 1.5", { scope: "turn", turn: 1.5, outcome: "a" }],
	["turn 1e300", { scope: "turn", turn: 1e300, outcome: "a" }],
	["an unknown field", { scope: "battle", outcome: "a", voter: "x" }],
	["a strength of 4", { scope: "battle", outcome: "a", strength: 4 }],
	["a NUL in its comment", { scope: "battle", outcome: "a", comment: "x\0" }],
	["a NUL in a reason", { scope: "battle", outcome: "a", reasons: { a: ["\0"] } }],
];

for (const [what, body] of badVotes)
	test(`a vote with ${what} is refused`, async () => {
		expectProblem(await owner.send("POST", `${battle}/votes`, body), 422, "invalid-input");
	});

test("nothing of all that was stored", async () => {
	const [counts] = await arena.sql<{ turns: number; votes: number }>(
		"SELECT (SELECT count(*)::int FROM turns) AS turns, (SELECT count(*)::int FROM judgements) AS votes",
	);
	expect(counts).toEqual({ turns: 1, votes: 0 });
});

test("a battle with wrong models, mode, language or consent is refused", async () => {
	const cases: [body: unknown, status: number, code: string][] = [
		[{ mode: "named", models: ["house-parrot", "no-such-model"] }, 422, "unknown-model"],
		[{ mode: "named", models: ["house-parrot", "house-parrot"] }, 422, "same-model"],
		[{ mode: "named" }, 422, "models-missing"],
		[{ mode: "named", models: ["house-parrot"] }, 422, "invalid-input"],
		[{ mode: "named", models: ["\0", "x"] }, 422, "invalid-input"],
		[{ mode: "double-blind" }, 422, "invalid-input"],
		[{ language: "English" }, 422, "invalid-input"],
		[{ consentVersion: "1999-01" }, 409, "consent-outdated"],
	];
	for (const [body, status, code] of cases)
		expectProblem(await newVoter().send("POST", "/api/battles", body), status, code);
});

test("paths that name nothing are not found", async () => {
	const nobody = "/api/battles/00000000-0000-7000-8000-000000000000";
	for (const path of [nobody, "/api/battles/x", "/api/battles/a%2Fb", "/api/battles/%F0%9F%98%80"])
		expectProblem(await owner.send("GET", path), 404, "battle-not-found");
	expectProblem(await owner.send("GET", `${battle}/turns/9/stream`), 404, "turn-not-found");
	for (const n of ["0", "x", "1.5", "99999999999999999999"])
		expectProblem(await owner.send("GET", `${battle}/turns/${n}/stream`), 422, "invalid-input");
	expectProblem(
		await owner.send("POST", `${battle}/turns/9/retry`, { slot: "a" }),
		404,
		"turn-not-found",
	);
	expectProblem(
		await owner.send("POST", `${battle}/turns/1/retry`, { slot: "a" }),
		409,
		"not-failed",
	);
	expectProblem(
		await owner.send("POST", `${battle}/turns/1/retry`, { slot: "c" }),
		422,
		"invalid-input",
	);
	for (const code of ["x", "%F0%9F%98%80"])
		expectProblem(await owner.send("GET", `/api/receipts/${code}`), 404, "receipt-not-found");
	const vote = { scope: "turn", turn: 9, outcome: "a" };
	expectProblem(await owner.send("POST", `${battle}/votes`, vote), 404, "turn-not-found");
});

test("addresses that no text decodes to are refused, of pages too", async () => {
	for (const path of ["/api/receipts/", "/api/models/", "/models/", "/r/", "/b/", "/?x="])
		for (const bytes of ["%00", "x%00y", "%ff", "%c0%80", "%"])
			expectProblem(await owner.send("GET", path + bytes), 400, "malformed-address");
});

test("a cookie that is forged, expired or cut off makes nobody of its bearer", async () => {
	const voterId = owner.cookie.slice("parley_voter=".length).split(".")[0] ?? "";
	const [setting] = await arena.sql<{ secret: string }>(
		"SELECT value #>> '{}' AS secret FROM settings WHERE key = 'instance-secret'",
	);
	const now = Date.now();
	const fresh = signVoter(voterId, now, setting?.secret ?? "");
	const good = newVoter();
	good.cookie = `parley_voter=${fresh}`;
	expectStatus(await good.send("GET", battle), 200);
	const yearMs = 366 * 24 * 3600 * 1000;
	for (const value of [
		signVoter(voterId, now, "another secret of some length"),
		signVoter(voterId, now - yearMs, setting?.secret ?? ""),
		fresh.slice(0, -1),
		`${fresh}.x`,
		voterId,
		"",
	]) {
		const thief = newVoter();
		thief.cookie = `parley_voter=${value}`;
		expectProblem(await thief.send("GET", battle), 404, "battle-not-found");
		const text = { text: "Hello" };
		expectProblem(await thief.send("POST", `${battle}/turns`, text), 404, "battle-not-found");
	}
	const stranger = newVoter();
	stranger.cookie = "parley_voter=x";
	expectProblem(
		await stranger.send("GET", battle, undefined, { authorization: "Bearer pk_wrong" }),
		401,
		"api-key-unknown",
	);
});

test("another site's page changes nothing", async () => {
	const asks: Record<string, string>[] = [
		{ origin: "https://evil.example" },
		{ origin: "null" },
		{ "sec-fetch-site": "cross-site" },
		{ "sec-fetch-site": "same-site" },
		{ origin: arena.address.replace("http:", "https:").replace(/:\d+$/, "") },
	];
	for (const headers of asks) {
		const text = { text: "Hello" };
		expectProblem(await owner.send("POST", `${battle}/turns`, text, headers), 403, "cross-origin");
	}
	const receipt = await owner.send("DELETE", "/api/receipts/x", undefined, asks[0]);
	expectProblem(receipt, 403, "cross-origin");
});

test("an idempotency key stands for one request", async () => {
	const voter = newVoter();
	const headers = { "idempotency-key": "a-key" };
	const first = expectStatus(await voter.send("POST", "/api/battles", {}, headers), 201);
	const own = { "idempotency-key": "a-key-of-the-voter" };
	const path = `/api/battles/${String(first.json["battleId"])}/turns`;
	const turn = expectStatus(await voter.send("POST", path, { text: "Hello" }, own), 202);
	const again = expectStatus(await voter.send("POST", path, { text: "Hello" }, own), 202);
	expect(again.text).toBe(turn.text);
	expect(again.headers.get("idempotency-replayed")).toBe("true");
	const other = await voter.send("POST", path, { text: "Good-bye" }, own);
	expectProblem(other, 409, "idempotency-mismatch");
	const long = { "idempotency-key": "k".repeat(201) };
	expectProblem(
		await voter.send("POST", path, { text: "Hello" }, long),
		422,
		"idempotency-key-too-long",
	);
	// A first answer that was lost is given again with its cookie, or the battle would be nobody's.
	const lost = newVoter();
	const secret = { "idempotency-key": crypto.randomUUID() };
	expectStatus(await lost.send("POST", "/api/battles", {}, secret), 201);
	const asksAgain = newVoter();
	const replay = await asksAgain.send("POST", "/api/battles", {}, secret);
	const voterOf = (cookie: string) => cookie.split(".")[0];
	expect(voterOf(asksAgain.cookie)).toBe(voterOf(lost.cookie));
	expectStatus(await asksAgain.send("GET", `/api/battles/${String(replay.json["battleId"])}`), 200);
});

test(`turn ${TURNS_MAX + 1} of a battle and the next turn too many of a voter are refused`, async () => {
	const voter = newVoter();
	const full = await startBattle(voter);
	for (let i = 1; i <= TURNS_MAX; i++)
		await readTurn(voter, await takeTurn(voter, full, "And then?"));
	const text = { text: "And then?" };
	expectProblem(await voter.send("POST", `${full}/turns`, text), 409, "battle-closed");
	const limited = await voter.send("POST", `${full}/turns`, text);
	expectProblem(limited, 429, "rate-limited");
	expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
	// The vote is still free.
	const vote = { scope: "battle", outcome: "tie" };
	expectStatus(await voter.send("POST", `${full}/votes`, vote), 201);
});

test("10 MB are refused by their announced length, before they are sent", async () => {
	const { status, code } = await new Promise<{ status: number; code: unknown }>(
		(resolve, reject) => {
			const request = openRequest(`${arena.address}${battle}/turns`, {
				method: "POST",
				headers: {
					cookie: owner.cookie,
					"content-type": "application/json",
					"content-length": 10 * MEGABYTE,
				},
			});
			request.once("error", reject);
			request.once("response", (response) => {
				let text = "";
				response.on("data", (chunk: Buffer) => {
					text += chunk.toString();
				});
				response.on("end", () => {
					request.destroy();
					const { code } = JSON.parse(text) as { code: unknown };
					resolve({ status: response.statusCode ?? 0, code });
				});
			});
			request.write('{"text":"');
		},
	);
	expect([status, code]).toEqual([413, "body-too-large"]);
});

test("10 MB without an announced length are refused long before they are read whole", async () => {
	const sent = await new Promise<{ bytes: number; answer: string }>((resolve, reject) => {
		const socket = connect(arena.port, "127.0.0.1");
		const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;
		let answer = "";
		socket.once("error", reject);
		socket.on("data", (data) => {
			answer += data.toString();
			if (!answer.includes("body-too-large")) return;
			resolve({ bytes: socket.bytesWritten, answer });
			socket.destroy();
		});
		socket.write(
			`POST ${battle}/turns HTTP/1.1\r\nHost: localhost:${arena.port}\r\nCookie: ${owner.cookie}\r\nTransfer-Encoding: chunked\r\n\r\n`,
		);
		const pump = () => {
			while (!socket.destroyed && socket.bytesWritten < 10 * MEGABYTE)
				if (!socket.write(chunk)) {
					socket.once("drain", pump);
					return;
				}
		};
		pump();
	});
	expect(sent.answer).toContain("HTTP/1.1 413");
	expect(sent.bytes).toBeLessThan(10 * MEGABYTE);
});

test("after all that the arena is well", async () => {
	expectStatus(await newVoter().send("GET", "/api/ready"), 200);
	await answeredBattle(newVoter());
	expect(arena.output()).not.toMatch(/"level":(50|60)/);
});
