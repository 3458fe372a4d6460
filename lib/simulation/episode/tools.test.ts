import { describe, expect, test } from "vitest";
import { type Answer, drive, reply } from "#lib/testing/drive-episode.ts";
import { program, stoppingUser, toySetup, toyShelf } from "#lib/testing/toy-suites.ts";
import type { Driver } from "./driver.ts";
import { RESULT_CHARS_MAX } from "./result-size.ts";

const plainUser = program(stoppingUser(99, ""));
const native: Driver = { kind: "model", model: "m", tools: "native" };
const text: Driver = { kind: "model", model: "m", tools: "text" };
const shelf = (assistant: Driver = native, policy = {}) =>
	toySetup(toyShelf({ turnsMax: 1, ...policy }, plainUser), { drivers: { assistant } });
const inTurn =
	(...answers: ReturnType<typeof reply>[]): Answer =>
	(_, count) =>
		answers[count] ?? reply("Done.");
const block = (body: string) => `\`\`\`tool\n${body}\n\`\`\``;
const called = (name: string, given = {}) => block(JSON.stringify({ name, arguments: given }));

/** The chat of the last question. */
function lastChat(driven: ReturnType<typeof drive>) {
	const asked = driven.requests.findLast((request) => request.kind === "ask");
	return asked?.kind === "ask" ? asked.messages.slice(1) : [];
}
const resultsOf = ({ record }: ReturnType<typeof drive>) =>
	record.messages.flatMap((message) => (message.kind === "tool-result" ? [message] : []));

describe("tools in the endpoint's own form", () => {
	test("calls of one message are one message, and their results answer them in order", () => {
		const driven = drive(
			shelf(),
			inTurn(reply("Let me see.", [{ name: "put", arguments: { a: 1 } }, { name: "nothing" }])),
		);
		const [user, calls, first, second] = lastChat(driven);
		expect(user).toEqual({ role: "user", text: "Line 1." });
		const [one, two] = calls?.toolCalls ?? [];
		expect(calls).toEqual({
			role: "assistant",
			text: "Let me see.",
			toolCalls: [
				{ id: one?.id, name: "put", arguments: { a: 1 } },
				{ id: two?.id, name: "nothing", arguments: {} },
			],
		});
		expect(first).toMatchObject({ role: "tool", answers: { id: one?.id, name: "put" } });
		expect(second).toMatchObject({ role: "tool", answers: { id: two?.id, name: "nothing" } });
		expect(second?.text).toBe(
			"Error (unknown-tool): There is no tool nothing. There are: look, put, fail, huge, dear, submit, burn.",
		);
	});

	test("every call has an id of its own, in the whole conversation", () => {
		const calls = [{ name: "look" }, { name: "look" }];
		const driven = drive(
			shelf(native, { turnsMax: 3 }),
			inTurn(reply("", calls), reply("", calls), reply("So."), reply("", calls)),
		);
		const ids = resultsOf(driven).map(({ call }) => call.id);
		expect(ids).toHaveLength(6);
		expect(new Set(ids).size).toBe(6);
	});

	test("the world takes the calls in order, and rewards are in the log", () => {
		const driven = drive(shelf(), inTurn(reply("", [{ name: "put" }, { name: "put" }])));
		expect(driven.record.environmentScore).toEqual({ items: 2 });
		const rewards = driven.events.flatMap(({ kind, data }) => (kind === "env-step" ? [data] : []));
		expect(rewards).toMatchObject([{ reward: 1 }, { reward: 1 }]);
	});

	test("the other seat hears what is said, not what is called or said along with a call", () => {
		const user: Driver = { kind: "model", model: "u", tools: "native" };
		const setup = toySetup(toyShelf({ turnsMax: 2 }), { drivers: { user } });
		const driven = drive(
			setup,
			inTurn(reply("Hello."), reply("Aside.", [{ name: "look" }]), reply("Answer.")),
		);
		const heard = driven.requests.findLast(
			(request) => request.kind === "ask" && request.seat === "user",
		);
		expect(JSON.stringify(heard)).toContain("Answer.");
		expect(JSON.stringify(heard)).not.toContain("Aside.");
	});
});

