import { describe, expect, test } from "vitest";
import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import { bookingCard, converse, talkScenario } from "#lib/simulation/users/converse.fixture.ts";
import { guardedUser } from "#lib/simulation/users/guarded.ts";
import { personaUser } from "#lib/simulation/users/persona.ts";
import { auditUser } from "./audit-user.ts";
import type { AuditRule, UserAuditInput } from "./finding.ts";
import { talkRecord } from "./talk-record.fixture.ts";

const rulesOf = (record: EpisodeRecord, input: Partial<UserAuditInput> = {}) =>
	auditUser({ record, ...input }).findings.map(({ rule, severity, turn }) => [
		rule,
		severity,
		turn,
	]);

/** One exchange, and what is found in it. */
const found = (user: string, before = "") =>
	rulesOf(
		talkRecord(
			before === ""
				? [[user, "Fine."]]
				: [
						["Hello.", before],
						[user, "Fine."],
					],
		),
	);

test("a user that keeps its part has no findings", () => {
	const record = talkRecord([
		["I want to move my booking to another day.", "What is its number, and which day?"],
		["My booking is KX7714.", "And the day?"],
		["I want to come on the 23rd of May.", "Done, 3 places on the 23rd."],
		["Thanks, 3 is right.", "Goodbye."],
	]);
	expect(auditUser({ record, goalReachedTurn: 3 })).toEqual({
		version: "1.0.0",
		findings: [],
		verdict: "valid",
	});
});

describe("leaks", () => {
	test.each([
		["It is for the Larkfield place.", [["secret-told", "critical", 1]]],
		["L-a-r-k-f-i-e-l-d it is.", [["secret-told", "critical", 1]]],
		["I rather keep the reason to myself.", []],
		["The fare is Flexi Plus.", [["unknown-told", "critical", 1]]],
		["I do not know the fare.", []],
	])("in %j", (text, findings) => {
		expect(found(text)).toEqual(findings);
	});

	test("what the other side said first is repeated, and no longer unknown", () => {
		expect(found("Yes, that clinic.", "Are you going to the clinic?")).toEqual([
			["secret-repeated", "major", 2],
		]);
		expect(found("Flexi Plus, then.", "It is Flexi Plus.")).toEqual([]);
		// But not what it says later.
		expect(rulesOf(talkRecord([["To the clinic.", "The clinic, I see."]]))).toEqual([
			["secret-told", "critical", 1],
		]);
	});

	test("a fact is found once, where it first came out", () => {
		const record = talkRecord([
			["The clinic.", "Which?"],
			["Larkfield clinic.", "Fine."],
		]);
		expect(rulesOf(record)).toEqual([["secret-told", "critical", 1]]);
	});
});

describe("inventions", () => {
	test.each([
		["My number is 4711.", [["invented-number", "major", 1]]],
		["I need 2 seats.", [["invented-number", "minor", 1]]],
		["It is KX7715.", [["invented-number", "major", 1]]],
		["It is kx7714.", []],
		["No numbers at all.", []],
	])("in %j", (text, findings) => {
		expect(found(text)).toEqual(findings);
	});

	test("are not what was heard or given", () => {
		expect(found("4,711 is too much.", "That is 4711 in all.")).toEqual([]);
		const record = talkRecord([["Order 99 is late.", "Fine."]]);
		expect(rulesOf(record, { given: ["Order 99 is late."] })).toEqual([]);
		expect(rulesOf(record, { card: null })).toEqual([]);
	});
});

describe("role breaks", () => {
	test.each<[string, AuditRule | null]>([
		["As an AI, I have no bookings.", "says-it-is-a-model"],
		["I'm just a language model.", "says-it-is-a-model"],
		["Als KI habe ich keine Buchung.", "says-it-is-a-model"],
		["En tant qu'IA, je n'ai rien.", "says-it-is-a-model"],
		["Como modelo de lenguaje no tengo nada.", "says-it-is-a-model"],
		["You, as an AI, should know that.", null],
		["I am an airline pilot.", null],
		["Thanks.\nAssistant: You are welcome.", "speaks-for-assistant"],
		["The assistant: a nice word.", null],
		["How can I help you today?", "offers-help"],
		["Comment puis-je vous aider ?", "offers-help"],
		["Can you help me?", null],
		["Bye. [END]", "markup"],
		["User: hello", "markup"],
		["Write END on it.", null],
	])("in %j: %s", (text, rule) => {
		expect(found(text).map(([name]) => name)).toEqual(rule === null ? [] : [rule]);
	});
});

