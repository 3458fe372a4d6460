import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	program,
	scriptedUser,
	toyConversation,
	toyRemote,
	toySetup,
} from "#lib/testing/toy-suites.ts";
import type { Driver } from "./driver.ts";
import { pairingKey } from "./pairing-key.ts";

const model = (name: string, tools: "native" | "text" = "native"): Driver => ({
	kind: "model",
	model: name,
	tools,
});
const script = (version: string, helper: string | null = null): Driver => ({
	kind: "program",
	program: program({ ...scriptedUser, version }),
	model: helper,
});
const keyOf = (options: Parameters<typeof toySetup>[1] = {}) =>
	pairingKey(toySetup(toyConversation(), options));

describe("a pairing key", () => {
	test("can be read", () => {
		expect(keyOf()).toBe(
			"toy-conversation@1.0.0 seed=7 replicate=0 control=main language=en seat:user=scripted@1.0.0",
		);
		const { suite, ...rest } = toySetup(toyRemote(), { environment: "remote" });
		expect(pairingKey({ suite, ...rest }, { parentId: "e1", turn: 2 })).toBe(
			"toy-remote@1.0.0 seed=7 replicate=0 control=main language=en environment=remote fork=e1#2 seat:user=scripted@1.0.0",
		);
	});

	test("is the same whoever is compared, and in whatever order the seats are named", () => {
		for (const assistant of [model("other"), model("m", "text"), script("1.0.0")])
			expect(keyOf({ drivers: { assistant } })).toBe(keyOf());
		const [user, critic] = [model("u"), model("c")];
		const setup = toySetup(toyConversation());
		const assistant = model("m");
		expect(pairingKey({ ...setup, drivers: { user, assistant, critic } })).toBe(
			pairingKey({ ...setup, drivers: { critic, assistant, user } }),
		);
	});

	test("is another one for everything else", () => {
		const keys = [
			keyOf(),
			keyOf({ seed: 8 }),
			keyOf({ replicate: 1 }),
			keyOf({ control: "twin" }),
			keyOf({ scenario: { language: "fr" } }),
			keyOf({ scenario: { version: "1.0.1" } }),
			keyOf({ scenario: { suite: "other" } }),
			keyOf({ environment: "remote" }),
			...[
				script("1.0.1"),
				script("1.0.0", "helper"),
				script("1.0.0", "other-helper"),
				model("u"),
				model("u", "text"),
				{ kind: "person" } as const,
			].map((user) => keyOf({ drivers: { user } })),
			pairingKey(toySetup(toyConversation()), { parentId: "e1", turn: 1 }),
			pairingKey(toySetup(toyConversation()), { parentId: "e1", turn: 2 }),
			pairingKey(toySetup(toyConversation()), { parentId: "e2", turn: 1 }),
		];
		expect(new Set(keys).size).toBe(keys.length);
	});

	test("names can't be chosen so that different episodes have equal keys", () => {
		const [one, other] = [
			{ control: "x language=y", language: "z" },
			{ control: "x", language: "y language=z" },
		].map((scenario) => keyOf({ scenario }));
		expect(one).not.toBe(other);
		const spaced = ["x ", "x%20", "x%2520"].map((control) => keyOf({ scenario: { control } }));
		expect(new Set(spaced).size).toBe(3);
		const name = fc.string({ unit: fc.constantFrom("a", " ", "=", "%", "2", "0"), maxLength: 6 });
		fc.assert(
			fc.property(fc.tuple(name, name, name), fc.tuple(name, name, name), (one, other) => {
				const key = ([suite, control, language]: readonly [string, string, string]) =>
					keyOf({ scenario: { suite, control, language } });
				expect(key(one) === key(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
			}),
		);
	});
});