describe("tools in the text form", () => {
	const broken = block('{"name": "put", "arguments": {');

	test("the form is told, and nothing is offered through the endpoint", () => {
		const driven = drive(shelf(text), inTurn());
		expect(driven.requests[0]).toMatchObject({ kind: "ask", tools: [] });
		const system = driven.requests[0]?.kind === "ask" ? driven.requests[0].messages[0] : null;
		expect(system?.text).toContain("- put: The tool put.");
	});

	test.each([
		["a block in talk", `Let me see.\n${called("put")}`, "Let me see."],
		["a block and talk after it", `${called("put")}\nNow wait.`, "Now wait."],
		["a block that is not closed", `Let me see.\n\`\`\`tool\n{"name": "put"}`, "Let me see."],
		["a block in one line", '```tool {"name": "put"}```', ""],
		["carriage returns", called("put").replaceAll("\n", "\r\n"), ""],
		["a fence within an argument", called("put", { code: "```js\n1\n```" }), ""],
	])("is read: %s", (_, said, aside) => {
		const driven = drive(shelf(text), inTurn(reply(said)));
		expect(driven.record.environmentScore).toEqual({ items: 1 });
		expect(driven.record.messages[1]).toMatchObject({ kind: "tool-call", text: aside });
	});

	test.each([
		["no JSON", broken],
		["no name", block('{"arguments": {}}')],
		["a list", block('["put"]')],
		["nothing", block("")],
		["a name that is no text", block('{"name": 5}')],
		["nothing after the fence", "```tool"],
	])("comes back as an error and is never talk: %s", (_, said) => {
		const driven = drive(shelf(text), inTurn(reply(said)));
		expect(resultsOf(driven)).toMatchObject([
			{ call: { name: "" }, result: { error: { code: "unknown-tool" } } },
		]);
		expect(lastChat(driven).at(-1)?.text).toContain("The call could not be read");
	});

	test.each([
		"```toolbox\n{}\n```",
		"Use ```tool``` blocks.",
		"```\ntool\n```",
		"```json\n{}\n```",
	])("what only looks alike is talk: %j", (said) => {
		const driven = drive(shelf(text), inTurn(reply(said)));
		expect(resultsOf(driven)).toEqual([]);
		expect(driven.record.messages[1]).toMatchObject({ kind: "text", text: said });
	});

	test("where no tools are offered, a block is talk", () => {
		const { suite, scenario, ...rest } = shelf(text);
		const bare = { ...rest, scenario, suite: { ...suite, environment: null } };
		const driven = drive({ ...bare, environment: "none" }, inTurn(reply(called("put"))));
		expect(driven.record.messages[1]).toMatchObject({ kind: "text", text: called("put") });
	});

	test("the conversation is that of the endpoint's own form, but for the form", () => {
		const calls = [{ name: "put", arguments: { a: [1, "two"] } }, { name: "fail" }];
		const blocks = calls.map(({ name, arguments: given }) => called(name, given)).join("\n");
		const own = drive(
			shelf(native, { turnsMax: 2 }),
			inTurn(reply("First.", calls), reply("", [{ name: "look" }]), reply("So."), reply("Well.")),
		);
		const told = drive(
			shelf(text, { turnsMax: 2 }),
			inTurn(reply(`First.\n\n${blocks}`), reply(called("look")), reply("So."), reply("Well.")),
		);
		expect(told.record).toEqual(own.record);
		const flat = (driven: typeof own) => lastChat(driven).map(({ role }) => role);
		expect(flat(own)).toEqual([
			"user",
			"assistant",
			"tool",
			"tool",
			"user",
			"assistant",
			"tool",
			"assistant",
			"user",
		]);
		expect(flat(told)).toEqual([
			"user",
			"assistant",
			"user",
			"assistant",
			"user",
			"assistant",
			"user",
		]);
		// What it wrote is what it reads again.
		expect(lastChat(told)[1]?.text.replaceAll(/\n+/g, "\n")).toBe(`First.\n${blocks}`);
	});

	test("what was broken is shown again as it was written", () => {
		const driven = drive(shelf(text), inTurn(reply(`Well.\n\n${broken}`)));
		expect(lastChat(driven)[1]).toEqual({ role: "assistant", text: `Well.\n\n${broken}` });
	});
});

describe("a result of ten million characters", () => {
	test("is cut with a note, in the chat, the record and the log", () => {
		const driven = drive(shelf(), inTurn(reply("", [{ name: "huge" }])));
		const note = "\n[Cut here: 40000 of 10000000 characters are shown.]";
		expect(RESULT_CHARS_MAX).toBe(40_000);
		expect(lastChat(driven).at(-1)?.text).toBe(`${"x".repeat(40_000)}${note}`);
		expect(JSON.stringify(driven.events).length).toBeLessThan(100_000);
		expect(JSON.stringify(driven.record).length).toBeLessThan(100_000);
	});

	test("is cut where the policy says", () => {
		const driven = drive(
			shelf(native, { resultCharsMax: 10 }),
			inTurn(reply("", [{ name: "huge" }])),
		);
		expect(lastChat(driven).at(-1)?.text).toBe(
			"xxxxxxxxxx\n[Cut here: 10 of 10000000 characters are shown.]",
		);
	});
});
