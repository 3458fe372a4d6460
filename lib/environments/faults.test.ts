import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type FaultServer, startFaultServer } from "#lib/testing/fault-server.ts";
import { askEnvironment } from "./connect.ts";
import { parleyV1Client } from "./parley-v1/client.ts";

const limits = { connectTimeoutMs: 5000, timeoutMs: 60_000, bytesMax: 100_000 };
let server: FaultServer;
beforeAll(async () => {
	server = await startFaultServer();
});
afterAll(() => server.stop());

const clientWith = (changes: Partial<typeof limits> = {}, url = server.baseUrl) =>
	parleyV1Client(askEnvironment({ url, trusted: true }, { ...limits, ...changes }));
const create = (answer: Answer, changes = {}) => {
	server.answer = answer;
	return clientWith(changes).create({ scenario: { level: 2 }, seed: 5 });
};
const json =
	(value: unknown, status = 200): Answer =>
	(response) =>
		response.writeHead(status).end(JSON.stringify(value));
const good = { id: "s", tools: [], observation: "o" };

describe("an environment that fails", () => {
	it("is asked below its address, with JSON", async () => {
		expect(await create(json(good))).toMatchObject({ ok: true, value: { session: "s" } });
		const { path, body, headers } = server.requests.at(-1) ?? { path: "", body: "", headers: {} };
		expect([path, JSON.parse(body), headers["content-type"]]).toEqual([
			"/v1/create",
			{ scenario: { level: 2 }, seed: 5 },
			"application/json",
		]);
	});
	it("hangs before it answers", async () => {
		expect(await create(() => {}, { timeoutMs: 50 })).toMatchObject({
			failure: {
				code: "timeout",
				message: expect.stringContaining("PARLEY_ENVIRONMENT_TIMEOUT_MS"),
			},
		});
		await server.closed();
	});
	it("hangs in the middle of its answer", async () => {
		const outcome = await create(
			(response) => {
				response.writeHead(200);
				response.write('{"id":');
			},
			{ timeoutMs: 200 },
		);
		expect(outcome).toMatchObject({ failure: { code: "timeout" } });
		await server.closed();
	});
	it("answers with 10 MB, announced or not, of which not all is read", async () => {
		const large = Buffer.alloc(10_000_000, " ");
		for (const headers of [{ "content-length": large.length }, {}]) {
			const outcome = await create((response) => {
				response.writeHead(200, headers);
				response.end(large);
			});
			expect(outcome).toMatchObject({
				failure: {
					code: "too-large",
					message: expect.stringContaining("PARLEY_ENVIRONMENT_BYTES_MAX"),
				},
			});
			await server.closed();
		}
	});
	it("answers with just as much as is allowed", async () => {
		const text = JSON.stringify(good);
		const padded = text + " ".repeat(1000 - text.length);
		const answer: Answer = (response) => response.end(padded);
		expect(await create(answer, { bytesMax: 1000 })).toMatchObject({ ok: true });
		expect(await create(answer, { bytesMax: 999 })).toMatchObject({
			failure: { code: "too-large" },
		});
	});
	it.each([
		["no JSON", "<html>"],
		["a half of JSON", '{"id":"s"'],
		["nothing", ""],
		["a list", "[]"],
		["no id", '{"tools":[]}'],
		["tools without a name", '{"id":"s","tools":[{}]}'],
		["a tool name that no model can say", '{"id":"s","tools":[{"name":"a b"}]}'],
		["nesting without end", `{"id":"s","tools":${"[".repeat(40_000)}${"]".repeat(40_000)}}`],
	])("answers nonsense: %s", async (_, text) => {
		const outcome = await create((response) => response.end(text));
		expect(outcome).toMatchObject({ ok: false, failure: { code: "nonsense" } });
		if (!outcome.ok) expect(outcome.failure.message.length).toBeLessThan(700);
	});
	it.each([
		["a step without done", "step", { observation: "x", reward: 1 }],
		["a reward that is no number", "step", { reward: "1", done: false }],
		[
			"media that is no media",
			"step",
			{ done: false, media: [{ mediaType: "text/html", data: "" }] },
		],
		["a score that is no number", "score", { points: "many" }],
	])("answers nonsense: %s", async (_, verb, value) => {
		server.answer = json(value);
		const client = clientWith();
		const outcome =
			verb === "step"
				? await client.step("s", { kind: "text", seat: "assistant", text: "" })
				: await client.score("s", null);
		expect(outcome).toMatchObject({ ok: false, failure: { code: "nonsense" } });
	});
	it.each([400, 404, 500, 503])("answers %i", async (status) => {
		const outcome = await create(json({ error: { code: "e", message: "the words" } }, status));
		expect(outcome).toMatchObject({
			failure: { code: "http-status", status, message: expect.stringContaining("the words") },
		});
		expect(await create((response) => response.writeHead(status).end("<html>"))).toMatchObject({
			failure: { code: "http-status", status },
		});
	});
	it.each([301, 302, 307, 308])("redirects with %i, which is not followed", async (status) => {
		const asked = server.requests.length;
		const outcome = await create((response) =>
			response.writeHead(status, { location: `${server.baseUrl}/elsewhere` }).end(),
		);
		expect(outcome).toMatchObject({
			failure: { code: "http-status", status, message: expect.stringContaining("redirected") },
		});
		expect(server.requests.length).toBe(asked + 1);
	});
	it("hangs up", async () => {
		expect(await create((response) => response.socket?.destroy())).toMatchObject({
			failure: { code: "unreachable", message: expect.stringContaining("closed the connection") },
		});
	});
	it("is not there, or has no such name", async () => {
		const gone = await startFaultServer();
		await gone.stop();
		for (const url of [gone.baseUrl, "http://no-such-host.invalid/"])
			expect(await clientWith({}, url).state("s")).toMatchObject({
				failure: { code: "unreachable", message: expect.stringMatching(/E[A-Z_]+/) },
			});
	});
	it("keeps what it shows: pictures with an observation", async () => {
		const media = [{ mediaType: "image/png", data: "aGVsbG8=", alt: "a door" }];
		server.answer = json({ observation: { seen: 1 }, reward: 0.5, done: false, media });
		const action = { kind: "text", seat: "assistant", text: "" } as const;
		expect(await clientWith().step("s", action)).toEqual({
			ok: true,
			value: { observation: { seen: 1 }, reward: 0.5, done: false, info: null, media },
		});
	});
});

describe("an address", () => {
	it.each(["", "nonsense", "ftp://example.org", "file:///etc/passwd", "http://example.org/?a=1"])(
		"that is none is refused: %s",
		(url) => {
			expect(() => askEnvironment({ url, trusted: true })).toThrow(
				expect.objectContaining({ code: "environment-address-invalid", status: 422 }),
			);
		},
	);
});
