import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMove } from "./read-move.ts";

describe("probes", () => {
	test.each([
		["PROBE 2 4 6", [2, 4, 6]],
		["probe 2, -4, 6", [2, -4, 6]],
		["Probe: (2, −4, 6).", [2, -4, 6]],
		["**PROBE** `1 2 3`", [1, 2, 3]],
		["- PROBE x=1, y = 2; z=3", [1, 2, 3]],
		["PROBE [0 0 -20]", [0, 0, -20]],
		["Let me see 7 8 9.\nPROBE 1 2 3\nThen I guess.", [1, 2, 3]],
		["PROBE 1 2 3\nNo, better:\nPROBE 4 5 6", [4, 5, 6]],
		["```\nPROBE 4 5 6\n```", [4, 5, 6]],
		["GUESS x > y\nPROBE 1 2 3", [1, 2, 3]],
		["PROBE 1 2 3\nGuess what comes next!", [1, 2, 3]],
		["PROBE 1 2 3\nGuess: x < y", [1, 2, 3]],
		["PROBE 2\u202f4\u00a06", [2, 4, 6]],
		["PROBE 2 \u20114 \u22126", [2, -4, -6]],
		['"PROBE 2 -4 6"', [2, -4, 6]],
		["“PROBE 2 -4 6”.", [2, -4, 6]],
		["• PROBE 2 -4 6", [2, -4, 6]],
		["**Move:** PROBE 2 -4 6", [2, -4, 6]],
		["My move: **PROBE** 2 -4 6", [2, -4, 6]],
		["$PROBE 2 -4 6$", [2, -4, 6]],
	])("%j", (text, triple) => {
		expect(readMove(text)).toEqual({ kind: "probe", triple });
	});
});

describe("guesses", () => {
	test.each([
		["GUESS x + y > z", "x + y > z"],
		["guess: `x < y < z`.", "x < y < z"],
		["PROBE 1 2 3\nGUESS x = y", "x = y"],
		["probe 1 2 3\nGUESS x = y", "x = y"],
		["GUESS x = y\nprobe 1 2 3", "x = y"],
		["GUESS x \\* y > z", "x * y > z"],
		["GUESS $x < y$", "x < y"],
		["GUESS (x < y)", "x < y"],
		["GUESS (x) < (y)", "(x) < (y)"],
		["Guess: GUESS x < y", "x < y"],
	])("%j", (text, rule) => {
		expect(readMove(text)).toEqual({ kind: "guess", rule });
	});
});

describe("what is no move says why", () => {
	test.each([
		["", /no line/],
		["2 4 6", /no line/],
		["I would like to PROBE 2 4 6", /no line/],
		["Probe 2 4 6 is next, I think.", /no line/],
		["Probing 1 2 3", /no line/],
		["My move: probe 2 4 6", /no line/],
		["I am not sure: PROBE 2 4 6", /no line/],
		["PROBE 2 4", /three integers/],
		["PROBE 2 4 6 8", /three integers/],
		["PROBE 246", /three integers/],
		["PROBE 2 4 6 and see", /three integers/],
		["PROBE 1.5 2 3", /three integers/],
		["PROBE 1 2 21", /from -20 to 20/],
		["PROBE 1 2 3\nPROBE 1 2", /three integers/],
		["GUESS x is larger than y", /can't be read/],
		["GUESS", /can't be read/],
	])("%j", (text, reason) => {
		const move = readMove(text);
		expect(move.kind).toBe("unreadable");
		expect(move.kind === "unreadable" ? move.reason : "").toMatch(reason);
	});
});

test("digits in prose are never a probe", () => {
	const prose = fc
		.array(fc.constantFrom("1", "-20", "probe", "PROBE", "we", "then", "(2, 4, 6)", "guess"), {
			maxLength: 12,
		})
		.map((words) => `So ${words.join(" ")}`);
	fc.assert(fc.property(prose, (text) => readMove(text).kind === "unreadable"));
});
