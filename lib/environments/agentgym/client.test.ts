import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askEnvironment } from "#lib/environments/connect.ts";
import { agentGymChecks } from "#lib/environments/contract-test/agentgym-checks.ts";
import { runChecks } from "#lib/environments/contract-test/check.ts";
import { type FaultServer, startFaultServer } from "#lib/testing/fault-server.ts";
import { agentGymClient } from "./client.ts";

type Body = Record<string, unknown>;
type Reply = { status: number; value: unknown };
/** A server of one of AgentGym's packages: what it answers to a path. */
type Package = (path: string, body: Body, episodes: Map<number, Episode>) => Reply | unknown;
interface Episode {
	item: unknown;
	steps: number;
}

const missing: Reply = { status: 404, value: { detail: "Not Found" } };
const isReply = (value: unknown): value is Reply =>
	typeof value === "object" && value !== null && "status" in value && "value" in value;
const page = ({ item, steps }: Episode) => `item ${item}, step ${steps}`;

/** The episodes whose sessions are called `id`, refused with 200 and an error, as TextCraft does. */
const byId =
	(itemName: string, hasObservation: boolean, hasClose: boolean): Package =>
	(path, body, episodes) => {
		if (path === "/create") {
			const id = episodes.size;
			episodes.set(id, { item: 0, steps: 0 });
			return { id };
		}
		const episode = episodes.get(Number(body["id"]));
		if (episode === undefined) return { error: `The id ${body["id"]} is not valid.` };
		switch (path) {
			case "/reset":
				if (body[itemName] === undefined) return { status: 422, value: { detail: itemName } };
				Object.assign(episode, { item: body[itemName], steps: 0 });
				return { id: body["id"], observation: page(episode), done: false, reward: 0 };
			case "/step":
				episode.steps += 1;
				return { observation: page(episode), reward: episode.steps / 4, done: episode.steps === 4 };
			case "/observation":
				return hasObservation ? page(episode) : missing;
			default:
				return hasClose ? true : missing;
		}
	};

/** The episodes whose sessions are called `env_idx`; a wrong one makes the server fail. */
const byIndex =
	(
		itemName: string,
		created: (index: number) => unknown,
		step: (episode: Episode) => Body,
	): Package =>
	(path, body, episodes) => {
		if (path === "/create") {
			episodes.set(episodes.size, { item: 0, steps: 0 });
			return created(episodes.size - 1);
		}
		const episode = episodes.get(Number(body["env_idx"]));
		if (episode === undefined) return { status: 500, value: "Internal Server Error" };
		switch (path) {
			case "/reset":
				if (body[itemName] === undefined) return { status: 422, value: { detail: itemName } };
				Object.assign(episode, { item: body[itemName], steps: 0 });
				return ["", null];
			case "/step":
				episode.steps += 1;
				return step(episode);
			case "/observation":
				return page(episode);
			case "/close":
				return { closed: true };
			default:
				return missing;
		}
	};

const packages: [string, Package][] = [
	["TextCraft, SciWorld", byId("data_idx", true, true)],
	["BabyAI, without observation and close", byId("data_idx", false, false)],
	["ALFWorld, LMRL-Gym's maze", byId("game", true, false)],
	["LMRL-Gym's Wordle", byId("seed", true, false)],
	[
		"WebShop",
		byIndex(
			"session_id",
			(index) => index,
			(episode) => ({ state: page(episode), reward: 0, done: false, info: null }),
		),
	],
	[
		"SQLGym",
		byIndex(
			"item_id",
			(index) => index,
			(episode) => ({ state: page(episode), reward: 1, done: true, info: {} }),
		),
	],
	[
		"tools",
		byIndex(
			"id",
			(index) => index,
			(episode) => ({ observation: page(episode), reward: 0.5, done: false }),
		),
	],
	[
		"WebArena",
		byIndex(
			"idx",
			(index) => ({ env_idx: index }),
			(episode) => ({ observation: page(episode), reward: 0, terminated: false, truncated: false }),
		),
	],
];

let server: FaultServer;
beforeAll(async () => {
	server = await startFaultServer();
});
afterAll(() => server.stop());

