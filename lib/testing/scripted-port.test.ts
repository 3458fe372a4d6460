import { expect, test } from "vitest";
import { scriptedPort } from "./scripted-port.ts";

const input = (modelId: string, changes = {}) => {
	const pieces: string[] = [];
	return {
		pieces,
		modelId,
		messages: [],
		seed: 1,
		maxOutputTokens: 10,
		signal: new AbortController().signal,
		onText: (text: string) => pieces.push(text),
		...changes,
	};
};

test("speaks its script, waits when told, and fails when told", async () => {
	let goOn: () => void = () => {};
	const wait = new Promise<void>((resolve) => {
		goOn = resolve;
	});
	const port = scriptedPort({
		a: ["one ", { wait }, "two"],
		b: ["half", { fail: { code: "stalled" } }],
	});
	const given = input("a");
	const call = port.call(given);
	expect(given.pieces).toEqual(["one "]);
	expect(port.running()).toBe(1);
	goOn();
	expect(await call).toMatchObject({ state: "ok", text: "one two", trace: { tokensOut: 2 } });
	expect(await port.call(input("b"))).toMatchObject({
		state: "failed",
		text: "half",
		failure: { code: "stalled" },
	});
	expect(await port.call(input("c"))).toMatchObject({
		state: "failed",
		failure: { code: "not-found" },
	});
	expect(port.calls.map((each) => each.modelId)).toEqual(["a", "b", "c"]);
	expect(port.running()).toBe(0);
});

test("a hanging script ends by an abort; a script may differ by call", async () => {
	const port = scriptedPort({ a: (_, call) => (call === 0 ? ["x", { hang: true }] : ["y"]) });
	const controller = new AbortController();
	const call = port.call(input("a", { signal: controller.signal }));
	controller.abort();
	expect(await call).toMatchObject({ state: "aborted", text: "x", failure: null });
	expect(await port.call(input("a"))).toMatchObject({ state: "ok", text: "y" });
});