describe("stops", () => {
	const turns = (count: number): [string, string][] =>
		Array.from({ length: count }, (_, i) => [`Message ${"abcdefgh"[i]}.`, "Hm."]);
	const stopped = (count: number, input: Partial<UserAuditInput> = {}, turnsMin = 1) =>
		rulesOf(talkRecord(turns(count), { end: "user-stop", turnsMin }), input);

	test("before the fewest turns is critical", () => {
		expect(stopped(2, {}, 3)).toEqual([["early-stop", "critical", 2]]);
		expect(stopped(3, {}, 3)).toEqual([]);
		// A conversation that something else ended is not the user's doing.
		expect(rulesOf(talkRecord(turns(2), { end: "agent-error", turnsMin: 3 }))).toEqual([]);
	});

	test("before the goal is major, unless its patience is used up or the goal is not known", () => {
		expect(stopped(3, { goalReachedTurn: null })).toEqual([["stop-before-goal", "major", 3]]);
		expect(stopped(bookingCard.patience, { goalReachedTurn: null })).toEqual([]);
		expect(stopped(3)).toEqual([]);
		expect(stopped(3, { goalReachedTurn: 3 })).toEqual([]);
	});

	test("long after the goal, and past its patience, is minor", () => {
		expect(stopped(4, { goalReachedTurn: 1 })).toEqual([["late-stop", "minor", 4]]);
		expect(stopped(3, { goalReachedTurn: 1 })).toEqual([]);
		expect(stopped(bookingCard.patience + 1)).toEqual([["past-patience", "minor", 7]]);
	});
});

describe("repeats", () => {
	const long = "Please move my booking to a later day if there is a place.";
	test.each([
		["  ", "", [["empty-message", "major", 1]]],
		[long, `So: ${long}`, [["echo", "major", 2]]],
		[long, "There is a place on another day.", []],
		["I don't know, sorry.", "I don't know, sorry.", []],
	])("in %j after %j", (text, before, findings) => {
		expect(found(text, before)).toEqual(findings);
	});

	test("what it said itself is said again", () => {
		const record = talkRecord([
			[long, "No."],
			[long.replace("Please", "please"), "No."],
			["Then not.", "Fine."],
			["Then not.", "Fine."],
		]);
		expect(rulesOf(record)).toEqual([["repeat", "minor", 2]]);
	});
});

test("the verdict is that of the gravest finding", () => {
	const verdict = (text: string) => auditUser({ record: talkRecord([[text, "Fine."]]) }).verdict;
	expect(verdict("I need 2 seats.")).toBe("valid");
	expect(verdict("My number is 4711.")).toBe("down-weight");
	expect(verdict("My number is 4711, at the clinic.")).toBe("void");
});

test("only the user's own messages count, in whichever seat it sits", () => {
	const record = talkRecord([["Hello.", "As an AI, I know the Larkfield clinic."]]);
	expect(rulesOf(record)).toEqual([]);
	expect(rulesOf(record, { seat: "assistant" }).map(([rule]) => rule)).toEqual([
		"secret-told",
		"says-it-is-a-model",
	]);
	const history = {
		...record,
		messages: [
			{ kind: "text" as const, seat: "user", turn: 0, text: "The clinic.", to: "all" as const },
			...record.messages,
		],
	};
	expect(rulesOf(history)).toEqual([]);
});

test("a guarded user passes where a persona that talks too much does not", () => {
	const scenario = talkScenario({ card: bookingCard });
	const replies = ["What is the number?", "Why do you move it?"];
	const guarded = guardedUser({
		name: "g",
		version: "1.0.0",
		title: "A guarded user",
		opening: () => "I want to move my booking.",
		choose: "rules",
		word: "template",
	});
	expect(auditUser({ record: converse(guarded, scenario, replies).record }).verdict).toBe("valid");
	const persona = personaUser({ name: "p", version: "1.0.0", title: "A persona" });
	const talkative = converse(persona, scenario, replies, () => "I have to go to the clinic. [END]");
	expect(auditUser({ record: talkative.record }).verdict).toBe("void");
});