function serve(answer: Package) {
	const episodes = new Map<number, Episode>();
	server.answer = (response, request, body) => {
		const url = new URL(request.url ?? "", server.baseUrl);
		const asked = body === "" ? Object.fromEntries(url.searchParams) : JSON.parse(body);
		const reply = answer(url.pathname.replace("/v1", ""), asked, episodes);
		const { status, value } = isReply(reply) ? reply : { status: 200, value: reply };
		response.writeHead(status).end(JSON.stringify(value));
	};
	return askEnvironment({ url: server.baseUrl, trusted: true });
}
const words = (text: string) => ({ kind: "text", seat: "assistant", text }) as const;

describe.each(packages)("a server as of %s", (name, answer) => {
	it("begins the task of the seed, or of the scenario's item, and steps", async () => {
		const client = agentGymClient(serve(answer));
		const created = await client.create({ scenario: {}, seed: 3 });
		expect(created).toMatchObject({
			ok: true,
			value: { observation: "item 3, step 0", tools: [] },
		});
		const session = created.ok ? created.value.session : "";
		expect(await client.step(session, words("look"))).toMatchObject({
			ok: true,
			value: { observation: "item 3, step 1", reward: expect.any(Number), info: null },
		});
		expect(await client.create({ scenario: { item: 8 }, seed: 3 })).toMatchObject({
			value: { observation: "item 8, step 0" },
		});
		expect(await client.close(session)).toEqual({ ok: true, value: null });
	});
	it("passes the contract test but for what it has not", async () => {
		const ask = serve(answer);
		const findings = await runChecks(agentGymChecks(ask, { scenario: {}, seed: 2, stepsMax: 10 }));
		expect(findings.filter(({ ok }) => !ok)).toEqual([]);
		const skipped = findings.filter((finding) => finding.skipped).map((each) => each.name);
		expect(skipped).toEqual(name.startsWith("BabyAI") ? ["observation"] : []);
	});
});

describe("an episode", () => {
	it("is scored by its last reward", async () => {
		const client = agentGymClient(serve(byId("data_idx", true, true)));
		expect(await client.score("id:0", { reward: 1, done: true })).toEqual({
			ok: true,
			value: { reward: 1, success: 1 },
		});
		expect(await client.score("id:0", { reward: 0.4, done: true })).toEqual({
			ok: true,
			value: { reward: 0.4, success: 0 },
		});
		expect(await client.score("id:0", null)).toEqual({
			ok: true,
			value: { reward: 0, success: 0 },
		});
	});
	it("knows no tools, and says so without asking the server", async () => {
		const client = agentGymClient(serve(byId("data_idx", true, true)));
		const asked = server.requests.length;
		const call = { id: "1", name: "search", arguments: {} };
		expect(await client.step("id:0", { kind: "tool", seat: "assistant", call })).toMatchObject({
			value: { done: false, info: { error: { code: "unknown-tool" } } },
		});
		expect(server.requests.length).toBe(asked);
	});
	it("sends all words, or only what follows the last Action:", async () => {
		const ask = serve(byId("data_idx", true, true));
		const said = "Thought: an Action: is due\n\nAction:\ncraft 1 stick\n";
		for (const [action, sent] of [
			["whole", said],
			["react", "craft 1 stick"],
		] as const) {
			await agentGymClient(ask, { action }).step("id:0", words(said));
			expect(JSON.parse(server.requests.at(-1)?.body ?? "")).toEqual({ id: 0, action: sent });
		}
	});
	it("tells an error that came with 200 as one", async () => {
		const client = agentGymClient(serve(byId("data_idx", true, true)));
		expect(await client.step("id:77", words("look"))).toMatchObject({
			ok: false,
			failure: { code: "http-status", message: expect.stringContaining("77 is not valid") },
		});
		const broken = agentGymClient(serve(() => ({ error: "no data" })));
		expect(await broken.create({ scenario: {}, seed: 1 })).toMatchObject({
			ok: false,
			failure: { code: "http-status", message: expect.stringContaining("no data") },
		});
	});
	it.each([
		["a step without an end", { observation: "x", reward: 1 }],
		["a step without a view", { reward: 1, done: true }],
		["a text", "done"],
	])("is not begun or gone on with by nonsense: %s", async (_, value) => {
		const client = agentGymClient(serve((path) => (path === "/step" ? value : 0)));
		expect(await client.step("env_idx:0", words("look"))).toMatchObject({
			failure: { code: "nonsense" },
		});
		expect(await client.create({ scenario: {}, seed: 1 })).toMatchObject({
			failure: { code: "nonsense" },
		});
	});
});
