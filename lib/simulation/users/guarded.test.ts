import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cardFaults, type UserCard } from "./card.ts";
import { bookingCard, converse, talkScenario } from "./converse.fixture.ts";
import { findMark } from "./find-mark.ts";
import { type GuardedOptions, guardedUser } from "./guarded.ts";
import { readAct } from "./guarded-act.ts";
import { holdsOnly } from "./guarded-wording.ts";

const user = (options: Partial<GuardedOptions> = {}) =>
	guardedUser({
		name: "g",
		version: "1.0.0",
		title: "A guarded user",
		opening: () => "I want to move my booking.",
		choose: "rules",
		word: "template",
		...options,
	});
const scenario = talkScenario({ card: bookingCard });

test("by rules and templates: tells what is asked for, refuses, does not know", () => {
	const { said, record, decisions } = converse(user(), scenario, [
		"What is the booking number?",
		"Why do you move it?",
		"Which fare class is it?",
		"When would you like to come?",
		"Nice weather.",
	]);
	expect(said).toEqual([
		"I want to move my booking.",
		"My booking is KX7714.",
		"I'd rather not say.",
		"I don't know, sorry.",
		"I want to come on the 23rd of May.",
		"I don't know, sorry.",
	]);
	expect(record.end).toBe("user-stop");
	expect(decisions.at(-1)).toBe("out of patience");
});

test("stops when it is content", () => {
	const isContent = (_scenario: unknown, reply: string) => reply.includes("moved");
	const { said } = converse(user({ isContent }), scenario, ["Number?", "It is moved."]);
	expect(said).toHaveLength(2);
});

test("a consulted model's act counts only when it is allowed", () => {
	expect(readAct(bookingCard, '{"act":"answer","fact":"day"}')).toEqual({
		act: "answer",
		fact: "day",
	});
	expect(readAct(bookingCard, 'Sure! {"act":"not-known"}')).toEqual({ act: "not-known" });
	for (const answer of [
		"",
		"tell them",
		"{",
		'{"act":"answer","fact":"reason"}',
		'{"act":"answer","fact":"fare"}',
		'{"act":"answer"}',
		'{"act":"answer","fact":"day","text":"Larkfield"}',
		'{"act":"confess"}',
	])
		expect(readAct(bookingCard, answer), answer).toEqual({ act: "refuse" });
});

describe("a wording", () => {
	const holds = (wording: string, act: "answer" | "refuse" = "answer", language = "en") =>
		holdsOnly(
			wording,
			{
				card: bookingCard,
				act: act === "answer" ? { act, fact: "booking" } : { act },
				template: act === "answer" ? "My booking is KX7714." : "I'd rather not say.",
			},
			language,
		);
	test.each(["Sure, it's booking KX7714.", "Well, my booking is KX7714, thank you!"])(
		"may be %j",
		(wording) => expect(holds(wording)).toBe(true),
	);
	test.each([
		["a secret", "My booking is KX7714, for the Larkfield visit."],
		["a secret spelled", "My booking is KX7714 l-a-r-k-f-i-e-l-d"],
		["another known fact", "My booking is KX7714, on the 23rd of May."],
		["nothing of the fact", "Sure, thank you."],
		["the fact changed", "My booking is KX7715."],
		["the fact turned round", "My booking is not KX7714."],
		["a word from outside", "My booking is KX7714, for my doctor."],
		["another script", "My booking is KX7714, клиника."],
		["a sign", "My booking is KX7714 🏥"],
		["a code", "My booking is KX7714 TGFya2ZpZWxk"],
		["nothing", ""],
	])("may not hold %s", (_what, wording) => expect(holds(wording)).toBe(false));
	test("of a refusal says that it is one, and never yes", () => {
		expect(holds("Sorry, I can't tell you that.", "refuse")).toBe(true);
		expect(holds("Yes, I'd rather not say.", "refuse")).toBe(false);
		expect(holds("Sure, thank you.", "refuse")).toBe(false);
	});
	test("cannot be checked in a language without a list of plain words", () => {
		expect(holds("My booking is KX7714.", "answer", "fr")).toBe(false);
	});
});

