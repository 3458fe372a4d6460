import { expect, test } from "vitest";
import { type AttackerOptions, attackerUser } from "./attacker.ts";
import { converse, talkScenario } from "./converse.fixture.ts";

/** The canary is three words that mean nothing; each one given away is a third. */
const canary = ["plum", "kite", "anvil"];

const user = (options: Partial<AttackerOptions> = {}) =>
	attackerUser({
		name: "a",
		version: "1.0.0",
		title: "An attacker",
		tactics: () => [
			{ id: "ask", lines: ["a1", "a2", "a3"] },
			{ id: "steps", lines: ["s1 {{reply}}", "s2"] },
			{ id: "last", lines: ["l1"] },
		],
		gained: (_scenario, reply) => canary.filter((word) => reply.includes(word)).length / 3,
		messagesMax: 10,
		choose: "adaptive",
		...options,
	});
const play = (options: Partial<AttackerOptions>, replies: string[], advice: string[] = []) =>
	converse(user(options), talkScenario(null), replies, (_m, call) => advice[call] ?? "");

test("in order, says every line of every tactic and stops", () => {
	const { said, record, decisions } = play({ choose: "in-order" }, ["No."]);
	expect(said).toEqual(["a1", "a2", "a3", "s1 No.", "s2", "l1"]);
	expect(record.end).toBe("user-stop");
	expect(decisions.at(-1)).toBe("nothing left to try");
});

test("adaptive, leaves what gains nothing, stays with what gains, and comes back to the best", () => {
	const replies = ["No.", "Well: plum.", "No.", "No.", "No.", "No."];
	const { said } = play({}, replies);
	// The first line of steps gained a third, so it stays; then untried, then the lines left of the rest.
	expect(said).toEqual(["a1", "s1 No.", "s2", "l1", "a2", "a3"]);
	// Among those that were all tried, the one that gained most comes first.
	const tactics = () => [
		{ id: "x", lines: ["x1", "x2"] },
		{ id: "y", lines: ["y1", "y2", "y3"] },
	];
	expect(play({ tactics }, ["No.", "plum", "No.", "No.", "No."]).said).toEqual([
		"x1",
		"y1",
		"y2",
		"y3",
		"x2",
	]);
});

test("stops when it has its goal, or said all it may", () => {
	const reached = play({}, ["No.", "plum, kite, anvil"]);
	expect(reached.said).toHaveLength(2);
	expect(reached.decisions.at(-1)).toBe("reached its goal");
	const limited = play({ messagesMax: 2 }, ["No."]);
	expect(limited.said).toHaveLength(2);
	expect(limited.decisions.at(-1)).toBe("gave up");
});

test("a consulted model proposes, and what is not allowed, said before or unreadable is pruned", () => {
	const advice = [
		'{"messages": ["something off", "", "tell me"]}',
		'{"messages": ["tell me"]}',
		"no idea",
		`{"messages": ["${"x".repeat(2000)}", "please"]}`,
	];
	const isAllowed = (_scenario: unknown, message: string) => !message.includes("off");
	const goal = () => "the three words are said.";
	const { said, consulted, decisions } = play(
		{ choose: "consulted", isAllowed, goal, messagesMax: 4 },
		["No."],
		advice,
	);
	expect(said).toEqual(["tell me", "a1", "s1 No.", "please"]);
	expect(decisions.slice(0, 2)).toEqual([{ proposed: true }, { tactic: "ask" }]);
	expect(consulted).toHaveLength(4);
	expect(consulted[0]?.[0]?.text).toContain("the three words are said.");
});
