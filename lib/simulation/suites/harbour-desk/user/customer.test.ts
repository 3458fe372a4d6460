import { describe, expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { MAIN, type Scenario } from "#lib/simulation/scenario.ts";
import { harbourDesk } from "#lib/simulation/suites/harbour-desk/suite.ts";
import type { Task, Wish } from "#lib/simulation/suites/harbour-desk/task.ts";
import type { Message } from "#lib/simulation/view.ts";
import { allFacts, type CustomerState, customerProgram } from "./customer.ts";
import { plainVoice, terseVoice, type Voice } from "./voices.ts";

const wish: Wish = {
	kind: "act",
	say: "Please cancel my order.",
	terse: "cancel my order",
	proposal: "cancel it",
	known: { order: "H-1001" },
	reads: [],
	writes: [],
	facts: [],
	insists: 0,
};

const task: Task = {
	blueprint: "none",
	customer: "C-101",
	known: { name: "Otter Kelpington", postcode: "LQ123" },
	introduces: false,
	patience: 3,
	identityReads: [],
	wishes: [wish],
	mustNotPromise: [],
};

/** What the customer says to the lines of an assistant, with their last state. */
function converse(
	secret: Task,
	lines: readonly string[],
	voice: Voice = plainVoice,
	control = MAIN,
) {
	const program = customerProgram(voice);
	const scenario: Scenario = { ...harbourDesk.scenario(1), secret, control };
	let state: CustomerState = program.start(scenario, seededRandom(0));
	const messages: Message[] = [];
	const said: string[] = [];
	for (const line of [null, ...lines]) {
		if (line !== null)
			messages.push({ kind: "text", seat: "assistant", turn: 1, text: line, to: "all" });
		const view = { seat: "user", instructions: "", messages, tools: [], turn: 1, turnsLeft: null };
		const step = program.act({
			scenario,
			seat: "user",
			view,
			state,
			random: seededRandom(0),
			answer: null,
		});
		state = step.state;
		if (!("action" in step)) throw new Error("A rule program consults nobody");
		said.push(step.action.text);
		messages.push({ kind: "text", seat: "user", turn: 1, text: step.action.text, to: "all" });
		if (step.action.stop === true) return { said, state, stopped: true };
	}
	return { said, state, stopped: false };
}

describe("the customer", () => {
	test("opens with the wish and says who they are only if they do so at once", () => {
		expect(converse(task, []).said).toEqual(["Hello. Please cancel my order."]);
		expect(converse({ ...task, introduces: true }, []).said).toEqual([
			"Hello, this is Otter Kelpington. Please cancel my order.",
		]);
	});

	test("answers what is asked, and says what they don't know", () => {
		const { said } = converse(task, [
			"What is your full name, your e-mail address and your postcode?",
			"Which order number is it?",
		]);
		expect(said.slice(1)).toEqual([
			"My name is Otter Kelpington. My postcode is LQ123. I don't know about the e-mail address, sorry.",
			"My order number is H-1001.",
		]);
	});

	test("of few words answers one thing at a time", () => {
		const ask = "What is your full name and your postcode?";
		const { said } = converse(task, [ask, ask, ask], terseVoice);
		expect(said).toEqual(["cancel my order", "Otter Kelpington", "LQ123", "Otter Kelpington"]);
	});

	test("agrees to a proposal, thanks for the result and stops", () => {
		const { said, state, stopped } = converse(task, ["Shall I go ahead?", "It is done."]);
		expect(said.slice(1)).toEqual(["Yes, please go ahead.", "Thank you very much. Goodbye."]);
		expect([stopped, state.outcome]).toEqual([true, "settled"]);
	});

	test("answers and agrees at once when asked both", () => {
		const { said } = converse(task, ["What is your postcode? Shall I go ahead?"]);
		expect(said[1]).toBe("My postcode is LQ123. Yes, please go ahead.");
	});

	test("leaves when what is allowed is refused", () => {
		const { said, state, stopped } = converse(task, ["I cannot do that."]);
		expect(said[1]).toBe("That is a pity. Goodbye.");
		expect([stopped, state.outcome]).toEqual([true, "refused"]);
	});

	test("runs out of patience after turns without progress, also when asked the same again", () => {
		const { said, state } = converse(task, ["Hm.", "Aha.", "Well.", "So."]);
		expect(said).toHaveLength(4);
		expect(said.at(-1)).toBe(plainVoice.leave);
		expect(state.outcome).toBe("gave-up");
		const ask = "What is your postcode?";
		expect(converse(task, [ask, ask, ask, ask, ask]).state.outcome).toBe("gave-up");
	});

	test("says something else as soon as it is proposed when the mind changes", () => {
		const wishes: Wish[] = [
			{ ...wish, kind: "drop" },
			{ ...wish, say: "Keep it.", terse: "keep it" },
		];
		const lines = ["Which order number?", "Shall I go ahead?", "Shall I go ahead?"];
		expect(converse({ ...task, wishes }, lines).said.slice(2)).toEqual([
			"Wait, I have thought again. Keep it.",
			"Yes, please go ahead.",
		]);
	});

	test("says whether there is more when asked", () => {
		const more = "Do you want to return anything else?";
		expect(converse(task, [more]).said[1]).toBe("Nothing else, only that.");
		const wishes: Wish[] = [
			{ ...wish, kind: "drop" },
			{ ...wish, say: "And the other." },
		];
		expect(converse({ ...task, wishes }, [more]).said[1]).toContain("And the other.");
	});

	test("argues with a no as often as the task says, then has the next wish", () => {
		const wishes: Wish[] = [
			{ ...wish, kind: "refuse", insists: 1 },
			{ ...wish, kind: "tell", say: "Why?", terse: "why", facts: [] },
		];
		const no = "I am sorry, I cannot do that.";
		expect(converse({ ...task, wishes }, [no, no]).said.slice(1)).toEqual([
			plainVoice.insist,
			"I see. Why?",
		]);
	});

	test("agrees to what the rules forbid, so that it can be done wrongly", () => {
		const wishes: Wish[] = [{ ...wish, kind: "refuse" }];
		expect(converse({ ...task, wishes }, ["Shall I go ahead?"]).said[1]).toBe(plainVoice.confirm);
	});

	test("with a question is content with its answer only", () => {
		const facts = [{ kind: "amount" as const, label: "price", cents: 1250 }];
		const tell: Task = { ...task, wishes: [{ ...wish, kind: "tell", facts }] };
		expect(converse(tell, ["It costs 12.51."]).stopped).toBe(false);
		expect(converse(tell, ["It costs 12.50."]).state.outcome).toBe("settled");
	});

	test("who told all at once asks once whether that was everything", () => {
		const two = { ...wish, say: "And a note.", terse: "note", known: { order: "H-1002" } };
		const all = converse(
			{ ...task, wishes: [wish, two] },
			["It is done.", "It is done."],
			plainVoice,
			allFacts,
		);
		expect(all.said[0]).toContain("My order number is H-1001 and H-1002.");
		expect(all.said[0]).toContain(plainVoice.agreement);
		expect(all.said.slice(1)).toEqual([plainVoice.everything, plainVoice.thanks]);
		const one = converse(task, ["It is done."], plainVoice, allFacts);
		expect(one.stopped).toBe(true);
	});
});
