import { expect, test } from "vitest";
import { converse, talkScenario } from "./converse.fixture.ts";
import { scriptedUser } from "./script.ts";
import { fillTemplate, lastNumber, unknownPlaceholders } from "./template.ts";

const scripted = (...turns: string[]) =>
	scriptedUser({ name: "s", version: "1.0.0", title: "A script", turns: () => turns });

test("says its turns and stops when they are said and answered", () => {
	const { said, record } = converse(scripted("one", "two"), talkScenario(null), ["a", "b"]);
	expect(said).toEqual(["one", "two"]);
	expect(record).toMatchObject({ end: "user-stop", turns: 3 });
	expect(record.messages).toHaveLength(4);
});

test("templates are filled from what the model said", () => {
	const { said, decisions } = converse(
		scripted(
			"Name three towns and a number.",
			"Why {{item:2}}, and why {{last-number}}?",
			"You said: {{reply:1}}",
			"And {{last-number:2|nothing}}?",
			"And {{item:9}}?",
			"So: {{reply}}",
		),
		talkScenario(null),
		["1. Bath\n2) York\n- Hull\n1,204.5 in all.", "No reason."],
	);
	expect(said.slice(1)).toEqual([
		"Why York, and why 1204.5?",
		"You said: 1. Bath\n2) York\n- Hull\n1,204.5 in all.",
		"And nothing?",
		"And …?",
		"So: No reason.",
	]);
	expect(decisions).toEqual([{ gaps: ["last-number:2"] }, { gaps: ["item:9"] }]);
});

test("a reply that looks like a template is not filled again", () => {
	const replies = [
		{ kind: "text" as const, seat: "a", turn: 1, text: "{{reply:1}} 5", to: "all" as const },
	];
	expect(fillTemplate("{{reply}}|{{last-number}}", replies, "?").text).toBe("{{reply:1}} 5|5");
});

test.each([
	["7 of 12", "12"],
	["it is -3.5 degrees.", "-3.5"],
	["1,000,000 people", "1000000"],
	["no digits", null],
	["version v2", null],
	["a1 b2c 40%", "40"],
	["done in 2024.", "2024"],
])("the last number of %j is %s", (text, number) => {
	expect(lastNumber(text)).toBe(number);
});

test("an item is found after a great many empty lines, and in lines ended in any way", () => {
	const item = (text: string) =>
		fillTemplate("{{item:2}}", [{ kind: "text", seat: "a", turn: 1, text, to: "all" }], "?").text;
	expect(item(`- one${"\n".repeat(300_000)} * two `)).toBe("two");
	expect(item("1. one\r\n2. two\r3. three")).toBe("two");
	expect(item("-\n- one")).toBe("?");
});

test("a template that nothing fills is a defect of its author", () => {
	expect(
		unknownPlaceholders("{{reply:2}} {{last-number|x}} {{item:1:2}} {{item}} {{rply}}"),
	).toEqual(["item", "rply"]);
	expect(() => converse(scripted("{{rply}}"), talkScenario(null), ["a"])).toThrow("nothing fills");
});