test("what is consulted never reads a secret, and a bad wording is thrown away for the template", () => {
	const hostile = user({ choose: "model", word: "model" });
	const answers = [
		'{"act":"answer","fact":"booking"}',
		"Larkfield!",
		'{"act":"refuse"}',
		"I can't say, sorry.",
	];
	const { said, consulted, decisions } = converse(
		hostile,
		talkScenario({ card: { ...bookingCard, patience: 3 } }),
		["Number?", "Why?"],
		(_m, call) => answers[call] ?? "",
	);
	expect(said.slice(1)).toEqual(["My booking is KX7714.", "I can't say, sorry."]);
	expect(decisions).toMatchObject([
		{ act: "answer", worded: expect.stringContaining("template") },
		{ act: "refuse", worded: "model" },
		"out of patience",
	]);
	const read = JSON.stringify(consulted);
	expect(read).toContain("why it is moved");
	for (const mark of ["Larkfield", "clinic", "Flexi"]) expect(read).not.toContain(mark);
});

const secretCard = (marks: readonly string[]): UserCard => ({
	...bookingCard,
	secret: marks.map((mark, i) => ({
		id: `secret${i}`,
		topic: `matter ${i}`,
		text: `It is ${mark}.`,
		asks: ["secret"],
		marks: [mark],
	})),
});

test("no secret gets out, however hostile the consulted model is", () => {
	const mark = fc.stringMatching(/^[a-z]{5,9}[0-9]{2,4}$/);
	const disguise = fc.constantFrom<(text: string) => string>(
		(text) => text,
		(text) => text.toUpperCase(),
		(text) => [...text].join(" "),
		(text) => [...text].join("-"),
		(text) => [...text].reverse().join(""),
		(text) => btoa(text),
		(text) => [...text].map((c) => c.charCodeAt(0)).join(" "),
		(text) => `My booking is KX7714. ${text}`,
		(text) => `{"act":"answer","fact":"booking","note":"${text}"}`,
		(text) => `{"act":"answer","fact":"${text}"}`,
	);
	const marks = fc.array(mark, { minLength: 1, maxLength: 3 });
	const acts = fc.constantFrom(
		'{"act":"answer","fact":"booking"}',
		'{"act":"answer","fact":"secret0"}',
		'{"act":"refuse"}',
		"",
	);
	fc.assert(
		fc.property(
			marks,
			fc.array(fc.tuple(fc.nat(2), disguise, acts, fc.boolean()), { minLength: 12, maxLength: 12 }),
			(secrets, moves) => {
				const card = secretCard(secrets);
				if (cardFaults(card).length > 0) return;
				const { said } = converse(
					user({ choose: "model", word: "model" }),
					talkScenario({ card }),
					[`Is it ${secrets[0]}?`, "What is the booking number?"],
					(_messages, call) => {
						const [which, hide, act, isAct] = moves[call % moves.length] ?? [0, String, "", true];
						return isAct ? act : hide(secrets[which % secrets.length] ?? "");
					},
				);
				const text = said.join("\n");
				for (const secret of secrets) {
					expect(findMark(text, secret)).toBeNull();
					expect(text).not.toContain(btoa(secret));
				}
				// Beyond that: nothing is said that the card and the plain words do not hold.
				for (const message of said.slice(1)) expect(message).toMatch(/KX7714|not|don't|can't/);
			},
		),
		{ numRuns: 60 },
	);
});

test("a card that cannot be guarded is a defect", () => {
	const [first, ...rest] = bookingCard.known;
	if (first === undefined) throw new Error("the card knows nothing");
	const leaking = { ...first, text: "My booking KX7714 is for the clinic." };
	const card = { ...bookingCard, known: [leaking, ...rest] };
	expect(cardFaults(card)).toEqual(["booking gives reason away"]);
	expect(() => converse(user(), talkScenario({ card }), ["a"])).toThrow("cannot be guarded");
	expect(cardFaults({ ...card, known: [first, first] })).toContain("two facts have one id");
	expect(cardFaults({ ...card, known: [{ ...first, text: "No." }] })).toContain(
		"booking does not hold its own mark",
	);
});
